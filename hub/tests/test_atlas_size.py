"""With every city of the gazetteer and hundreds of events the atlas asks the database no oftener than with a few."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventFactory,
    EventPageFactory,
    edition_page,
)
from events.models import City, Coordinator, Event
from home.factories import home_page
from hub.tests.test_flat_queries import MOST_QUERIES, asked, grow

pytestmark = pytest.mark.django_db

CITIES, EVENTS = 34_000, 500
YEAR = timezone.now().year + 1


def add_cities(number):
    first = 20_000_000 + City.objects.count()
    City.objects.bulk_create(
        (
            City(
                geonameid=first + each,
                name=f"City {each}",
                slug=f"city-{each}",
                time_zone="Asia/Seoul",
                latitude=each % 170 - 85,
                longitude=each % 360 - 180,
                country=("KR", "JP", "FR")[each % 3],
            )
            for each in range(number)
        ),
        batch_size=2000,
    )


def add_events(template, number):
    facts = template.event
    cities = list(City.objects.order_by("-pk")[:number])
    events = Event.objects.bulk_create(
        Event(
            city=city,
            edition=facts.edition,
            starts_on=facts.starts_on,
            starts_time=facts.starts_time,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            kinds=facts.kinds,
            status=facts.status,
        )
        for city in cities
    )
    grow(template, number, event=iter(events))


def test_the_atlas_asks_as_often_for_all_cities_as_for_some(client):
    home_page("en")
    edition = EditionFactory(year=YEAR)
    edition_page(home_page("en").locale, edition)
    seoul = CityFactory(name="Seoul", slug="seoul")
    template = EventPageFactory(title="Vigil", event=EventFactory(city=seoul, edition=edition))
    CoordinatorFactory(edition=edition, cities=[seoul])
    empty = CityFactory(name="Emptyville", slug="emptyville")
    paths = [
        f"{YEAR}/",
        f"{YEAR}/cities/",
        f"{YEAR}/cities/kr/",
        *(f"{YEAR}/cities/{city.address_part}/" for city in (seoul, empty)),
        f"{YEAR}/events/",
        f"{YEAR}/events/?country=KR&city=seoul",
        "embed/current/",
        f"feeds/events/{YEAR}/KR.atom",
        f"feeds/events/{YEAR}/city/{seoul.geonameid}.atom",
        f"calendars/{YEAR}/city/{seoul.geonameid}.ics",
    ]

    def measured():
        found = {}
        for path in paths:
            cache.clear()
            found[path] = len(asked(client, f"/en/{path}"))
        return found

    add_cities(20)
    add_events(template, 10)
    measured()  # what a process reads once counts for no page
    few = measured()
    add_cities(CITIES)
    add_events(template, EVENTS)
    Coordinator.objects.get().cities.add(*City.objects.order_by("pk")[:200])
    assert measured() == few
    assert max(few.values()) <= MOST_QUERIES, few
