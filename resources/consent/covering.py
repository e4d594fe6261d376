"""Why an account may not be somewhere: translated sentences, none if it may.

A page is covered when the consent covers the website today and the page's language:

- `languages` empty: the language of the account; with `translation` ticked, every language.
- `languages` not empty: the languages listed and no other, the account's own included.
- Any language but the account's needs `translation` as well.

Every other purpose needs all of that, and its own tick. Samples are no real person's account and need no consent; only
consent keepers say what is a sample.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import TranslationSource

from resources.consent.recognising import reasons_against_files
from resources.models import ConsentRecord, Testimony, TestimonyPage


class Purpose(models.TextChoices):
    """What an account may be used for; the values are the fields of the consent."""

    WEBSITE = "website", gettext_lazy("website")
    SOCIAL_MEDIA = "social_media", gettext_lazy("social media")
    PRINT = "print", gettext_lazy("print")
    MACHINE_TRANSLATION = "machine_translation", gettext_lazy("machine translation")
    OFFLINE_COPIES = "offline_copies", gettext_lazy("offline copies")


_AGAINST = {
    Purpose.SOCIAL_MEDIA: gettext_lazy("The consent for this testimony doesn't cover social media."),
    Purpose.PRINT: gettext_lazy("The consent for this testimony doesn't cover print."),
    Purpose.MACHINE_TRANSLATION: gettext_lazy(
        "The consent for this testimony doesn't cover machine translation."
    ),
    Purpose.OFFLINE_COPIES: gettext_lazy("The consent for this testimony doesn't cover offline copies."),
}


def reasons_against(testimony, language, purpose=Purpose.WEBSITE, today=None):
    """Why the account may not be used in a language for a purpose."""
    if is_sample(testimony):
        return []
    return _reasons(consent_of(testimony), testimony.account_language, language, purpose, today)


def reasons_against_page(page, purpose=Purpose.WEBSITE):
    """The same of one of its pages as it is given, drafted or live, with the name and the files that stand on it."""
    testimony = page.drafted_facts()
    if is_sample(testimony):
        return []
    consent = consent_of(testimony)
    reasons = _reasons(consent, testimony.account_language, page.locale.language_code, purpose)
    if consent is None:
        return reasons
    return [*reasons, *_against_name(consent, testimony, page), *reasons_against_files(consent, page)]


def consent_of(testimony):
    return ConsentRecord.objects.filter(testimony_id=testimony.pk).first() if testimony.pk else None


def is_sample(testimony):
    """As it is stored: no draft makes a sample."""
    return bool(testimony.pk) and Testimony.objects.filter(pk=testimony.pk, is_sample=True).exists()


def _reasons(consent, account_language, language, purpose=Purpose.WEBSITE, today=None):
    if consent is None:
        return [_("There is no consent record for this testimony. Ask the consent keepers.")]
    if not consent.covers_website(today):
        return [_("The consent for this testimony doesn't cover the website, or no longer does.")]
    if language != account_language and not consent.translation:
        return [_("The consent for this testimony doesn't cover translation.")]
    if consent.languages and language not in consent.languages:
        return [_("The consent for this testimony doesn't cover this language.")]
    return [] if getattr(consent, purpose) else [str(_AGAINST[purpose])]


def _against_name(consent, testimony, page):
    """Whoever agreed to their name may be shown by less than that, never by more."""
    if not page.display_name.strip():
        return []
    Mode = Testimony.NameMode
    if testimony.name_mode == Mode.ANONYMOUS:
        return [_("The account is anonymous, but a name is shown. Empty the field “name shown”.")]
    if consent.name == Mode.REAL or testimony.name_mode == consent.name:
        return []
    if testimony.name_mode == Mode.REAL:
        return [_("The consent for this testimony doesn't cover the real name.")]
    return [_("The consent for this testimony covers no name, not even a pseudonym.")]


def uncovered(keys, locale):
    """Those of these translation keys that are accounts which no consent covers in a language. Four queries.

    An account whose pages are gone has nobody to ask any more: its words stay where they are.
    """
    sources = TranslationSource.objects.filter(
        object__in=keys, specific_content_type=ContentType.objects.get_for_model(TestimonyPage)
    )
    found = set(sources.values_list("object_id", flat=True))
    if not found:
        return found
    pages = TestimonyPage.objects.filter(translation_key__in=found)
    records = dict(pages.order_by().values_list("translation_key", "testimony_id"))
    testimonies = Testimony.objects.select_related("consent").in_bulk(set(records.values()))
    return {key for key in found if key not in records or _is_uncovered(testimonies[records[key]], locale)}


def _is_uncovered(testimony, locale):
    if testimony.is_sample:
        return False
    consent = getattr(testimony, "consent", None)
    return bool(_reasons(consent, testimony.account_language, locale.language_code))
