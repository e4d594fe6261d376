"""A cut of the world's land around some places, for the map of a country.

Never closer than the data allows: its coasts have a point every degree or so. Wide enough to show both land and sea, by which one
sees where on earth it is. In the middle of the cut a degree east is as long as on earth, so that the north is not drawn out.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from events.drawing.engraving import engraving, runs
from events.drawing.land import coasts, turned
from events.drawing.world import NORTH

WIDTH, HEIGHT = 1000, 600
LEAST, MOST = 14, 60  # degrees from the lower to the upper edge; places farther apart take what they need
MARGIN = 1.4  # times what the places take up
NARROWEST = 0.25  # of a degree of latitude: beyond 75° a map like this is none
LAND = (0.06, 0.9)  # the share that tells where one is
WIDER = 1.4
LINE_STEP = 6
PROBES = range(20, HEIGHT, 40)


@dataclass(frozen=True)
class Cut:
    west: float
    north: float
    scale: float  # units of the drawing to a degree of latitude
    narrow: float  # a degree of longitude in degrees of latitude
    land: str = ""  # a path: engraved lines

    def project(self, longitude, latitude):
        """(x, y) on the drawing of a place in degrees, whichever side of the antimeridian it is on."""
        return self._point((longitude - self.west) % 360, latitude)

    def _point(self, east, latitude):
        return east * self.narrow * self.scale, (self.north - latitude) * self.scale

    def drawn(self):
        """The coasts as rings of points on the drawing; they reach beyond it."""
        right, low = WIDTH / self.scale / self.narrow, self.north - HEIGHT / self.scale
        found = []
        for ring in coasts():
            if max(y for _x, y in ring) < low or min(y for _x, y in ring) > self.north:
                continue
            for turn in (-360, 0, 360):
                copy = turned(ring, turn - self.west)
                if min(copy)[0] < right and max(copy)[0] > 0:
                    found.append([self._point(*point) for point in copy])
        return found


def cut(places):
    """The `Cut` around [(longitude, latitude)], at least one."""
    latitudes = [latitude for _longitude, latitude in places]
    return _cut(*_span([longitude for longitude, _latitude in places]), min(latitudes), max(latitudes))


def _span(longitudes):
    """(west, east) of the shortest arc that holds all of them; east may be beyond 180°."""
    found = sorted(longitudes)
    gaps = [after - before for before, after in pairwise(found)]
    if not gaps or max(gaps) <= 360 - (found[-1] - found[0]):
        return found[0], found[-1]
    last = gaps.index(max(gaps))
    return found[last + 1], found[last] + 360


@lru_cache(maxsize=256)
def _cut(west, east, south, north):
    narrow = max(math.cos(math.radians((south + north) / 2)), NARROWEST)
    height = max(LEAST, (north - south) * MARGIN, (east - west) * narrow * MARGIN * HEIGHT / WIDTH)
    while True:
        width = height * WIDTH / HEIGHT / narrow
        top = min((south + north + height) / 2, NORTH)
        found = Cut((west + east - width) / 2, top, HEIGHT / height, narrow)
        drawn = found.drawn()
        if height >= MOST or LAND[0] <= _share(drawn) <= LAND[1]:
            break
        height = min(height * WIDER, MOST)
    return Cut(found.west, top, found.scale, narrow, engraving(drawn, WIDTH, HEIGHT, LINE_STEP))


def _share(drawn):
    """How much of the sheet is land."""
    land = sum(end - begin for y in PROBES for begin, end in runs(drawn, y, WIDTH))
    return land / (WIDTH * len(PROBES))
