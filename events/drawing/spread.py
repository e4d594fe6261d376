"""Dots on a map that lie upon each other, moved apart a little so that each can be seen and reached."""

import math
from collections import defaultdict

APART = 0.8  # of the sum of two radii: a small overlap still tells two dots apart
REACH = 16  # units that a dot may stand beside its place: more would put it into another country
ROUNDS = 24
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def _neighbours(places, cell):
    """Pairs of numbers of dots that may touch."""
    cells = defaultdict(list)
    for number, (x, y) in enumerate(places):
        cells[int(x // cell), int(y // cell)].append(number)
    for (column, row), here in cells.items():
        near = [
            number
            for right in (-1, 0, 1)
            for down in (-1, 0, 1)
            for number in cells.get((column + right, row + down), ())
        ]
        yield from ((one, other) for one in here for other in near if one < other)


def _push(places, one, other, wanted):
    """Moves both half of what is missing between them; says whether anything was missing."""
    x, y = places[other][0] - places[one][0], places[other][1] - places[one][1]
    distance = math.hypot(x, y)
    if distance >= wanted - 0.05:
        return False
    if distance < 0.01:  # the same place: each pair goes another way
        x, y, distance = math.cos(other * GOLDEN_ANGLE), math.sin(other * GOLDEN_ANGLE), 1
        missing = wanted
    else:
        missing = wanted - distance
    right, down = x / distance * missing / 2, y / distance * missing / 2
    places[one] = (places[one][0] - right, places[one][1] - down)
    places[other] = (places[other][0] + right, places[other][1] + down)
    return True


def _kept_near(home, place):
    distance = math.dist(home, place)
    if distance <= REACH:
        return place
    share = REACH / distance
    return home[0] + (place[0] - home[0]) * share, home[1] + (place[1] - home[1]) * share


def spread(dots):
    """[(x, y)] for [(x, y, radius)], in their order: the same places for the same dots."""
    homes = [(x, y) for x, y, _radius in dots]
    if len(dots) < 2:
        return homes
    radii = [radius for _x, _y, radius in dots]
    places, cell = list(homes), 2 * APART * max(radii)
    for _round in range(ROUNDS):
        pushed = [
            _push(places, one, other, APART * (radii[one] + radii[other]))
            for one, other in list(_neighbours(places, cell))
        ]
        if not any(pushed):
            break
        places = [_kept_near(home, place) for home, place in zip(homes, places, strict=True)]
    return places
