"""The map of a country in an edition: the lights and rings of the world map there, on a cut of the world around them."""

from dataclasses import dataclass

from events.drawing.cut import HEIGHT, WIDTH, cut
from events.world_map import Lights, cities_of, lights_of, rings_of


@dataclass(frozen=True)
class CountryMap(Lights):
    """Its cities stand in a list beside it."""

    land: str  # a path

    box = f"0 0 {WIDTH} {HEIGHT}"


def country_map(edition, address, country):
    """The `CountryMap` of a country ("KR"), or None where there is nothing to show. One query."""
    found = list(cities_of(edition).filter(country=country))
    if not found:
        return None
    around = cut([(city.longitude, city.latitude) for city in found])
    return CountryMap(
        lights=lights_of(found, edition, address, around.project),
        waiting=rings_of(found, around.project),
        land=around.land,
    )
