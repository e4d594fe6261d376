"""What is known of all translations, each with a query or two however many there are."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from wagtail.models import Page, PageLogEntry, TranslatableMixin, WorkflowState, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.models import TranslationDecision
from home.translation import mirroring
from home.translation.coverage.cells import State

PAGES = "pages"


def page_models():
    return [model for model in get_page_models() if hasattr(model, "original_language")]


def snippet_models():
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]


def jobs():
    """{(translation key, target locale): (source pk, translation pk)} of all that is sent for translation."""
    rows = Translation.objects.filter(enabled=True).exclude(source__locale_id=F("target_locale_id"))
    return {
        (key, target): (source, translation)
        for key, target, source, translation in rows.order_by("-pk").values_list(
            "source__object_id", "target_locale_id", "source_id", "pk"
        )
    }


def totals():
    counted = StringSegment.objects.order_by().values("source_id").annotate(count=Count("pk"))
    return dict(counted.values_list("source_id", "count"))


def done():
    """{(source pk, locale pk): texts that are translated, without an error}"""
    counted = (
        StringTranslation.objects.filter(
            has_error=False, translation_of__segments__context_id=F("context_id")
        )
        .order_by()
        .values("translation_of__segments__source_id", "locale_id")
        .annotate(count=Count("translation_of__segments"))
    )
    return {
        (source, locale): count
        for source, locale, count in counted.values_list(
            "translation_of__segments__source_id", "locale_id", "count"
        )
    }


def left_along():
    """{page pk: LEFT} of translations that are off the site because their original is, and that nobody has worked on since."""
    entries = PageLogEntry.objects.filter(action=mirroring.ACTION, page__live=False)
    unchanged = Q(page__latest_revision_created_at=None) | Q(
        page__latest_revision_created_at__lt=F("timestamp")
    )
    return dict.fromkeys(entries.filter(unchanged).values_list("page_id", flat=True), State.LEFT)


def partial():
    """{page pk: PARTIAL} of translations that a reviewer published with texts that are the original's, whose latest version
    asks for no other ones."""
    first, *others = [
        model._base_manager.filter(live=True, has_unpublished_changes=False)
        .exclude(untranslated=[])
        .order_by()
        .values_list("pk", flat=True)
        for model in page_models()
    ]
    return dict.fromkeys(first.union(*others, all=True), State.PARTIAL)


def in_review():
    """{(family, pk)} of what waits for a reviewer."""
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    families = families_by_kind()
    return {
        (families[kind], int(pk))
        for kind, pk in waiting.values_list("base_content_type_id", "object_id")
        if kind in families
    }


def families_by_kind():
    """{pk of a content type: family}, as workflows name things: all pages are one family, snippets one for each model."""
    found = ContentType.objects.get_for_models(Page, *snippet_models())
    return {kind.pk: PAGES if model is Page else model._meta.label_lower for model, kind in found.items()}


def decisions():
    """{(translation key, locale pk): what staff decided}"""
    rows = TranslationDecision.objects.values_list("translation_key", "locale_id", "decision")
    return {(key, locale): decision for key, locale, decision in rows}
