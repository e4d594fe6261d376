"""The map of the world: its projection, and the drawing of the land as an SVG with two symbols.

Plate carrée from 84° north to 57° south, 1000 units wide: longitude and latitude are read off it with a ruler.
"""

import math
from itertools import pairwise

from events.drawing.engraving import engraving
from events.drawing.land import rings

WIDTH, HEIGHT = 1000, 392
NORTH = 84
SCALE = WIDTH / 360
LINE_STEP = 3.5  # between the engraved lines
FINEST = 1  # between points of a coast

HEAD = f"""<svg xmlns="http://www.w3.org/2000/svg">
<!-- World land without borders, after Natural Earth 1:110m (public domain); written by manage.py draw_world.
     x = (longitude + 180) × 1000 / 360 · y = ({NORTH} − latitude) × 1000 / 360 · viewBox 0 0 {WIDTH} {HEIGHT} -->
"""


def project(longitude, latitude):
    """(x, y) on the map of a place in degrees; what lies beyond its edges in the north and south stands at the edge."""
    return (longitude + 180) * SCALE, min(max((NORTH - latitude) * SCALE, 0), HEIGHT)


def _drawn_rings():
    return [[((x + 180) * SCALE, (NORTH - y) * SCALE) for x, y in ring] for ring in rings()]


def _outline(ring):
    """One closed path in whole units, without the points that stand next to the one before; empty for a speck."""
    points = []
    for x, y in ring[:-1]:  # the last is the first
        point = (round(x), round(y))
        if not points or math.dist(point, points[-1]) > FINEST:
            points.append(point)
    if len(points) < 3:
        return ""
    steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def world_svg():
    """The whole file, the same for the same data."""
    drawn = _drawn_rings()
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    outlines = "".join(_outline(ring) for ring in drawn)
    return (
        f'{HEAD}<symbol id="land" {box}><path d="{outlines}"/></symbol>\n'
        f'<symbol id="land-lines" {box}><path fill="none" stroke="currentColor" stroke-width="1.1" '
        f'stroke-linecap="round" d="{engraving(drawn, WIDTH, HEIGHT, LINE_STEP)}"/></symbol>\n</svg>\n'
    )
