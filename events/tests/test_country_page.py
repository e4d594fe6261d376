"""The page of a country in an edition, and the list of all cities that leads to it."""

import pytest
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
)
from events.models import Event
from home.factories import home_page

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year + 1


@pytest.fixture
def edition():
    home_page("en")
    return EditionPageFactory(edition=EditionFactory(year=YEAR), title="The next Day").edition


def event_in(city, edition, title="Vigil", **facts):
    return EventPageFactory(title=title, event=EventFactory(edition=edition, city=city, **facts))


def read(client, path, status=200):
    response = client.get(f"/en/{YEAR}/cities/{path}")
    assert response.status_code == status
    assert not response.cookies
    return response.content.decode()


def test_a_country_tells_its_cities_its_events_and_their_number(client, edition):
    seoul, busan = (CityFactory(name=name, slug=name.lower(), country="KR") for name in ("Seoul", "Busan"))
    for number in range(2):
        event_in(seoul, edition, title=f"Vigil {number}")
    event_in(busan, edition, title="Called off", status="cancelled")
    MissionFactory(city=CityFactory(name="Jeju", country="KR"))
    event_in(CityFactory(name="Tokyo", country="JP"), edition, title="Elsewhere")
    html = read(client, "kr/")
    for words in ("South Korea", "Seoul", "Busan", "Jeju", "Vigil 1", "Called off", "nobody there yet"):
        assert words in html
    assert "Tokyo" not in html and "Elsewhere" not in html
    figures = html[html.index('class="counters"') : html.index("</dl>")]
    assert [int(part) for part in figures.split() if part.isdigit()] == [1, 2]  # cities, events
    assert f'rel="canonical" href="http://localhost/en/{YEAR}/cities/kr/"' in html
    assert f'href="/en/calendars/{YEAR}/KR.ics"' in html
    assert f'href="/en/feeds/events/{YEAR}/KR.atom"' in html
    assert '"item":"http://localhost/en/' in html
    assert 'content="noindex"' not in html


def test_a_country_with_nothing_says_so_and_is_kept_from_search_engines(client, edition):
    html = read(client, "fj/")
    assert "Fiji" in html and "Nothing is planned in this country yet" in html
    assert 'content="noindex"' in html


@pytest.mark.parametrize("path", ["zz/", "eu/", "KR/", "kor/", "k/", "k%00/", "1/"])
def test_what_is_no_country_is_not_there(client, edition, path):
    read(client, path, status=404)


def test_safety_in_a_country_is_led_to_where_staff_wrote(client, edition):
    assert "/en/safety/kr/" not in read(client, "kr/")
    CountrySafetyFactory()
    assert 'href="/en/safety/kr/"' in read(client, "kr/")


def test_a_country_of_a_past_edition_is_an_archive(client, edition):
    old = EditionFactory(year=YEAR - 5, state="archived")
    EditionPageFactory(edition=old, title="An old Day")
    event_in(CityFactory(name="Seoul"), old, title="An old vigil")
    CountrySafetyFactory()
    html = client.get(f"/en/{YEAR - 5}/cities/kr/").content.decode()
    assert "which is past" in html and "An old vigil" in html
    assert f'href="/en/{YEAR}/cities/kr/"' in html
    for current in ("Find your city</", "sign-up", "Before you go", "calendars/"):
        assert current not in html


def test_the_list_leads_to_countries_and_counts(client, edition):
    event_in(CityFactory(name="Seoul"), edition)
    html = read(client, "")
    assert f'href="/en/{YEAR}/cities/kr/"' in html
    assert 'class="counters"' in html


def test_where_somebody_coordinates_nobody_is_missing(client, edition):
    """Neither in the list nor on the map, though nothing is announced yet."""
    city = CityFactory(name="Quietville")
    MissionFactory(city=city)
    assert "nobody there yet" in read(client, "")
    CoordinatorFactory(edition=edition, cities=[city])
    html = read(client, "")
    assert "nobody there yet" not in html
    assert "Quietville" in html and "somebody coordinates here" in html


def test_an_event_by_link_makes_no_city_appear(client, edition):
    event_in(CityFactory(name="Quietville"), edition, visibility=Event.Visibility.BY_LINK)
    assert "Quietville" not in read(client, "") and "Quietville" not in read(client, "kr/")
