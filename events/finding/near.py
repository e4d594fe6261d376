"""What somebody is shown who asks what is near."""

from dataclasses import dataclass

from events.atlas.nearby import nearest
from events.finding.found import as_found, told_apart
from events.finding.nearby import nearest_cities
from events.models import City
from home.languages import reader_language
from home.routing import page_address


@dataclass(frozen=True)
class Near:
    events: list  # [{page, distance_km}]
    cities: list  # [{found, url, distance_km}]


def near_place(page, latitude, longitude):
    """`Near` a place: events of an edition (by its page; there may be none), and cities, by distance."""
    address = f"{page_address(page)}cities/" if page else ""
    here = City(latitude=latitude, longitude=longitude)
    around = nearest_cities(latitude, longitude)
    found = told_apart([as_found(city, reader_language()) for city, _km in around])
    return Near(
        events=nearest(here, page.edition) if page else [],
        cities=[
            {
                "found": each,
                "url": f"{address}{each.city.address_part}/" if address else "",
                "distance_km": round(km),
            }
            for each, (_city, km) in zip(found, around, strict=True)
        ],
    )
