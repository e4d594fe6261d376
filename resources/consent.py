"""What a consent covers, the gate before publication, and the end of what is covered no longer.

A page is covered when the consent covers the website today and the page's language:

- `languages` empty: the language of the account; with `translation` ticked, every language.
- `languages` not empty: the languages listed and no other, the account's own included.
- Any language but the account's needs `translation` as well.

Samples are no real person's account and need no consent; only consent keepers say what is a sample.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import TranslationSource

from home.translation.machine import drafts
from resources.models import ConsentRecord, Testimony, TestimonyPage

_AGAINST_MACHINES = gettext_lazy("The consent for this testimony doesn't cover machine translation.")
_AGAINST_COPIES = gettext_lazy("The consent for this testimony doesn't cover offline copies.")


def reasons_against(testimony, language, today=None):
    """Why the account may not be on the site in a language: translated sentences, none if it may."""
    if testimony.pk and Testimony.objects.filter(pk=testimony.pk, is_sample=True).exists():
        return []
    consent = ConsentRecord.objects.filter(testimony_id=testimony.pk).first() if testimony.pk else None
    return _reasons(consent, testimony.account_language, language, today)


def _reasons(consent, account_language, language, today=None):
    if consent is None:
        return [_("There is no consent record for this testimony. Ask the consent keepers.")]
    if not consent.covers_website(today):
        return [_("The consent for this testimony doesn't cover the website, or no longer does.")]
    if language != account_language and not consent.translation:
        return [_("The consent for this testimony doesn't cover translation.")]
    if consent.languages and language not in consent.languages:
        return [_("The consent for this testimony doesn't cover this language.")]
    return []


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


def consent_gate(page):
    """No consent, no publication."""
    if not isinstance(page, TestimonyPage):
        return []
    return reasons_against(page.drafted_facts(), page.locale.language_code)


def against_machines(original, locale):
    """Why no machine may translate an account into a language, a converter between the two forms of Chinese included."""
    if not isinstance(original, TestimonyPage):
        return []
    return _against(original, locale, "machine_translation", _AGAINST_MACHINES)


def against_taking_along(original, locale):
    """Why translators may not take files of an account along: those can't be called back."""
    if not isinstance(original, TestimonyPage):
        return []
    return _against(original, locale, "offline_copies", _AGAINST_COPIES)


def _against(page, locale, purpose, sentence):
    testimony = page.testimony
    reasons = reasons_against(testimony, locale.language_code)
    if not reasons and not testimony.is_sample and not getattr(testimony.consent, purpose):
        reasons = [str(sentence)]
    return reasons


@transaction.atomic
def enforce(testimony):
    """Take every live page of the account off the site that its consent doesn't cover; says how many that were."""
    testimony = Testimony.objects.get(pk=testimony.pk)
    _throw_drafts_away(testimony)
    ended = 0
    for pk in list(TestimonyPage.objects.filter(testimony=testimony, live=True).values_list("pk", flat=True)):
        # Again from the database: ending one page ends its aliases.
        page = TestimonyPage.objects.filter(pk=pk, live=True).select_related("locale").first()
        if page and reasons_against(testimony, page.locale.language_code):
            page.unpublish()
            ended += 1
    return ended


def _throw_drafts_away(testimony):
    """What machines made while they might, in every language in which they may no more."""
    for page in TestimonyPage.objects.filter(testimony=testimony).select_related("locale"):
        if against_machines(page, page.locale):
            drafts.forget([page.pk])


def enforce_all():
    """For the scheduler: a consent may end on a day on which nobody saves it. Returns what failed, by ids."""
    failed = []
    for testimony in Testimony.objects.filter(pages__live=True).distinct():
        try:
            enforce(testimony)
        except Exception as error:
            failed.append(f"testimony {testimony.pk} ({type(error).__name__})")
    return "; ".join(failed)


def _remember(sender, instance, **kwargs):
    """A consent moved to another account leaves the first one without."""
    instance._was_for = sender.objects.filter(pk=instance.pk).values_list("testimony_id", flat=True).first()


def _consent_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        changed = {instance.testimony_id, getattr(instance, "_was_for", None)}
        for testimony in Testimony.objects.filter(pk__in=changed - {None}):
            enforce(testimony)


def _testimony_changed(sender, instance, created=False, raw=False, **kwargs):
    if not created and not raw:
        enforce(instance)


def connect():
    """Signals, because a consent is saved, moved and deleted through many doors."""
    uid = "resources.consent.{}".format
    pre_save.connect(_remember, sender=ConsentRecord, dispatch_uid=uid("remember"))
    post_save.connect(_consent_changed, sender=ConsentRecord, dispatch_uid=uid("saved"))
    post_delete.connect(_consent_changed, sender=ConsentRecord, dispatch_uid=uid("deleted"))
    post_save.connect(_testimony_changed, sender=Testimony, dispatch_uid=uid("testimony"))
