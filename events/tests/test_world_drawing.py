"""The land on the map: decoded, unwrapped at the antimeridian, drawn the same as the file that is served."""

from itertools import pairwise

import pytest
from django.conf import settings

from events.drawing.land import rings
from events.drawing.world import project, world_svg


def is_land(longitude, latitude):
    """By the even-odd rule, as SVG fills."""
    crossings = 0
    for ring in rings():
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 <= latitude) != (y2 <= latitude):
                crossings += x1 + (latitude - y1) * (x2 - x1) / (y2 - y1) > longitude
    return crossings % 2 == 1


def test_the_map_that_is_served_is_what_the_command_draws():
    served = (settings.BASE_DIR / "static" / "img" / "world.svg").read_text(encoding="utf-8")
    assert served == world_svg()


@pytest.mark.parametrize(
    ("longitude", "latitude", "land"),
    [
        (127, 37.5, True),  # Seoul
        (-98, 39, True),  # Kansas
        (179, 67.5, True),  # Chukotka, west of the antimeridian
        (-175, 66.5, True),  # and east of it
        (-150, 20, False),  # the Pacific
        (51, 42, False),  # the Caspian Sea, land around it
    ],
)
def test_land_and_water_are_where_they_are_on_earth(longitude, latitude, land):
    assert is_land(longitude, latitude) is land


def test_no_coast_leaps_across_the_map():
    assert max(abs(b[0] - a[0]) for ring in rings() for a, b in pairwise(ring)) < 30


def test_antarctica_is_left_out():
    assert min(latitude for ring in rings() for _longitude, latitude in ring) > -60


@pytest.mark.parametrize(
    ("place", "point"),
    [((-180, 84), (0, 0)), ((0, 0), (500, 233)), ((180, -57), (1000, 392)), ((0, -90), (500, 392))],
)
def test_places_are_projected_onto_the_map_and_never_beside_it(place, point):
    assert project(*place) == pytest.approx(point, abs=1)
