"""The land of the earth as rings of points, from the TopoJSON in `events/data/` (docs/places.md says where it comes from).

Land only, no borders, so nothing on the map takes a side in a dispute.
"""

import json
from functools import cache
from itertools import accumulate, pairwise

from events.places import DATA

LAND = DATA / "land-110m.json"
SOUTHERNMOST = -60  # what lies wholly below is Antarctica, which encircles the pole and has no city


def _arcs(topology):
    """Arcs as [(longitude, latitude)]: TopoJSON keeps each point as whole steps from the one before."""
    (step_x, step_y), (origin_x, origin_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for arc in topology["arcs"]:
        xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
        yield [(x * step_x + origin_x, y * step_y + origin_y) for x, y in zip(xs, ys, strict=True)]


def _ring(numbers, arcs):
    """The arcs of a ring end to end; ~n means arc n backwards, and each begins where the one before ended."""
    points = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _unwrapped(ring):
    """The ring without leaps from one edge of the map to the other: its longitudes go on beyond ±180°."""
    points, turn = [ring[0]], 0
    for (before, _latitude), (longitude, latitude) in pairwise(ring):
        if abs(longitude - before) > 180:
            turn += 360 if longitude < before else -360
        points.append((longitude + turn, latitude))
    return points


@cache
def coasts(path=LAND):
    """Closed rings of (longitude, latitude) in degrees, coasts and inland seas alike; they may reach beyond ±180°."""
    topology = json.loads(path.read_text())
    arcs = list(_arcs(topology))
    found = (
        tuple(_unwrapped(_ring(numbers, arcs)))
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
        for numbers in polygon
    )
    return tuple(ring for ring in found if max(latitude for _, latitude in ring) >= SOUTHERNMOST)


def turned(ring, degrees):
    """The same ring so many degrees farther east."""
    return [(longitude + degrees, latitude) for longitude, latitude in ring]


def rings(path=LAND):
    """The `coasts` for a map of the whole world, the northernmost first: what reaches beyond ±180° is there twice, once for
    each edge of the map.
    """
    found = []
    for ring in coasts(path):
        found.append(ring)
        west, east = min(ring)[0], max(ring)[0]
        if west < -180 or east > 180:
            found.append(turned(ring, 360 if west < -180 else -360))
    return sorted(found, key=lambda ring: -max(latitude for _longitude, latitude in ring))
