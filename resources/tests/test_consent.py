"""No consent, no publication: by the button, by copy, by schedule, by moderation, in translation."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.accounts.roles import sync_roles
from home.background.publishing import publish_due
from home.factories import ContentPageFactory, OwnerFactory, UserFactory
from home.publishing import PublishRefused
from home.registries import periodic
from home.translation.submit import fill, translate
from resources.consent import enforce_all, reasons_against
from resources.factories import TestimonyFactory, TestimonyPageFactory
from resources.models import ConsentRecord, Testimony, TestimonyPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_account():
    """A draft of a testimony that is no sample and has no consent yet."""
    return TestimonyPageFactory(
        testimony=TestimonyFactory(is_sample=False, account_language="en"), live=False
    )


def consent(page, **fields):
    return ConsentRecord.objects.create(
        testimony=page.testimony, **{"given_on": "2026-01-01", "website": True, **fields}
    )


def post(client, page, **extra):
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "typed just now",
            "display_name": "",
            "body": streamfield([]),
            "facts-account_language": "en",
            "facts-name_mode": "pseudonym",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            **extra,
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def is_live(page):
    return TestimonyPage.objects.get(pk=page.pk).live


def test_the_button_is_refused_with_the_reason_and_keeps_what_was_typed(client, real_account):
    client.force_login(OwnerFactory())
    page = real_account
    response = post(client, page, **{"action-publish": "1"})
    html = response.content.decode()
    assert "There is no consent record" in html
    assert "typed just now" in html
    assert not is_live(page)
    consent(page)
    assert post(client, page, **{"action-publish": "1"}).status_code == 302
    assert is_live(page)


@pytest.mark.parametrize(
    "fields",
    [
        {"website": False},
        {"withdrawn_on": "2026-01-02"},
        {"review_by": "2026-01-02"},
    ],
)
def test_a_consent_that_does_not_cover_the_website_refuses(real_account, fields):
    consent(real_account, **fields)
    with pytest.raises(PublishRefused):
        real_account.save_revision().publish()
    assert not is_live(real_account)


def test_a_schedule_is_judged_when_it_comes_due_and_holds_up_nobody_else(real_account):
    record = consent(real_account)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    other = ContentPageFactory(live=False)
    for page in (real_account, other):
        page.save_revision(approved_go_live_at=yesterday)
    record.withdrawn_on = datetime.date(2026, 1, 2)
    record.save()
    publish_due()
    other.refresh_from_db()
    assert other.live
    assert not is_live(real_account)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_a_copy_that_would_be_live_at_once_is_refused(client):
    page = TestimonyPageFactory(
        testimony=TestimonyFactory(is_sample=False, account_language="en"), live=False
    )
    consent(page)
    page.save_revision().publish()
    page = TestimonyPage.objects.get(pk=page.pk)
    client.force_login(OwnerFactory())
    response = client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Copy",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
    )
    assert response.status_code == 302
    assert not TestimonyPage.objects.filter(slug="copy", live=True).exists()


def test_a_translation_needs_the_consent_to_translation(real_account):
    record = consent(real_account)
    real_account.save_revision().publish()
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    translation = translate(TestimonyPage.objects.get(pk=real_account.pk), korean)
    fill(translation, lambda path, text: f"번역 {text}")
    parent = translate(real_account.get_parent().specific, korean)
    translation.save_target()
    with pytest.raises(PublishRefused, match="cover translation"):
        translation.get_target_instance().latest_revision.publish()
    record.translation = True
    record.save()
    translation.get_target_instance().latest_revision.publish()
    assert translation.get_target_instance().live
    assert not parent.get_target_instance().live


@pytest.mark.parametrize(
    ("fields", "covered"),
    [
        ({}, {"en"}),
        ({"translation": True}, {"en", "ko", "fr"}),
        ({"translation": True, "languages": ["en", "ko"]}, {"en", "ko"}),
        ({"translation": True, "languages": ["ko"]}, {"ko"}),
        ({"languages": ["en", "ko"]}, {"en"}),
        ({"website": False, "translation": True}, set()),
    ],
)
def test_a_consent_covers_the_languages_that_it_names(fields, covered):
    testimony = TestimonyFactory(is_sample=False, account_language="en")
    ConsentRecord.objects.create(testimony=testimony, given_on="2026-01-01", **{"website": True, **fields})
    assert {code for code in ("en", "ko", "fr") if not reasons_against(testimony, code)} == covered


@pytest.fixture
def published(real_account):
    consent(real_account, languages=["en"])
    real_account.save_revision().publish()
    assert is_live(real_account)
    return real_account


@pytest.mark.parametrize(
    "fields", [{"withdrawn_on": timezone.localdate()}, {"website": False}, {"languages": ["ko"]}]
)
def test_what_a_consent_covers_no_longer_leaves_the_site_at_once(published, fields):
    record = published.testimony.consent
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    assert not is_live(published)


def test_a_consent_that_goes_or_moves_takes_the_page_with_it(published):
    record = ConsentRecord.objects.get()
    record.testimony = TestimonyFactory(is_sample=False)
    record.save()
    assert not is_live(published)


def test_a_deleted_consent_takes_the_page_with_it(published):
    ConsentRecord.objects.all().delete()
    assert not is_live(published)


def test_a_consent_withdrawn_in_the_admin_ends_the_page(client, published):
    record = ConsentRecord.objects.get()
    sync_roles()
    keeper = UserFactory()
    keeper.groups.add(Group.objects.get(name="Consent keepers"))
    client.force_login(keeper)
    html = client.get(reverse("consents:edit", args=[record.pk])).content.decode()
    assert "every other language" in html
    response = client.post(
        reverse("consents:edit", args=[record.pk]),
        {
            "testimony": record.testimony_id,
            "given_on": "2026-01-01",
            "withdrawn_on": timezone.localdate().isoformat(),
            "website": "on",
            "name": "anonymous",
            "languages": ["en"],
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    assert not is_live(published)


def test_a_sample_turned_real_leaves_the_site():
    page = TestimonyPageFactory()
    assert is_live(page)
    page.testimony.is_sample = False
    page.testimony.save()
    assert not is_live(page)


def test_a_consent_that_runs_out_is_found_by_the_scheduler(published):
    ConsentRecord.objects.update(review_by=timezone.localdate())
    assert enforce_all() == ""
    assert is_live(published)
    ConsentRecord.objects.update(review_by=timezone.localdate() - datetime.timedelta(days=1))
    assert enforce_all() == ""
    assert not is_live(published)
    assert "consent-ended" in periodic


@pytest.mark.parametrize(
    ("role", "may"), [("Administrators", False), ("Owners", False), ("Consent keepers", True)]
)
def test_only_consent_keepers_say_what_is_a_sample(client, real_account, role, may):
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    address = reverse("testimony-facts:edit", args=[real_account.testimony_id])
    assert ('name="is_sample"' in client.get(address).content.decode()) is may
    data = {"account_language": "en", "name_mode": "pseudonym", "is_sample": "on"}
    assert client.post(address, data).status_code == 302
    assert Testimony.objects.get(pk=real_account.testimony_id).is_sample is may


def test_a_copy_of_a_sample_is_none():
    page = TestimonyPageFactory()
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert (page.testimony.is_sample, copy.testimony.is_sample) == (True, False)


def test_the_pages_form_cannot_make_it_a_sample(client, real_account):
    client.force_login(OwnerFactory())
    post(client, real_account, **{"facts-is_sample": "on", "action-publish": "1"})
    assert not is_live(real_account)
    TestimonyPage.objects.filter(pk=real_account.pk).update(facts_draft={"is_sample": [False, True]})
    with pytest.raises(PublishRefused):
        TestimonyPage.objects.get(pk=real_account.pk).save_revision().publish()
    assert Testimony().is_sample is False


def test_a_scheduled_end_keeps_the_title_out_of_the_log():
    page = TestimonyPageFactory(title="Kim Sample")
    TestimonyPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(days=1))
    assert publish_due() == ""
    assert not is_live(page)
    entries = [f"{entry.label} {entry.data}" for entry in PageLogEntry.objects.filter(page_id=page.pk)]
    assert entries and not any("Kim" in entry for entry in entries)
    PageLogEntry.objects.log_action(
        Page.objects.get(pk=page.pk), "wagtail.edit", data={"pages": [{"title": "Kim Sample", "id": 1}]}
    )
    entry = PageLogEntry.objects.latest("pk")
    assert (entry.label, entry.data) == (f"#{page.pk}", {"pages": [{"id": 1}]})
