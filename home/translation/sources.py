"""Where translations come from: the original of a thing, and wagtail-localize's copy of it."""

from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource


def translation_into(instance):
    """wagtail-localize's record of the work that leads to `instance`, or None."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .exclude(source__locale_id=instance.locale_id)
        .select_related("source")
        .order_by("pk")
        .first()
    )


def original_of(instance):
    """The page or snippet that `instance` is translated from, or itself."""
    if isinstance(instance, Page):
        instance = instance.specific
        return (
            type(instance)
            ._base_manager.filter(
                translation_key=instance.translation_key,
                locale__language_code=getattr(instance, "original_language", ""),
            )
            .first()
            or instance
        )
    translation = translation_into(instance)
    if translation is None:
        return instance
    model = type(instance)
    return (
        model._base_manager.filter(
            translation_key=instance.translation_key, locale_id=translation.source.locale_id
        ).first()
        or instance
    )


def fresh_source(instance):
    """wagtail-localize's copy of `instance`, brought up to date: its published version, or its latest draft.

    wagtail-localize itself never follows an edit, so that a language added later starts from an old copy.
    """
    row = type(instance)._base_manager.get(pk=instance.pk)
    if isinstance(row, Page):
        row = row.specific
    if not row.live:
        row = row.get_latest_revision_as_object()
    source, _created = TranslationSource.update_or_create_from_instance(row)
    return source
