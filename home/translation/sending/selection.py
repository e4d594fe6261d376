"""What may be sent for translation, by whom, into which languages, and what that comes to."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.models import RetiredLanguage
from home.translation.access import may_translate
from home.translation.coverage.people import sends
from home.translation.coverage.records import page_models


@dataclass(frozen=True)
class Work:
    """How many of some things go into a language for the first time, and how many are there and are refreshed."""

    new: int = 0
    again: int = 0

    @property
    def total(self):
        return self.new + self.again


def languages():
    """Languages that the site serves, in the order of their codes."""
    return Locale.objects.exclude(pk__in=RetiredLanguage.objects.locales()).order_by("language_code")


def may_send(user, thing):
    return sends(user) and may_translate(user, thing)


def below(page, user):
    """Originals under a page, in its language, that this person may send; in the order of the tree. Two queries."""
    translated = set(
        Translation.objects.filter(target_locale_id=page.locale_id)
        .exclude(source__locale_id=F("target_locale_id"))
        .values_list("source__object_id", flat=True)
    )
    kinds = {kind.pk for kind in ContentType.objects.get_for_models(*page_models()).values()}
    pages = Page.objects.descendant_of(page).filter(locale_id=page.locale_id, alias_of=None).order_by("path")
    return [
        each
        for each in pages
        if each.content_type_id in kinds
        and each.translation_key not in translated
        and may_translate(user, each)
    ]


def work(things, locales):
    """{locale pk: Work}. One query."""
    sent = set(
        Translation.objects.filter(
            source__object_id__in=[each.translation_key for each in things], enabled=True
        ).values_list("source__object_id", "target_locale_id")
    )
    found = {}
    for locale in locales:
        others = [each.translation_key for each in things if each.locale_id != locale.pk]
        again = sum((key, locale.pk) in sent for key in others)
        found[locale.pk] = Work(len(others) - again, again)
    return found


def drafts(things):
    """How many of them readers don't see: their latest draft is what is sent."""
    return sum(not getattr(each, "live", True) for each in things)
