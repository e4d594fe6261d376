"""The page of a city: what is there, what is near, and what it offers to whom, at every time of the Day."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    CountrySafetyFactory,
    EditionFactory,
    EditionPageFactory,
    EventFactory,
    EventPageFactory,
    MissionFactory,
    PrivateContactFactory,
)
from events.models import CityName, Edition, EditionPage, Event, EventHost
from home.factories import DocumentFactory, home_page
from home.routing import page_address
from resources.factories import ResourcePageFactory
from resources.models import Resource, ResourceFile

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year + 1


@pytest.fixture
def edition():
    """An edition that is open, next year."""
    home_page("en")
    return EditionPageFactory(edition=EditionFactory(year=YEAR), title="The next Day").edition


@pytest.fixture
def seoul():
    return CityFactory(name="Seoul", slug="seoul", country="KR", latitude=37.57, longitude=126.98)


def event_in(city, edition, title="Vigil", **facts):
    return EventPageFactory(title=title, event=EventFactory(edition=edition, city=city, **facts))


def read(client, city, year=YEAR, language="en", status=200):
    response = client.get(f"/{language}/{year}/cities/{city.address_part}/")
    assert response.status_code == status
    assert not response.cookies
    return response.content.decode()


def offered(html):
    return {name for name in ("join", "coordinator", "event") if f"/en/sign-up/{name}/?city=" in html}


# What is offered


def test_where_nobody_coordinates_the_role_is_offered_with_its_reason(client, edition, seoul):
    MissionFactory(city=seoul)
    html = read(client, seoul)
    assert "Become the City Coordinator" in html
    assert "There is a Chinese mission in Seoul: embassy." in html
    assert offered(html) == {"coordinator", "event"}
    assert f"/en/sign-up/coordinator/?city={seoul.geonameid}" in html


def test_without_a_mission_the_role_is_one_of_solidarity(client, edition, seoul):
    html = read(client, seoul)
    assert "Become the Solidarity City Coordinator" in html
    assert "There is no Chinese mission in Seoul" in html


def test_a_mission_nearby_is_not_told_to_the_public(client, edition, seoul):
    MissionFactory(city=seoul)
    html = read(client, CityFactory(name="Seongnam", slug="seongnam", latitude=37.44, longitude=127.14))
    assert "Become the Solidarity City Coordinator" in html
    assert "embassy" not in html.lower() and "30 km" not in html


def test_where_events_are_and_nobody_coordinates_both_are_offered(client, edition, seoul):
    event_in(seoul, edition)
    assert offered(read(client, seoul)) == {"join", "coordinator", "event"}


def test_who_coordinates_is_connected_and_the_role_is_not_offered_again(client, edition, seoul):
    CoordinatorFactory(edition=edition, cities=[seoul])
    html = read(client, seoul)
    assert "Somebody coordinates here." in html
    assert offered(html) == {"join", "event"}


def test_a_coordinator_is_shown_as_they_agreed(client, edition, seoul):
    for display, name in (
        ("name", "Shown Person"),
        ("organisation", "Org Person"),
        ("anonymous", "Hidden Person"),
    ):
        CoordinatorFactory(
            edition=edition,
            cities=[seoul],
            person=PrivateContactFactory(name=name, email=f"{display}@example.org"),
            display=display,
            organisation=f"House of {display}",
        )
    html = read(client, seoul)
    assert "Shown Person" in html and "House of organisation" in html
    for hidden in ("Org Person", "Hidden Person", "House of name", "House of anonymous", "@example.org"):
        assert hidden not in html


def test_a_coordinator_who_is_not_active_or_of_another_year_is_nobody(client, edition, seoul):
    CoordinatorFactory(edition=edition, cities=[seoul], active=False)
    CoordinatorFactory(edition=EditionFactory(year=YEAR - 2), cities=[seoul])
    CoordinatorFactory(edition=edition, cities=[CityFactory()])
    assert "Somebody coordinates here." not in read(client, seoul)


def test_while_the_edition_is_planned_the_page_says_when_one_can_sign_up(client, edition, seoul):
    Edition.objects.filter(pk=edition.pk).update(state="planned")
    html = read(client, seoul)
    assert "Sign-up is not open yet." in html
    assert offered(html) == set()


def test_on_the_day_itself_one_can_still_come(client, edition, seoul):
    today = timezone.now().date()
    Edition.objects.filter(pk=edition.pk).update(date=today)
    event_in(seoul, edition, starts_on=today)
    assert offered(read(client, seoul)) == {"join", "coordinator", "event"}


@pytest.mark.parametrize(("state", "days"), [("archived", 300), ("reporting", -3), ("open", -3)])
def test_a_past_edition_offers_nothing_and_leads_to_the_current_one(client, edition, seoul, state, days):
    date = timezone.now().date() + datetime.timedelta(days=days)
    old = EditionFactory(year=YEAR - 5, state=state, date=date)
    EditionPageFactory(edition=old, title="An old Day")
    event_in(seoul, old, starts_on=date)
    CoordinatorFactory(edition=old, cities=[seoul])
    html = read(client, seoul, year=YEAR - 5)
    assert "which is past" in html and "This is a past edition." in html
    assert f'href="/en/{YEAR}/cities/{seoul.address_part}/"' in html
    assert offered(html) == set()
    for current in ("Somebody coordinates", "Become the", "Connect me", "Your kit", "sign-up/"):
        assert current not in html


# What is there


def test_times_are_those_of_the_city_and_say_the_moment(client, edition, seoul):
    event_in(seoul, edition, ends_time=datetime.time(13, 30))
    html = read(client, seoul)
    assert f'<time datetime="{YEAR}-09-24T12:00:00+09:00"' in html
    assert f'data-until="{YEAR}-09-24T13:30:00+09:00"' in html
    assert "Seoul time (UTC+9)" in html
    assert "local-times.js" in html and 'data-label="where you are"' in html


def test_the_city_is_named_as_its_reader_names_it(client, edition, seoul):
    home_page("ko")
    CityName.objects.create(city=seoul, language="ko", name="서울")
    other = CityFactory(name="Busan")
    CityName.objects.create(city=other, language="ko", name="부산")
    event_in(seoul, edition)
    event_in(other, edition)
    html = read(client, seoul, language="ko")
    assert '<h1 class="page-head__title" translate="no">서울</h1>' in html
    assert "부산" in html and "Busan" not in html


def test_what_goes_by_its_link_and_drafts_are_not_there(client, edition, seoul):
    event_in(seoul, edition, title="Quiet", visibility=Event.Visibility.BY_LINK)
    event_in(CityFactory(), edition, title="Quiet too", visibility=Event.Visibility.BY_LINK)
    event_in(seoul, edition, title="Quiet draft").unpublish()
    html = read(client, seoul)
    assert "Quiet" not in html
    assert "Nothing is planned here yet" in html


def test_more_events_than_a_page_holds_are_in_the_list(client, edition, seoul, monkeypatch):
    monkeypatch.setattr("events.atlas.city.MOST", 2)
    for number in range(3):
        event_in(seoul, edition, title=f"Vigil {number}")
    html = read(client, seoul)
    assert "Vigil 1" in html and "Vigil 2" not in html
    assert f'href="/en/{YEAR}/events/?city={seoul.geonameid}"' in html


def test_safety_is_what_staff_wrote_on_the_country_and_else_claims_nothing(client, edition, seoul):
    assert "/en/safety/kr/" not in read(client, seoul)
    CountrySafetyFactory(level="danger", checked_on=None)
    html = read(client, seoul)
    assert 'href="/en/safety/kr/"' in html
    assert "gathering is dangerous" in html and "Nobody has checked this for a year." in html


# The kit


def file_of(page, language, paper="a4"):
    return ResourceFile.objects.create(
        resource=page.resource, language=language, format="pdf", paper=paper, document=DocumentFactory()
    )


def test_the_letter_of_a_mission_is_there_in_the_readers_language_first(client, edition, seoul):
    letter = ResourcePageFactory(
        title="Petition", resource__kind=Resource.Kind.PETITION_LETTER, slug="petition"
    )
    ResourcePageFactory(title="Candle poster", resource__kind=Resource.Kind.POSTER, slug="poster")
    for language in ("ar", "ko", "en"):
        file_of(letter, language)
    without = read(client, seoul)
    assert "The letter for this mission" not in without
    assert "Petition" in without and "Candle poster" in without  # in the kit
    MissionFactory(city=seoul)
    html = read(client, seoul)
    assert "The letter for this mission" in html
    labels = re.findall(r"lang=\"(\w+)\"\s+dir=\"auto\"\s+download>", html)
    assert labels[0] == "en" and set(labels) == {"en", "ar", "ko"}
    assert 'href="/en/resources/petition/"' in html


def test_a_draft_of_the_library_is_in_no_kit(client, edition, seoul):
    ResourcePageFactory(title="Unready letter", resource__kind=Resource.Kind.PETITION_LETTER).unpublish()
    MissionFactory(city=seoul)
    assert "Unready letter" not in read(client, seoul)


# What is near


def test_the_nearest_come_first_whatever_side_of_the_world(client, edition):
    suva = CityFactory(name="Suva", latitude=-18.1, longitude=178.4, country="FJ")
    places = {
        "Apia": (-13.8, -171.8),
        "Canberra": (-35.3, 149.1),
        "Paris": (48.9, 2.4),
        "Nuku’alofa": (-21.1, -175.2),
    }
    for name, (latitude, longitude) in places.items():
        event_in(CityFactory(name=name, latitude=latitude, longitude=longitude), edition, title=f"In {name}")
    html = read(client, suva)
    near = html[html.index("Nearest to Suva") :]
    order = ["In Nuku’alofa", "In Apia", "In Canberra", "In Paris"]
    assert [near.index(title) for title in order] == sorted(near.index(title) for title in order)
    assert re.search(r"7[45]\d km", near)


@pytest.mark.parametrize("latitude", [90, -90, 0])
def test_distance_works_at_the_poles(client, edition, latitude):
    event_in(CityFactory(name="Oslo", latitude=59.9, longitude=10.7), edition, title="In Oslo")
    assert "In Oslo" in read(client, CityFactory(latitude=latitude, longitude=180))


def test_what_is_over_cancelled_or_postponed_is_not_near(client, edition, seoul):
    today = timezone.now().date()
    Edition.objects.filter(pk=edition.pk).update(date=today)
    for title, facts in {
        "Over": {"starts_on": today - datetime.timedelta(days=3)},
        "Off": {"status": "cancelled"},
        "Later": {"status": "postponed"},
        "There": {"starts_on": today + datetime.timedelta(days=2)},
    }.items():
        event_in(CityFactory(), edition, title=f"Event {title}", **facts)
    html = read(client, seoul)
    assert "Event There" in html
    for title in ("Over", "Off", "Later"):
        assert f"Event {title}" not in html


# Addresses


def test_a_city_has_its_way_canonical_address_and_languages(client, edition, seoul):
    home_page("ko")
    key = EditionPage.objects.get(edition=edition).translation_key
    EditionPageFactory(locale="ko", edition=edition, translation_key=key)
    html = read(client, seoul)
    address = f"/{YEAR}/cities/{seoul.address_part}/"
    assert f'rel="canonical" href="http://localhost/en{address}"' in html
    assert re.search(rf'hreflang="ko"\s+href="http://localhost/ko{address}"', html)
    assert re.search(
        rf'"position":3,"name":"South Korea","item":"http://localhost/en/{YEAR}/cities/kr/"', html
    )
    assert f'href="/en/calendars/{YEAR}/city/{seoul.geonameid}.ics"' in html
    assert f'href="/en/feeds/events/{YEAR}/city/{seoul.geonameid}.atom"' in html


def test_a_city_is_known_by_its_number_whatever_it_was_called(client, edition, seoul):
    answer = client.get(f"/en/{YEAR}/cities/{seoul.geonameid}-keijo/")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/{YEAR}/cities/{seoul.address_part}/")


@pytest.mark.parametrize("part", ["1-nothing", "999999999999999999999-x", "0-", "-1-x", "1-x%00", "1-서울"])
def test_what_is_no_city_is_not_there(client, edition, part):
    assert client.get(f"/en/{YEAR}/cities/{part}/").status_code == 404


# The page of an event


def come(client, event):
    return "?event=" in client.get(event.url).content.decode()


def test_one_can_say_that_one_will_come_to_an_event(client, edition, seoul):
    event = event_in(seoul, edition)
    assert f"/en/sign-up/join/?event={event.translation_key}" in client.get(event.url).content.decode()


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_comes_to_what_is_called_off(client, edition, seoul, status):
    assert not come(client, event_in(seoul, edition, status=status))


@pytest.mark.parametrize("state", ["planned", "archived"])
def test_nobody_signs_up_before_or_after_the_time(client, edition, seoul, state):
    event = event_in(seoul, edition)
    Edition.objects.filter(pk=edition.pk).update(state=state)
    assert not come(client, event)
    assert ("which is past" in client.get(event.url).content.decode()) is (state == "archived")


def test_readers_pages_do_not_even_read_how_to_reach_a_host_or_coordinator(client, edition, seoul):
    page = event_in(seoul, edition)
    host = PrivateContactFactory(name="Mina Park", telephone="+82 2 000")
    EventHost.objects.create(event=page.event, person=host, display="name")
    CoordinatorFactory(edition=edition, cities=[seoul], person=host, display="name")
    for address in (f"/en/{YEAR}/cities/{seoul.address_part}/", page_address(page, "en")):
        with CaptureQueriesContext(connection) as asked:
            assert "Mina Park" in client.get(address).content.decode()
        words = " ".join(each["sql"] for each in asked.captured_queries)
        assert '"events_privatecontact"."name"' in words
        assert not re.findall(r'"events_privatecontact"."(?:email|new_email|telephone)"', words)
