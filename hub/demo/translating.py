"""Translating the demo as a translator would: with wagtail-localize, from the words in the PO files."""

from uuid import uuid5

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.translation.sources import fresh_source, original_of
from home.translation.submit import fill
from hub.demo.strings import strings


@transaction.atomic
def translate_thing(instance, key, language, entries):
    """Translate and publish one page or snippet, if every string of it is in `entries` and its parent is there."""
    locale = Locale.objects.get(language_code=language)
    if locale.pk == instance.locale_id:
        return
    there = type(instance).objects.filter(translation_key=instance.translation_key, locale=locale).first()
    if there is not None and there.live:
        return
    source = fresh_source(original_of(instance))
    texts = strings(source)
    if not texts or any((key, text) not in entries for text in texts) or not _has_parent(instance, locale):
        return
    translation, _made = Translation.objects.update_or_create(
        source=source,
        target_locale=locale,
        defaults={"enabled": True},
        create_defaults={"enabled": True, "uuid": uuid5(instance.translation_key, language)},
    )
    fill(translation, lambda path, text: entries.get((key, text)))
    translation.save_target(publish=True)


def _has_parent(instance, locale):
    if not isinstance(instance, Page):
        return True
    parent = instance.get_parent()
    return (
        parent.is_root()
        or Page.objects.filter(translation_key=parent.translation_key, locale=locale, live=True).exists()
    )
