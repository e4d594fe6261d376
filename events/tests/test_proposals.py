"""Events as hosts write them, from the proposal to the page."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Revision

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventIndexPageFactory,
    PrivateContactFactory,
)
from events.models import Event, EventPage, EventProposal, PublicDisplay
from events.proposals import approve, ending, pictures, propose, reject, show_as_agreed, withdraw
from events.proposals.deciding import Overtaken
from home.cleaning.uploads import clean_upload
from home.factories import OrganisationFactory, OwnerFactory, home_page, sample_picture
from home.models import HubImage, Organisation
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
        assert ('<h1 class="page-head__title" lang="ko"' in response.content.decode()) is (prefix == "en")
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


def addresses_of(client, prefix="en"):
    """What everybody can read without a link: pages, feeds, calendars, the sitemap, the API, search."""
    city = EventProposal.objects.first().city
    found = [
        f"/{prefix}/2027/",
        f"/{prefix}/2027/cities/",
        f"/{prefix}/2027/cities/{city.address_part}/",
        f"/{prefix}/2027/events/",
        f"/{prefix}/feeds/events.atom",
        f"/{prefix}/calendars/2027.ics",
        f"/{prefix}/search/?q=noon",
        "/api/v2/pages/",
        "/sitemap.xml",
    ]
    return {address: client.get(address).content.decode() for address in found}


def test_what_nobody_has_approved_is_nowhere(edition, staff, client):
    proposal = proposed(edition)
    for address, text in addresses_of(client).items():
        assert "Letter at noon" not in text, address
    reject(proposal, staff, "Not this one.")
    for address, text in addresses_of(client).items():
        assert "Letter at noon" not in text, address
    assert not Revision.objects.filter(content__icontains="Letter at noon").exists()


@pytest.mark.parametrize("prefix", ["ko", "en"])
def test_an_approved_event_in_korean_stands_in_lists_feeds_and_calendars(edition, staff, client, prefix):
    Locale.objects.get_or_create(language_code="ko")
    home_page(Locale.objects.get(language_code="ko"))
    page = approve(proposed(edition, language="ko", content={"title": "정오의 편지"}), staff)
    texts = addresses_of(client, prefix)
    city = page.event.city
    for address in (
        f"/{prefix}/2027/",
        f"/{prefix}/2027/cities/{city.address_part}/",
        f"/{prefix}/feeds/events.atom",
        f"/{prefix}/calendars/2027.ics",
    ):
        assert "정오의 편지" in texts[address], address
    assert f"cities/{city.address_part}/" in texts[f"/{prefix}/2027/cities/"]


def test_an_event_by_link_is_reached_and_in_no_list(edition, client):
    coordinator = CoordinatorFactory(edition=edition, trusted=True)
    proposal = proposed(edition, coordinator=coordinator, content={"visibility": "by_link"})
    page = EventPage.objects.get(event=proposal.event)
    assert client.get(f"/en/2027/events/{page.slug}/").status_code == 200
    for address, text in addresses_of(client).items():
        assert "Letter at noon" not in text, address


def test_addresses_are_latin_and_nobody_elses(edition, staff):
    city = CityFactory(slug="seoul")
    Locale.objects.get_or_create(language_code="ko")
    pages = [
        approve(proposed(edition, city=city, language=language, content={"title": title}), staff)
        for language, title in (("ko", "정오의 편지"), ("en", "정오"), ("en", "Letter"), ("ko", "Letter"))
    ]
    assert [page.slug for page in pages] == [
        "seoul-2027-09-24",
        "seoul-2027-09-24-2",
        "letter-seoul",
        "letter-seoul-2",
    ]


def test_a_language_that_the_site_lacks_is_refused_and_nothing_is_made(edition, staff):
    proposal = proposed(edition, language="lo")
    with pytest.raises(ValidationError, match="doesn't have the language"):
        approve(proposal, staff)
    assert not Event.objects.exists()


def test_an_organisation_is_found_by_its_name_or_added(edition, staff):
    known = OrganisationFactory(name="Group of Ithaca")
    for name, number in (("group of ithaca", 1), ("Another group", 2)):
        coordinator = CoordinatorFactory(edition=edition, display="organisation", organisation=name)
        page = approve(proposed(edition, coordinator=coordinator), staff)
        (host,) = page.event.hosts.all()
        assert Organisation.objects.count() == number
        assert host.public_name in (known.name, "Another group")
        assert host.person == coordinator.person


def test_a_name_is_shown_only_where_its_bearer_agreed(edition, staff, client):
    person = PrivateContactFactory(name="Nadia Sample")
    coordinator = CoordinatorFactory(edition=edition, person=person, display="name")
    page = approve(proposed(edition, coordinator=coordinator), staff)
    address = f"/en/2027/events/{page.slug}/"
    assert "Nadia Sample" in client.get(address).content.decode()
    coordinator.display = PublicDisplay.ANONYMOUS
    coordinator.save()
    show_as_agreed(coordinator)
    assert "Nadia Sample" not in client.get(address).content.decode()


def test_one_open_change_for_an_event(edition, staff):
    page = approve(proposed(edition), staff)
    for venue in ("First", "Second"):
        proposed(edition, coordinator=None, city=page.event.city, event=page.event, content={"venue": venue})
    (change,) = EventProposal.objects.open()
    assert change.said["venue"] == "Second"


def test_a_rejected_one_leaves_the_site_as_it_was(edition, staff):
    page = approve(proposed(edition), staff)
    change = proposed(edition, city=page.event.city, event=page.event, content={"venue": "Elsewhere"})
    reject(change, staff, "The old place is right.")
    page.event.refresh_from_db()
    assert page.event.venue == "City Hall Square"


def test_what_is_taken_back_cannot_be_approved(edition, staff):
    proposal = proposed(edition)
    assert withdraw(proposal) and not withdraw(proposal)
    with pytest.raises(Overtaken):
        approve(proposal, staff)


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"title": None, "kinds": "protest", "starts_on": 7, "links": [None, 3, "javascript:alert(1)"]},
        {"title": "x" * 100_000, "text": "\0\ud800\u202e", "kinds": ["no", ["x"]], "picture": "1"},
        {"starts_on": "2027-02-31", "starts_time": "25:00", "status": [], "visibility": {}},
    ],
)
def test_whatever_is_proposed_is_kept_and_shown_to_staff(edition, staff, client, content):
    proposal = propose(edition=edition, city=CityFactory(), language="en", content=content)
    client.force_login(staff)
    for name in ("proposal_desk", "proposal_preview"):
        assert client.get(reverse(name, args=[proposal.pk])).status_code == 200
    with pytest.raises(ValidationError):
        approve(proposal, staff)


def test_pictures_nobody_approved_and_old_proposals_are_forgotten(edition, settings):
    upload = clean_upload(ContentFile(sample_picture()), "a.jpg", "picture")
    image = pictures.keep(upload)
    proposal = proposed(edition, picture=image)
    HubImage.every.update(created_at=timezone.now() - datetime.timedelta(days=9))
    pictures.forget_unused()
    assert HubImage.every.filter(pk=image.pk).exists()
    settings.HUB_KEEP_MONTHS = 0
    edition.date = datetime.date(2020, 9, 24)
    edition.save()
    assert ending.forget_old()
    assert not EventProposal.objects.filter(pk=proposal.pk).exists()
    assert not HubImage.every.filter(pk=image.pk).exists()
