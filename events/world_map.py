"""The world map of an edition: a light for every city with events or a published report, a ring where a mission is and
nobody yet.

An event that was cancelled lights nothing, and one by link only is never shown.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from events import numbers
from events.cities import by_name, city_address
from events.drawing.spread import spread
from events.drawing.world import project
from events.models.event import Event
from events.models.event_page import EventPage
from events.models.missions import Mission
from events.models.people import Coordinator
from events.models.places import City
from events.models.reports import CityReport

PLANNED, PAST = "planned", "past"
RADII = {1: 4.5, 2: 6, 3: 7.5, 4: 9}  # of the sizes below, as the style sheet draws them on a wide screen
CROWD = 40  # lights from which on each glows less
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

    @property
    def count(self):
        """ "2 events", "2 events, over", "reported"."""
        if not self.events_count:
            return gettext("reported")
        if self.is_past:
            text = ngettext("%(events)s event, over", "%(events)s events, over", self.events_count)
        else:
            text = ngettext("%(events)s event", "%(events)s events", self.events_count)
        return text % {"events": number_format(self.events_count)}

    @property
    def label(self):
        return gettext("%(city)s, %(events)s") % {"city": self.name, "events": self.count}


@dataclass(frozen=True)
class Lights:
    """What every map of lights has, for components/map_lights.html and map_key.html."""

    lights: tuple
    waiting: tuple  # [(x, y)] as SVG writes them

    @property
    def is_crowded(self):
        return len(self.lights) > CROWD

    @property
    def has_planned(self):
        return any(not light.is_past for light in self.lights)

    @property
    def has_past(self):
        return any(light.is_past for light in self.lights)


@dataclass(frozen=True)
class WorldMap(Lights):
    year: int
    is_past: bool
    cities_address: str
    countries: int
    number: int = 0  # of the maps in sections and bodies of one page; 0: the page’s own

    @property
    def key(self):
        """For the id of its list, which is there once on a page."""
        return f"map-{self.number}-cities"

    @property
    def numbers(self):
        """What the lights stand for, for components/counters.html."""
        return numbers.figures(
            len(self.lights), self.countries, sum(light.events_count for light in self.lights)
        )

    @property
    def first(self):
        return self.lights[:LISTED_AT_ONCE]

    @property
    def rest(self):
        return self.lights[LISTED_AT_ONCE:]


def _size(events):
    """1, 2, 3–4, 5 and more events: four sizes that the eye can tell."""
    return 1 if events < 2 else 2 if events < 3 else 3 if events < 5 else 4


def _svg(x, y):
    return f"{x:.1f}", f"{y:.1f}"


def _by_name(light):
    return by_name(light.name), light.url


def cities_of(edition):
    """Cities with listed events of an edition that weren't cancelled (`events_here`, of these `ahead`), cities of which a
    report is published (`reported_here`), and cities with a mission open on its day where nobody coordinates, each with its
    `shown_name` in the reader's language. One query.

    Nobody can come forward for a past edition, so missions light no ring there.
    """
    lit = EventPage.objects.events().filter(edition=edition)
    listed = Q(events__in=lit)
    open_to = [Event.Status.TENTATIVE, Event.Status.CONFIRMED, Event.Status.POSTPONED]
    ahead = listed & Q(events__ends_at__gte=timezone.now(), events__status__in=open_to)
    missions = Mission.objects.none() if edition.is_past else Mission.objects.open_on(edition.day)
    reports = CityReport.objects.published().filter(edition=edition)
    taken = Coordinator.objects.filter(edition=edition, active=True, cities__isnull=False)
    waiting = Q(pk__in=missions.values("city")) & ~Q(pk__in=taken.values("cities"))
    return (
        City.objects.filter(Q(pk__in=lit.values("city")) | Q(pk__in=reports.values("city")) | waiting)
        .named()
        .annotate(
            events_here=Count("events", filter=listed, distinct=True),
            ahead=Count("events", filter=ahead, distinct=True),
            reported_here=Exists(reports.filter(city=OuterRef("pk"))),
        )
        .order_by("geonameid")  # so that dots are moved apart alike in every language
    )


def lit(city):
    """Whether a city of `cities_of` is a light; the others are rings."""
    return city.events_here or city.reported_here


def lights_of(cities, edition, address, project):
    """The `Light`s of those of `cities_of` that are lit, by name; `project` places a longitude and a latitude on the map."""
    cities = [city for city in cities if lit(city)]
    sizes = [_size(city.events_here) for city in cities]
    dots = [
        (*project(city.longitude, city.latitude), RADII[size])
        for city, size in zip(cities, sizes, strict=True)
    ]
    lights = [
        Light(
            name=city.shown_name,
            url=city_address(address, city),
            events_count=city.events_here,
            state=PAST if edition.is_past or not city.ahead else PLANNED,
            size=size,
            at=" ".join(_svg(*place)),
        )
        for city, size, place in zip(cities, sizes, spread(dots), strict=True)
    ]
    return tuple(sorted(lights, key=_by_name))


def rings_of(cities, project):
    """[(x, y)] of the others, as SVG writes them."""
    return tuple(_svg(*project(city.longitude, city.latitude)) for city in cities if not lit(city))


def world_map(edition, address):
    """The `WorldMap` of an edition whose page is at `address`, or None where there is nothing to show. One query."""
    found = list(cities_of(edition))
    if not found:
        return None
    return WorldMap(
        year=edition.year,
        is_past=edition.is_past,
        lights=lights_of(found, edition, address, project),
        waiting=rings_of(found, project),
        cities_address=f"{address}cities/",
        countries=len({city.country for city in found if lit(city)}),
    )
