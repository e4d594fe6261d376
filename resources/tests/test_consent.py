"""No consent, no publication: by the button, by copy, by schedule, by moderation, in translation."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Revision
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.background.publishing import publish_due
from home.factories import ContentPageFactory, OwnerFactory
from home.publishing import PublishRefused
from home.translation.submit import fill, translate
from resources.factories import TestimonyFactory, TestimonyPageFactory
from resources.models import ConsentRecord, TestimonyPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_account():
    """A draft of a testimony that is no sample and has no consent yet."""
    return TestimonyPageFactory(testimony=TestimonyFactory(is_sample=False), live=False)


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
            "facts-account_language": "ko",
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
    page = TestimonyPageFactory(testimony=TestimonyFactory(is_sample=False), live=False)
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
    with pytest.raises(PublishRefused):
        translation.get_target_instance().save_revision().publish()
    record.translation = True
    record.save()
    translation.get_target_instance().save_revision().publish()
    assert translation.get_target_instance().live
    assert not parent.get_target_instance().live
