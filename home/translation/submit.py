"""Sending a page or snippet to translation, and filling in words that are known."""

from django.db import transaction
from wagtail_localize.models import StringSegment, StringTranslation

from home.languages import is_retired
from home.translation.creating import translation_of
from home.translation.sources import fresh_source, original_of


@transaction.atomic
def translate(instance, locale, user=None):
    """Have `instance` translated into `locale`: the target exists as a draft afterwards. Sent twice it changes nothing."""
    return translate_source(fresh_source(original_of(instance)), locale, user)


def translate_source(source, locale, user=None):
    """The same with what `fresh_source` gave in this transaction, so that a page is read once for all languages. What it
    returns says in `written` whether there was anything to do.
    """
    if is_retired(locale.language_code):
        raise ValueError(f"{locale.language_code!r} is retired.")
    if source.locale_id == locale.pk:
        raise ValueError(f"{source.object_repr} is an original in {locale.language_code!r} already.")
    translation = translation_of(source, locale)
    translation.written = translation.save_target(user=user, publish=False)
    return translation


@transaction.atomic
def fill(translation, lookup, user=None, tool_name=""):
    """Set the translated words that `lookup(path, source text)` knows; returns (translated, total) segments.

    The draft isn't written here: call `translation.save_target()` afterwards.
    """
    segments = StringSegment.objects.filter(source_id=translation.source_id).select_related(
        "string", "context"
    )
    for segment in segments.order_by("order"):
        text = lookup(segment.context.path, segment.string.data)
        if not text:
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": tool_name,
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
    total, translated = translation.get_progress()
    return translated, total
