"""Events as hosts write them, from the proposal to the page."""

import datetime

import pytest
from wagtail.models import Locale

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventIndexPageFactory,
)
from events.models import EventPage
from events.proposals import approve, propose
from home.factories import OwnerFactory
from home.translation.submit import translate

pytestmark = pytest.mark.django_db

CONTENT = {
    "title": "Letter at noon",
    "kinds": ["petition_delivery"],
    "starts_on": "2027-09-24",
    "starts_time": "12:00",
    "venue": "City Hall Square",
    "text": "We meet at noon.\n\nBring the letter.",
}


@pytest.fixture
def edition():
    EventIndexPageFactory()
    return EditionFactory()


@pytest.fixture
def staff():
    return OwnerFactory()


def proposed(edition, **given):
    coordinator = given.pop("coordinator", None) or CoordinatorFactory(edition=edition)
    city = given.pop("city", None) or CityFactory()
    content = {**CONTENT, **given.pop("content", {})}
    return propose(
        edition=edition,
        city=city,
        language=given.pop("language", "en"),
        content=content,
        coordinator=coordinator,
        **given,
    )


def test_what_is_approved_is_a_live_page_with_its_facts(edition, staff):
    proposal = proposed(edition)
    page = approve(proposal, staff)
    page = EventPage.objects.visible().get(pk=page.pk)
    assert page.title == "Letter at noon"
    assert page.event.starts_time == datetime.time(12)
    assert page.event.edition == edition
    assert "Bring the letter." in str(page.body)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.event) == ("approved", page.event)


def test_an_event_in_korean_is_read_under_both_prefixes_though_its_list_is_no_page_there(
    edition, staff, client
):
    Locale.objects.get_or_create(language_code="ko")
    page = approve(proposed(edition, language="ko", content={"title": "정오의 편지"}), staff)
    assert page.locale.language_code == "ko"
    assert page.is_original
    assert not page.get_parent().live
    for prefix in ("ko", "en"):
        response = client.get(f"/{prefix}/2027/events/{page.slug}/")
        assert response.status_code == 200
        assert '<h1 class="page-head__title" lang="ko"' in response.content.decode() or prefix == "ko"
    assert page.slug.isascii()


def test_an_event_in_korean_can_be_sent_for_translation_into_english(edition, staff):
    Locale.objects.get_or_create(language_code="ko")
    page = approve(proposed(edition, language="ko", content={"title": "정오의 편지"}), staff)
    english = Locale.objects.get(language_code="en")
    translate(page, english)
    there = page.get_translation(english)
    assert not there.live
    assert there.get_parent().live
    assert there.slug == page.slug
