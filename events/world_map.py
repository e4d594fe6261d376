"""The world map of an edition: a light for every city with events, a ring where a mission is and nobody yet.

An event that was cancelled lights nothing, and one by link only is never shown.
"""

import unicodedata
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from events.drawing.spread import spread
from events.drawing.world import project
from events.models import City, CityName, Event, EventPage, Mission
from home.languages import fallbacks, reader_language

PLANNED, PAST = "planned", "past"
RADII = {1: 4.5, 2: 6, 3: 7.5, 4: 9}  # of the sizes below, as the style sheet draws them on a wide screen
LISTED_AT_ONCE = 24  # cities; the others stand behind “all cities”


@dataclass(frozen=True)
class Light:
    name: str
    url: str
    events_count: int
    state: str
    size: int
    at: str  # "852.7 129", as SVG writes it in every language

    @property
    def is_past(self):
        return self.state == PAST


@dataclass(frozen=True)
class WorldMap:
    year: int
    is_past: bool
    lights: tuple
    waiting: tuple  # [(x, y)] as SVG writes them
    cities_address: str

    @property
    def first(self):
        return self.lights[:LISTED_AT_ONCE]

    @property
    def rest(self):
        return self.lights[LISTED_AT_ONCE:]

    @property
    def has_planned(self):
        return any(not light.is_past for light in self.lights)

    @property
    def has_past(self):
        return any(light.is_past for light in self.lights)


def _size(events):
    """1, 2, 3–4, 5 and more events: four sizes that the eye can tell."""
    return 1 if events < 2 else 2 if events < 3 else 3 if events < 5 else 4


def _svg(x, y):
    return f"{x:.1f}", f"{y:.1f}"


def _by_name(light):
    """É beside E, whatever the database thinks of it."""
    return unicodedata.normalize("NFKD", light.name).casefold(), light.url


def lit_cities(edition):
    """Cities with listed events of an edition that weren't cancelled: `events_here` and, of these, `ahead`."""
    open_to = [Event.Status.TENTATIVE, Event.Status.CONFIRMED, Event.Status.POSTPONED]
    ahead = Q(events__ends_at__gte=timezone.now(), events__status__in=open_to)
    names = CityName.objects.filter(language__in=fallbacks(reader_language()))
    return (
        City.objects.filter(events__in=EventPage.objects.events().filter(edition=edition))
        .annotate(events_here=Count("events"), ahead=Count("events", filter=ahead))
        .prefetch_related(Prefetch("names", names))
        .order_by("geonameid")  # so that dots are moved apart alike in every language
    )


def waiting_places(edition, lit):
    """Places of cities with a mission open on the day and no light; nobody can come forward for a past edition."""
    if edition.is_past:
        return []
    missions = Mission.objects.open_on(edition.day)
    cities = City.objects.filter(missions__in=missions).distinct().order_by("pk")
    return [
        project(longitude, latitude)
        for pk, longitude, latitude in cities.values_list("pk", "longitude", "latitude")
        if pk not in lit
    ]


def world_map(edition, address):
    """The `WorldMap` of an edition whose page is at `address`, or None where there is nothing to show. Three queries."""
    cities = list(lit_cities(edition))
    waiting = waiting_places(edition, {city.pk for city in cities})
    if not cities and not waiting:
        return None
    sizes = [_size(city.events_here) for city in cities]
    dots = [
        (*project(city.longitude, city.latitude), RADII[size])
        for city, size in zip(cities, sizes, strict=True)
    ]
    past = edition.is_past
    lights = [
        Light(
            name=city.display_name,
            url=f"{address}cities/{city.address_part}/",
            events_count=city.events_here,
            state=PAST if past or not city.ahead else PLANNED,
            size=size,
            at=" ".join(_svg(*place)),
        )
        for city, size, place in zip(cities, sizes, spread(dots), strict=True)
    ]
    return WorldMap(
        year=edition.year,
        is_past=past,
        lights=tuple(sorted(lights, key=_by_name)),
        waiting=tuple(_svg(*place) for place in waiting),
        cities_address=f"{address}cities/",
    )
