"""What no consent covers in a language is offered to nobody who translates into it."""

import pytest
from wagtail.models import Locale

from home.factories import OwnerFactory
from home.translation.memory import matches
from home.translation.submit import fill, translate
from resources.factories import TestimonyFactory, TestimonyPageFactory
from resources.models import ConsentRecord

pytestmark = pytest.mark.django_db
WORDS = "My sister gave me her coat."


def account(**fields):
    """A testimony in English that was translated into French, with a consent of these fields."""
    page = TestimonyPageFactory(
        testimony=TestimonyFactory(is_sample=False, account_language="en"), live=False, summary=WORDS
    )
    ConsentRecord.objects.create(
        testimony=page.testimony, **{"given_on": "2026-01-01", "website": True, "translation": True, **fields}
    )
    french, _made = Locale.objects.get_or_create(language_code="fr")
    fill(
        translate(page, french), lambda path, text: "Ma sœur m’a donné son manteau." if text == WORDS else ""
    )
    return page


def offered():
    """Whether its words are offered to somebody who may read everything."""
    english, french = (Locale.objects.get(language_code=code) for code in ("en", "fr"))
    return bool(matches(WORDS, english, french, user=OwnerFactory()))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, True),
        ({"languages": ["en", "fr"]}, True),
        ({"translation": False}, False),
        ({"languages": ["en", "ko"]}, False),
        ({"languages": ["fr"]}, False),
        ({"website": False}, False),
        ({"withdrawn_on": "2026-02-01"}, False),
    ],
)
def test_the_consent_covers_both_languages_or_nothing_is_offered(fields, told):
    account(**fields)
    assert offered() is told


def test_an_account_without_a_consent_is_offered_to_nobody():
    page = account()
    ConsentRecord.objects.all().delete()
    assert not offered()
    page.testimony.is_sample = True
    page.testimony.save()
    assert offered()


def test_an_account_whose_pages_are_gone_is_offered_to_nobody():
    page = account()
    assert offered()
    for each in type(page).objects.filter(translation_key=page.translation_key):
        each.delete()
    assert not offered()
