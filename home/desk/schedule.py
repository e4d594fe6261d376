"""What is going to go live or to leave the site by itself: pages and snippets, of those that a person may change."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models

from home.languages import locales, name_for_reader

LIVE, EXPIRES = "live", "expires"
MAY_SEE = {"change", "publish"}


@dataclass(frozen=True)
class Due:
    when: datetime  # aware, UTC
    what: str  # LIVE or EXPIRES
    title: str
    kind: str
    language: str  # its code, or "" for things without one
    url: str

    @property
    def goes_live(self):
        return self.what == LIVE

    @property
    def language_name(self):
        return name_for_reader(self.language)


def pages_of(user):
    """The pages that this person may change or publish."""
    return page_permission_policy.instances_user_has_any_permission_for(user, MAY_SEE)


def editable_snippet_models(user):
    """Kinds of snippets with drafts that this person may change or publish."""
    return [
        model
        for model in get_snippet_models()
        if issubclass(model, DraftStateMixin)
        and model.snippet_viewset.permission_policy.user_has_any_permission(user, MAY_SEE)
    ]


def has_schedule(user):
    """Whether there is anything whose schedule this person could see."""
    return page_permission_policy.user_has_any_permission(user, MAY_SEE) or bool(
        editable_snippet_models(user)
    )


def due(user, start=None, end=None, locale_id=None):
    """[Due] from `start` (aware; default: now) until before `end`, soonest first; few queries, however much is due."""
    start = start or timezone.now()
    found = [*_pages(user, start, end, locale_id)]
    for model in editable_snippet_models(user):
        found += _snippets(model, start, end, locale_id)
    return sorted(found, key=lambda each: (each.when, each.title))


def _within(moment, start, end):
    return moment is not None and moment >= start and (end is None or moment < end)


def _moments(thing, revisions, start, end):
    """(moment, LIVE or EXPIRES) of a thing, from its schedule and from what is live of it."""
    for revision in revisions:
        if _within(revision.approved_go_live_at, start, end):
            yield revision.approved_go_live_at, LIVE
        ends = parse_datetime(revision.content.get("expire_at") or "")
        if _within(ends, start, end):
            yield ends, EXPIRES
    if thing.live and _within(thing.expire_at, start, end):
        yield thing.expire_at, EXPIRES


def _things(things, revisions, start, end, locale_id, describe):
    """[Due] of a queryset of things and one of their scheduled revisions."""
    by_thing = {}
    for revision in revisions:
        by_thing.setdefault(revision.object_id, []).append(revision)
    ends_live = Q(live=True, expire_at__gte=start)
    if end:
        ends_live &= Q(expire_at__lt=end)
    things = things.filter(ends_live | Q(pk__in=list(by_thing)))
    if locale_id:
        things = things.filter(locale_id=locale_id)
    codes = {pk: code for code, pk in locales().items()}
    return [
        Due(
            when=when, what=what, language=codes.get(getattr(thing, "locale_id", None), ""), **describe(thing)
        )
        for thing in things
        for when, what in dict.fromkeys(_moments(thing, by_thing.get(str(thing.pk), ()), start, end))
    ]


def _pages(user, start, end, locale_id):
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)

    def describe(page):
        return {
            "title": page.get_admin_display_title(),
            "kind": page.page_type_display_name,
            "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }

    pages = Page.objects.filter(pk__in=pages_of(user).values("pk")).select_related("content_type")
    return _things(pages, revisions, start, end, locale_id, describe)


def _snippets(model, start, end, locale_id):
    content_type = ContentType.objects.get_for_model(model)
    revisions = Revision.objects.filter(content_type=content_type, approved_go_live_at__isnull=False)
    edit = model.snippet_viewset.get_url_name("edit")

    def describe(thing):
        return {
            "title": str(thing),
            "kind": str(model._meta.verbose_name),
            "url": reverse(edit, args=[thing.pk]),
        }

    translatable = any(field.name == "locale" for field in model._meta.get_fields())
    return _things(
        model._default_manager.all(),
        revisions,
        start,
        end,
        locale_id if translatable else None,
        describe,
    )
