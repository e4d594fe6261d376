"""Cities in words: by country for a list, by distance for somebody whose city has nothing planned."""

from events.distance import distance_km
from events.roles import role_key


def by_country(cities, address):
    """[{name, cities: [{name, url, role, events_count, is_cancelled}]}] in the reader's language, of cities `taking_part`.

    What was cancelled isn't counted, as on the map; a city with nothing else says that it was.
    """
    countries = {}
    for city in cities:
        countries.setdefault(city.country_name, []).append(
            {
                "name": city.display_name,
                "url": f"{address}{city.address_part}/",
                "role": role_key(city.missions_here),
                "events_count": city.events_here - city.cancelled_here,
                "is_cancelled": city.events_here > 0 and city.events_here == city.cancelled_here,
            }
        )
    return [
        {"name": name, "cities": sorted(found, key=lambda each: each["name"])}
        for name, found in sorted(countries.items())
    ]


def nearest(city, pages, limit=3):
    """[{page, distance_km}] of the event pages nearest to a city, whole kilometres."""
    found = [
        {
            "page": page,
            "distance_km": round(
                distance_km(
                    city.latitude, city.longitude, page.event.city.latitude, page.event.city.longitude
                )
            ),
        }
        for page in pages
    ]
    return sorted(found, key=lambda each: each["distance_km"])[:limit]
