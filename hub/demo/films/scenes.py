"""The scenes, each a function of its share `u` (0 to 1) and of `s`, the seconds since its start.

Both reach a little beyond the scene on either side, where it fades into its neighbours.
"""

import math
import random

from PIL import Image

from hub.demo.films.layers import layer, parts, places
from hub.demo.films.motion import (
    between,
    faded,
    flicker,
    kindled,
    moved,
    one_after_another,
    over,
    painted,
    pan,
    ramp,
    shade,
    shine,
    written,
)

CANDLE, PAPER = (246, 189, 78), (255, 246, 220)
DESK_FLAME, DESK_PEN = (1190, 366), (1051, 675)
TREATY_PEN = (1089, 617)
WINDOW = (26, 62, 26, 22)  # how far the light of a window reaches
FAR_LIGHT = (46, 60, 46, 260)  # a light on the far bank, with its reflection


def _rgb(name, **groups):
    return layer(name, **groups).convert("RGB")


def _breathing_candle(frame, s, seed=0):
    shine(frame, *DESK_FLAME, 420, 0.28 * (flicker(s, seed) - 0.75) * 2)
    return frame


def sheet(u, s):
    base = _rgb("desk", hide=("grain", "writing"))
    frame = shade(base, between((70, 80, 120), (255, 255, 255), ramp(u, 0.0, 0.35)))
    return pan(_breathing_candle(frame, s), (850, 500, 1590), (830, 520, 1330), u)


def writing(u, s):
    paper = layer("desk", hide=("grain", "writing", "pen", "candle", "air")).copy()
    pen = written(paper, parts("desk", "writing"), ramp(u, 0.02, 1.02) * 0.999)
    above = [layer("desk", only=("candle", "air"))]
    hand = layer("desk", only=("pen",))
    if pen:
        hand = moved(hand, pen[0] - DESK_PEN[0], pen[1] - DESK_PEN[1])
    frame = _breathing_candle(over(paper, *above, hand), s, 1)
    return pan(frame, (830, 520, 1330), (790, 560, 1120), u)


def envelopes(u, s):
    sea = pan(_rgb("layers/map", hide=("lights",)), (800, 470, 1500), (800, 470, 1420), u)
    shine(sea, 640, 360, 640, 0.22 * flicker(s))
    frame = sea.convert("RGBA")
    picture = layer("layers/envelope")
    for k in range(9):
        out = ramp(u, -0.1 + k * 0.03, 1.15)
        angle = -2.6 + k * 0.71
        x = 640 + math.cos(angle) * 430 * out * (1 + 0.16 * (k % 2))
        y = 360 + math.sin(angle) * 225 * out + 5 * math.sin(s * 0.9 + k)
        scale = 0.95 - 0.4 * out - 0.012 * k
        one = picture.resize((round(480 * scale), round(320 * scale)), Image.Resampling.LANCZOS)
        one = one.rotate((k * 37 % 26 - 13) * (0.4 + 0.6 * out), Image.Resampling.BICUBIC, expand=True)
        frame.alpha_composite(one, (max(0, round(x - one.width / 2)), max(0, round(y - one.height / 2))))
    return frame.convert("RGB")


def _street(spots):
    dark = _rgb("windows", hide=("grain", "lights", "spill", "walker"))
    bright = _rgb("windows", hide=("grain", "walker"))
    return kindled(dark, bright, spots, WINDOW, soft=3)


def carried(u, s):
    walker = 90 + 1200 * (u + 0.06) / 1.12
    spots = [(x, y, ramp(walker - x, -60, 150)) for x, y in places("windows")]
    frame = over(
        _street(spots), moved(layer("windows", only=("walker",)), walker - 606, 1.6 * math.sin(s * 5))
    )
    shine(frame, walker + 14, 872, 150, 0.34 * flicker(s))
    return pan(frame, (640, 590, 1180), (920, 590, 1180), u)


def gate(u, s):
    base = layer("gate", only=("sky", "trees", "wall", "gate", "ground", "box"))
    comes = ramp(u, 0.18, 0.62)
    envelope = moved(layer("gate", only=("envelope",)), 40 * (1 - comes), 150 * (1 - comes))
    frame = over(base, faded(envelope, ramp(u, 0.12, 0.32)), layer("gate", only=("lamp",)))
    shine(frame, 1402, 214, 330, 0.12 * flicker(s / 2))
    return pan(frame, (800, 500, 1590), (1040, 520, 1020), u)


def _bank(u, s, spots, start, end):
    """The river with parallax: the near bank passes faster than the far one; the water drifts."""
    drift = 14 * math.sin(s * 0.5)
    ripples = moved(layer("river", only=("ripples",)), drift, 0)
    base = over(layer("river", only=("sky", "hills", "water")), ripples, layer("river", only=("bank",)))
    bright = over(base, layer("river", only=("reflections",)), layer("river", only=("lights",)))
    far = pan(kindled(base, bright, spots, FAR_LIGHT, soft=26), start, end, u)
    near = pan(layer("river", only=("near",)), _nearer(start), _nearer(end), u)
    return over(far, near)


def _nearer(window):
    x, y, width = window
    return (800 + (x - 800) * 1.35, y + 6, width)


def far_bank(u, s):
    found = sorted(places("river"), key=lambda place: place[0] * 37 % 101)
    on = one_after_another(len(found), u, 0.05, 0.78)
    spots = [(x, y, k * (0.94 + 0.06 * math.sin(2 * s + x))) for (x, y), k in zip(found, on, strict=True)]
    return _bank(
        u,
        s,
        spots,
        (840, 500, 1440),
        (800, 500, 1560),
    )


def river(u, s):
    spots = [(x, y, 0.82 + 0.18 * math.sin(1.6 * s + x)) for x, y in places("river")]
    return _bank(u, s, spots, (770, 500, 1440), (860, 500, 1440))


def document(u, s):
    base = _rgb("treaty", hide=("grain", "signature", "pen"))
    frame = shade(base, between((60, 72, 120), (255, 255, 255), ramp(u, 0.02, 0.3)))
    return pan(frame, (800, 500, 1590), (900, 560, 1180), u)


def signature(u, s):
    paper = layer("treaty", hide=("grain", "signature", "pen", "light")).copy()
    pen = written(paper, parts("treaty", "signature"), ramp(u, 0.12, 0.72) * 0.999)
    x, y = pen or between((912, 640), (1089, 617), ramp(u, 0.7, 0.95))
    hand = moved(layer("treaty", only=("pen",)), x - TREATY_PEN[0], y - TREATY_PEN[1])
    frame = over(paper, hand, layer("treaty", only=("light",)))
    return pan(frame, (930, 570, 1120), (1040, 610, 860), u)


def way_back(u, s):
    """The small light goes back along the road it came, and dims; evening falls."""
    gone = ramp(u, 0.05, 0.95)
    frame = _rgb("road", hide=("grain", "light", "walker"))
    frame = shade(frame, between((150, 150, 190), (60, 70, 116), gone))
    scale = 0.5 + 0.55 * gone
    x, y = 856 - 60 * math.sin(gone * math.pi) * (1 - gone) + 22 * gone, 682 + 138 * gone
    walker = layer("road", only=("walker",)).crop((800, 700, 900, 840))
    walker = walker.resize((round(100 * scale), round(140 * scale)), Image.Resampling.LANCZOS)
    dim = shade(walker.convert("RGB"), between((200, 200, 220), (60, 66, 100), gone))
    frame.paste(dim, (round(x - 46 * scale), round(y - 90 * scale)), walker.getchannel("A"))
    strength = (1 - ramp(u, 0.45, 0.92)) * flicker(s)
    shine(frame, x + 16 * scale, y - 20 * scale, 150, 0.8 * strength)
    shine(frame, x + 16 * scale, y - 20 * scale, 24, 1.0 * strength)
    return pan(frame, (860, 560, 1220), (840, 570, 1380), u)


def windows(u, s):
    order = list(places("windows"))
    random.Random(24).shuffle(order)
    on = one_after_another(len(order), u, 0.02, 0.8)
    frame = _street([(x, y, k) for (x, y), k in zip(order, on, strict=True)])
    return pan(frame, (780, 580, 1380), (800, 550, 1590), u)


def dawn(u, s):
    night = over(_rgb("river", hide=("grain",)))
    day = over(
        layer("layers/dawn"),
        layer("river", only=("hills", "ripples", "bank", "near")),
        layer("river", only=("lights",)),
    )
    return pan(Image.blend(night, day, 0.92 * ramp(u, 0.0, 0.9)), (860, 480, 1470), (840, 490, 1580), u)


def _world(strengths, around=0.0):
    """The map with a light for each strength, in the order of the cities; `around` is how far their light carries."""
    frame = _rgb("layers/map", hide=("lights",))
    spots = [(x, y, k) for (x, y), k in zip(places("layers/map"), strengths, strict=False)]
    if around:
        frame = painted(frame, spots, 130, CANDLE, around)
    frame = painted(frame, spots, 30, CANDLE, 0.85)
    return painted(frame, spots, 9, PAPER)


def first_cities(u, s):
    return pan(_world(one_after_another(14, u, 0.08, 0.75)), (800, 450, 1420), (800, 450, 1540), u)


def more_cities(u, s):
    frame = _world([1] * 14 + one_after_another(41, u, 0.03, 0.8))
    return pan(frame, (800, 450, 1540), (800, 450, 1460), u)


def three_ways(u, s):
    """A letter, a prayer, a film: two seconds each."""
    letter = pan(_rgb("gate", hide=("grain",)), (1080, 540, 1100), (1130, 540, 980), u * 3)
    if u < 0.28:
        return letter
    prayer = _rgb("prayer", hide=("grain",)).copy()
    shine(prayer, 800, 440, 380, 0.14 * flicker(s))
    prayer = pan(prayer, (800, 480, 1400), (800, 490, 1240), u * 3 - 1)
    if u < 0.4:
        return Image.blend(letter, prayer, ramp(u, 0.28, 0.4))
    if u < 0.61:
        return prayer
    room = _rgb("film", hide=("grain",)).copy()
    shine(room, 740, 318, 420, 0.05 + 0.05 * math.sin(2.2 * s), (190, 210, 240))
    return Image.blend(prayer, pan(room, (800, 440, 1420), (790, 420, 1240), u * 3 - 2), ramp(u, 0.61, 0.73))


def behind_windows(u, s):
    order = sorted(places("windows"), key=lambda place: math.dist(place, (800, 520)))
    on = one_after_another(len(order), u, -0.2, 0.7)
    spots = [(x, y, k * (0.84 + 0.16 * flicker(s, x))) for (x, y), k in zip(order, on, strict=True)]
    return pan(_street(spots), (800, 470, 640), (800, 480, 800), u)


def candles(u, s):
    frame = _rgb("candles", hide=("grain",)).copy()
    for k, x in enumerate((260, 640, 1000, 1400)):
        shine(frame, x, 700 - 40 * (k % 2), 360, 0.12 * flicker(s * 0.8, k))
    return pan(frame, (800, 600, 1330), (800, 520, 1560), u)


def your_city(u, s):
    glow = 0.1 + 0.3 * ramp(u, 0, 0.9)
    frame = _world([0.92 + 0.08 * math.sin(1.7 * s + k) for k in range(len(places("layers/map")))], glow)
    return pan(frame, (800, 450, 1580), (800, 450, 1420), u)
