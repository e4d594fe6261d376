"""No machine translates an account, and nobody takes it along in files, without the person's consent to that."""

import pytest
from wagtail.models import Locale

from home.models import MachineDraft
from home.translation.machine import drafts
from home.translation.machine.gates import MachineRefused, refusals
from home.translation.submit import fill, translate
from resources.consent import against_taking_along
from resources.factories import TestimonyFactory, TestimonyPageFactory
from resources.models import ConsentRecord

pytestmark = pytest.mark.django_db
AGREED = {"website": True, "translation": True, "machine_translation": True}


@pytest.fixture
def account():
    """A draft of a real account in English."""
    return TestimonyPageFactory(
        testimony=TestimonyFactory(is_sample=False, account_language="en"), live=False, title="Night"
    )


@pytest.fixture
def traditional(account):
    """Its empty traditional Chinese translation, beside a simplified one that a person wrote."""
    for code in ("zh-hans", "zh-hant"):
        Locale.objects.get_or_create(language_code=code)
    fill(translate(account, Locale.objects.get(language_code="zh-hans")), lambda path, text: "软件")
    return translate(account, Locale.objects.get(language_code="zh-hant"))


def agree(page, **fields):
    return ConsentRecord.objects.create(testimony=page.testimony, given_on="2026-01-01", **fields)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (None, "no consent record"),
        ({**AGREED, "machine_translation": False}, "machine translation"),
        ({**AGREED, "translation": False}, "doesn't cover translation"),
        ({**AGREED, "languages": ["en", "ko"]}, "this language"),
        ({**AGREED, "withdrawn_on": "2026-01-02"}, "no longer"),
        ({**AGREED, "website": False}, "website"),
    ],
)
def test_without_consent_no_machine_drafts_an_account(account, traditional, fields, reason):
    if fields is not None:
        agree(account, **fields)
    with pytest.raises(MachineRefused, match=reason):
        drafts.make(traditional, "opencc")
    assert not MachineDraft.objects.exists()


def test_with_consent_a_machine_drafts_an_account(account, traditional):
    agree(account, **AGREED)
    assert refusals(traditional) == []
    assert drafts.make(traditional, "opencc") > 0


def test_a_sample_is_no_persons_account(account, traditional):
    account.testimony.is_sample = True
    account.testimony.save()
    assert drafts.make(traditional, "opencc") > 0


@pytest.mark.parametrize("change", ["machine_translation", "website"])
def test_drafts_go_when_the_consent_is_narrowed(account, traditional, change):
    consent = agree(account, **AGREED)
    drafts.make(traditional, "opencc")
    setattr(consent, change, False)
    consent.save()
    assert not MachineDraft.objects.exists()


def test_drafts_go_when_the_consent_is_deleted(account, traditional):
    consent = agree(account, **AGREED)
    drafts.make(traditional, "opencc")
    consent.delete()
    assert not MachineDraft.objects.exists()


@pytest.mark.parametrize(("agreed", "reasons"), [(False, 1), (True, 0)])
def test_files_of_an_account_are_for_taking_along_only_with_consent(account, traditional, agreed, reasons):
    agree(account, website=True, translation=True, offline_copies=agreed)
    assert len(against_taking_along(account, traditional.target_locale)) == reasons
