"""Translating the demo as a translator would: with wagtail-localize, from the words in the PO files."""

from uuid import uuid5

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.translation.sources import fresh_source, original_of
from home.translation.submit import fill
from hub.demo.strings import strings


def translate_thing(instance, key, catalogs):
    """Translate and publish one page or snippet into every language of `catalogs` {language: {(context, text): translation}}
    that has every string of it and, of a page, its parent.
    """
    with transaction.atomic():
        missing = [locale for locale in _locales_without(instance) if locale.language_code in catalogs]
        if not missing:
            return
        source = fresh_source(original_of(instance))
        texts = strings(source)
    for locale in missing:
        entries = catalogs[locale.language_code]
        if texts and all((key, text) in entries for text in texts) and _has_parent(instance, locale):
            _translate(source, locale, lambda path, text, entries=entries: entries.get((key, text)))


def _locales_without(instance):
    """The languages that `instance` is not live in."""
    there = type(instance).objects.filter(translation_key=instance.translation_key, live=True)
    return Locale.objects.exclude(pk__in=[instance.locale_id, *there.values_list("locale", flat=True)])


@transaction.atomic
def _translate(source, locale, told):
    translation, _made = Translation.objects.update_or_create(
        source=source,
        target_locale=locale,
        defaults={"enabled": True},
        create_defaults={"enabled": True, "uuid": uuid5(source.object_id, locale.language_code)},
    )
    fill(translation, told)
    translation.save_target(publish=True)


def _has_parent(instance, locale):
    if not isinstance(instance, Page):
        return True
    parent = instance.get_parent()
    return (
        parent.is_root()
        or Page.objects.filter(translation_key=parent.translation_key, locale=locale, live=True).exists()
    )
