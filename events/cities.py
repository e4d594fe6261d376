"""Cities and countries of an edition: their addresses, and the list of them, country by country."""

import unicodedata

from events.countries import country_name
from events.roles import role_key


def city_address(edition_address, city):
    return f"{edition_address}cities/{city.address_part}/"


def country_address(edition_address, code):
    return f"{edition_address}cities/{code.lower()}/"


def by_name(name):
    """For sorting: É beside E, whatever the database thinks of it."""
    return unicodedata.normalize("NFKD", name).casefold()


def by_country(cities, edition_address):
    """[{name, url, cities: [{name, url, role, events_count, is_cancelled, is_coordinated,
    is_reported}]}] in the reader's language, of cities `taking_part`.

    What was cancelled isn't counted, as on the map; a city with nothing else says that it was.
    """
    countries = {}
    for city in cities:
        countries.setdefault(city.country, []).append(
            {
                "name": city.display_name,
                "url": city_address(edition_address, city),
                "role": role_key(city.missions_here),
                "events_count": city.events_here - city.cancelled_here,
                "is_coordinated": city.is_coordinated,
                "is_reported": city.is_reported,
                "is_cancelled": city.events_here > 0 and city.events_here == city.cancelled_here,
            }
        )
    listed = [
        {
            "name": country_name(code),
            "url": country_address(edition_address, code),
            "cities": sorted(found, key=lambda each: by_name(each["name"])),
        }
        for code, found in countries.items()
    ]
    return sorted(listed, key=lambda each: by_name(each["name"]))
