"""How the translated page or snippet is written: a draft revision, under real parents, live only when complete."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.fields import SynchronizedField, copy_synchronised_fields, get_translatable_fields
from wagtail_localize.models import (
    CannotSaveDraftError,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationLog,
)
from wagtail_localize.segments.ingest import ingest_segments

from home.translation import partial, segments
from home.translation.access import may_publish
from home.translation.creating import ensure_parents, new_page, validate
from home.translation.restrictions import copy_restriction
from home.translation.sources import fresh_source, instance_of, is_fresh


def save_target(self, user=None, publish=True):
    """Save the translated page or snippet as a draft, and publish it if asked, complete and allowed. Whether anything was
    written.

    Takes the place of `wagtail_localize.models.Translation.save_target`. A row that is live is never written here:
    only publishing a revision changes it. Where publishing is refused (`ValidationError`) the draft is kept.
    """
    try:
        with transaction.atomic():
            target, revision, written = _save_draft(self, user)
    except ValidationError as error:
        _note_field_errors(self, error)
        raise
    if publish and _may_publish(self, target, user):
        with transaction.atomic():
            revision.publish(user=user)
        return True
    return written


def _save_draft(translation, user):
    source, locale = translation.source, translation.target_locale
    model = source.specific_content_type.model_class()
    if not issubclass(model, DraftStateMixin):
        raise CannotSaveDraftError  # every translatable model of ours has drafts; a test holds us to it
    row = model._base_manager.filter(translation_key=source.object_id, locale_id=locale.pk).first()
    if row is not None:
        return _saved_again(row, source, locale, user)
    if not is_fresh(source):
        source = translation.source = fresh_source(source.get_source_instance())
    if issubclass(model, Page):
        target, revision = new_page(source, locale, user)
    else:
        target, revision = _new_snippet(source, locale, user)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return target, revision, True


def _saved_again(row, source, locale, user):
    original = instance_of(source)
    if isinstance(row, Page) and row.alias_of_id:
        ensure_parents(original, locale, user)
        _make_real(row, user)
    target = row.get_latest_revision_as_object()
    before = target.serializable_data()
    copy_synchronised_fields(original, target)
    values, _own_words = segments.in_language(source, locale)
    ingest_segments(original, target, source.locale, locale, values)
    _keep_shared(original, target)
    if isinstance(target, Page):
        target.slug = _stored_slug(row)
    if hasattr(target, "facts_draft"):
        target.facts_draft = None  # facts are typed on the original only
    partial.trim(target)
    if isinstance(target, Page):
        copy_restriction(original, target)
    if row.latest_revision_id and target.serializable_data() == before:
        return target, row.latest_revision, False
    validate(target)
    revision = target.save_revision(user=user, clean=False)
    _show_draft_in_lists(target)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return target, revision, True


def _new_snippet(source, locale, user):
    original = instance_of(source)
    snippet = original.copy_for_translation(locale)
    snippet.live = False
    snippet.has_unpublished_changes = True
    snippet.live_revision = snippet.first_published_at = snippet.last_published_at = None
    copy_synchronised_fields(original, snippet)
    values, _own_words = segments.in_language(source, locale)
    ingest_segments(original, snippet, source.locale, locale, values)
    _keep_shared(original, snippet)
    snippet.full_clean()
    snippet.save()
    revision = snippet.save_revision(user=user, clean=False)
    _show_draft_in_lists(snippet)
    return snippet, revision


def _make_real(page, user):
    """Turn an alias into a page of its own; its words stay what they are until a revision is published."""
    page.alias_of = None
    page.save(update_fields=["alias_of"], clean=False)
    revision = page.save_revision(user=user, changed=False, clean=False)
    log(
        instance=page,
        action="wagtail.convert_alias",
        user=user,
        revision=revision,
        data={"page": {"id": page.pk, "title": page.get_admin_display_title()}},
    )


def _keep_shared(original, target):
    """What no translation may override comes from the original, whatever old segments say."""
    for each in get_translatable_fields(type(original)):
        if isinstance(each, SynchronizedField) and not each.overridable:
            name = each.get_field(type(original)).attname
            setattr(target, name, getattr(original, name))


def _stored_slug(row):
    """`row` may be the very object that the words were put into, so ask the database."""
    return Page.objects.values_list("slug", flat=True).get(pk=row.pk)


def _show_draft_in_lists(target):
    """Editors' lists show the row: give one that isn't live the draft's name."""
    if target.live:
        return
    if isinstance(target, Page):
        Page.objects.filter(pk=target.pk).update(title=target.title, draft_title=target.title)
    else:
        target.save()


def _may_publish(translation, target, user):
    total, translated = translation.get_progress()
    if translated != total and not (getattr(target, "untranslated", None) and partial.is_decided(target)):
        return False
    row = type(target)._base_manager.get(pk=target.pk)
    if row.live and not row.has_unpublished_changes:
        return False
    if isinstance(row, Page):
        parent = row.get_parent()
        return (parent.is_root() or parent.live) and (
            user is None or row.permissions_for_user(user).can_publish()
        )
    return user is None or may_publish(user, row)


def _note_field_errors(translation, error):
    """Show a validation error at the translated string or the overridden value that caused it, as wagtail-localize does."""
    source = translation.source
    for name, errors in getattr(error, "error_dict", {}).items():
        here = {"context__object_id": source.object_id, "context__path": name}
        strings = StringSegment.objects.filter(source=source).values("string_id")
        for each in StringTranslation.objects.filter(
            **here, translation_of_id__in=strings, locale=translation.target_locale
        ):
            each.set_field_error(errors)
        for each in SegmentOverride.objects.filter(**here, locale=translation.target_locale):
            each.set_field_error(errors)
