"""Many versions go live in one transaction, in which others wait as little as can be.

What Wagtail's `PublishRevisionAction` does for each is done here for all, with the same signals: each row is written by itself,
schedules, reviews, files and the log together. What follows (search, translations) is queued and done afterwards.
"""

import logging
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_save
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.log_actions import get_active_log_context
from wagtail.log_actions import registry as logs
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Page, PageLogEntry, Revision, Site
from wagtail.signals import page_published, published

from home.filekeeping import uses
from home.publishing import refuse_if_gated
from home.releases.versions import Overtaken, by_kind, in_parts, refuse_overtaken, reviews
from home.together import together

logger = logging.getLogger("wagtail")

# No version decides these fields of a page's row: whoever changes them is not overwritten. The slug: see `_fields`.
_KEPT = {
    *(
        "path",
        "depth",
        "numchild",
        "url_path",
        "slug",
        "content_type",
        "translation_key",
        "locale",
        "alias_of",
    ),
    *("owner", "latest_revision", "latest_revision_created_at", "draft_title", "original_language"),
    *("locked", "locked_at", "locked_by", COMMENTS_RELATION_NAME),
}


def go_live(versions, user, refused):
    """Make all of them what readers see. Raises `Overtaken`, or what the context manager `refused(version)` makes of a gate's
    `ValidationError`.
    """
    refuse_overtaken(versions)
    sent_back = reviews(versions)
    now, around = timezone.now(), _Around(versions)
    with together():
        for each in versions:
            with refused(each):
                _publish(each, now, around)
        for each in versions:
            if each.thing.pk in around.copied and each.is_page:
                each.thing.update_aliases(revision=each.revision, _content=each.revision.content)
    _end_schedules(versions)
    for state in sent_back:
        state.cancel(user=user)
    _refuse_what_left(versions, refused)
    pages = [(each.thing, each.shown) for each in versions if each.is_page]
    uses.note_many(pages)
    uses.want_pictures([shown for _page, shown in pages])
    _log(versions, user, now)


class _Around:
    """What of the pages needs more than its row to be written; most have none of it."""

    def __init__(self, versions):
        pks = [each.thing.pk for each in versions if each.is_page]
        self.commented, self.copied = set(), set()
        for some in in_parts(pks):
            self.commented |= set(Comment.objects.filter(page__in=some).values_list("page_id", flat=True))
            self.copied |= set(Page.objects.filter(alias_of__in=some).values_list("alias_of_id", flat=True))
        self.roots = set(Site.objects.values_list("root_page__translation_key", flat=True))


def _publish(version, now, around):
    thing, revision = version.thing, version.revision
    if version.is_page:
        refuse_if_gated(thing, revision.pk)
    thing.live, thing.expired = True, False
    thing.has_unpublished_changes = not version.is_latest
    thing.first_published_at = thing.first_published_at or now
    thing.last_published_at, thing.live_revision = now, revision
    if version.is_page:
        _save_page(version, around)
        page_published.send(sender=type(thing), instance=thing, revision=revision)
    else:
        thing.save()
    published.send(sender=type(thing), instance=thing, revision=revision)
    logger.info('Published: "%s" pk=%s revision_id=%d', thing, thing.pk, revision.pk)


def _save_page(version, around):
    page = version.thing
    page._is_site_root = page.translation_key in around.roots  # Wagtail asks for each page otherwise
    names = _fields(page)
    if page.pk in around.commented:
        # Those that are there now: whoever commented meanwhile loses nothing. What is resolved ends with publishing.
        setattr(page, COMMENTS_RELATION_NAME, Comment.objects.filter(page=page.pk, resolved_at__isnull=True))
        names.append(COMMENTS_RELATION_NAME)
    if page.slug != version.row_value("slug"):
        page._check_slug_is_unique()  # somebody may have taken it since; the addresses below follow
        names += ["slug", "url_path"]
    page.save(update_fields=names)


def _fields(page):
    """What a version decides of a page. Where its slug stays, Wagtail need not read the old row."""
    children = [each.get_accessor_name() for each in get_all_child_relations(page)]
    children += [each.name for each in get_all_child_m2m_relations(page)]
    own = [field.name for field in page._meta.concrete_fields if not field.primary_key]
    return [name for name in (*own, *children) if name not in _KEPT]


def _refuse_what_left(versions, refused):
    """The facts of one page may have taken another off the site again: a consent that does not cover its language now."""
    pages = {each.thing.pk: each for each in versions if each.is_page}
    for some in in_parts(list(pages)):
        for page in Page.objects.filter(pk__in=some, live=False).specific():
            with refused(pages[page.pk]):
                refuse_if_gated(page)
            raise Overtaken([pages[page.pk].standing])


def _end_schedules(versions):
    for _model, them in by_kind(versions):
        kind = them[0].thing.get_base_content_type()
        for some in in_parts([str(each.thing.pk) for each in them]):
            planned = Revision.objects.filter(base_content_type=kind, object_id__in=some)
            planned.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)


def _log(versions, user, now):
    entries = defaultdict(list)
    for each in versions:
        model = logs.get_log_model_for_instance(each.thing)
        names = {"old": each.renamed_from, "new": str(each.thing)}
        data = {"title": names} if each.renamed_from else {}
        if data:
            entries[model].append(_entry(model, each, user, now, "wagtail.rename", data))
        entries[model].append(_entry(model, each, user, now, "wagtail.publish", data, content_changed=True))
    for model, them in entries.items():
        for entry in them:
            pre_save.send(sender=model, instance=entry, raw=False, using=None, update_fields=None)
        model.objects.bulk_create(them)


def _entry(model, version, user, now, action, data, content_changed=False):
    """As `wagtail.log_actions.log` writes it."""
    thing, context = version.thing, get_active_log_context()
    about = {"page": thing} if model is PageLogEntry else {"object_id": str(thing.pk)}
    return model(
        content_type=ContentType.objects.get_for_model(thing, for_concrete_model=False),
        label=model.objects.get_instance_title(thing),
        action=action,
        timestamp=now,
        user=user or context.user,
        uuid=context.uuid,
        revision=version.revision,
        data=dict(data),
        content_changed=content_changed,
        **about,
    )
