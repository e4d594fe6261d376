"""Where a city's matters stand on the site, and which role is someone's there."""

from dataclasses import dataclass

from django.urls import reverse

from events.models import City
from events.roles import role_of
from events.the_day import edition_pages
from home.addresses import whole
from home.routing import page_address


@dataclass(frozen=True)
class Place:
    """A city in an edition, as one is told of it: `role` as `events.roles` gives it, whole addresses ("" where there is none)."""

    city: City
    role: dict
    address: str
    calendar: str


def places(edition, cities):
    """[Place] in the reader's language."""
    cities = list(cities)
    page = edition_pages().get(edition.year) if cities else None
    above = whole(page_address(page)) if page else ""
    return [
        Place(
            city=city,
            role=role_of(city, edition.day)[0],
            address=f"{above}cities/{city.address_part}/" if above else "",
            calendar=whole(reverse("city-calendar", args=[edition.year, city.geonameid])) if above else "",
        )
        for city in cities
    ]


def named(text):
    """The city of an address (`?city=<geonameid>`), or None."""
    digits = (text or "")[:12]
    if not (digits.isascii() and digits.isdigit()):
        return None
    return City.objects.filter(geonameid=int(digits)).prefetch_related("names").first()
