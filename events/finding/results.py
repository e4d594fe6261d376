"""The plain page that answers a search for a city: complete without JavaScript."""

from dataclasses import dataclass

from events.countries import country_name
from events.finding.countries import countries_called
from events.finding.found import IN_COUNTRY, SIMILAR
from events.finding.search import find
from events.finding.suggesting import nearest_spellings
from events.models import City, EventPage
from events.roles import role_key

MOST = 24


@dataclass(frozen=True)
class Results:
    q: str
    rows: list  # [{found, url, role, events_count, is_cancelled}], the likeliest first
    country: str  # the name of the country that was typed, if it was one
    is_guess: bool  # nothing bears the name: these are the most like it

    @property
    def is_one(self):
        return len(self.rows) == 1 and self.rows[0]["found"].is_exact


def results(q, edition, address):
    """`Results` for a query in an edition whose list of cities is at `address`. A fixed number of questions."""
    found = find(q, MOST) or nearest_spellings(q, 5)
    codes = countries_called(q)
    in_country = any(each.match == IN_COUNTRY for each in found)
    listed = EventPage.objects.listed().values("event")
    cities = City.objects.filter(pk__in=[each.city.pk for each in found])
    taking_part = cities.taking_part(edition, listed).prefetch_related(None)  # their names were found already
    here = {city.pk: city for city in taking_part}
    return Results(
        q=q,
        rows=[_row(each, here.get(each.city.pk), address) for each in found],
        country=country_name(sorted(codes)[0]) if codes and in_country else "",
        is_guess=bool(found) and all(each.match == SIMILAR for each in found),
    )


def _row(found, city, address):
    planned = city.events_here - city.cancelled_here if city else 0
    return {
        "found": found,
        "url": f"{address}{found.city.address_part}/",
        "role": role_key(city.missions_here if city else 0),
        "events_count": planned,
        "is_cancelled": bool(city and city.events_here and not planned),
    }
