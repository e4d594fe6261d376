"""How pictures move: a camera, light that breathes, lights that come on, strokes that are written.

Time in a scene is its share `u`, 0 to 1, or `s` in seconds. Places are in units of the drawing.
"""

import math
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (1280, 720)
NIGHT = (10, 18, 41)
WARM = (255, 196, 110)


def ramp(u, start=0.0, end=1.0):
    """From 0 at `start` to 1 at `end`, beginning and ending softly."""
    t = min(1.0, max(0.0, (u - start) / (end - start)))
    return t * t * (3 - 2 * t)


def between(start, end, t):
    return tuple(a + (b - a) * t for a, b in zip(start, end, strict=True))


def view(picture, window):
    """What a camera sees whose window is (x and y of its centre, width); it stops at the picture's edges."""
    x, y, width = window
    k = width / SIZE[0]
    height = k * SIZE[1]
    x = min(max(x, width / 2), picture.width - width / 2)
    y = min(max(y, height / 2), picture.height - height / 2)
    place = (k, 0, x - width / 2, 0, k, y - height / 2)
    return picture.transform(SIZE, Image.Transform.AFFINE, place, Image.Resampling.BICUBIC)


def pan(picture, start, end, u):
    return view(picture, between(start, end, ramp(u, -0.15, 1.15)))


def flicker(s, seed=0):
    """A candle's strength about 1: slow, small, never a flash."""
    return (
        1 + 0.05 * math.sin(5.1 * s + seed) + 0.035 * math.sin(8.3 * s + 2 * seed) + 0.02 * math.sin(2.3 * s)
    )


@cache
def _disc(radius):
    """Bright in its middle; a little noise keeps large ones from showing steps."""
    disc = ImageChops.invert(Image.radial_gradient("L")).resize((2 * radius, 2 * radius))
    disc = disc.point(lambda value: max(0, value - 75) ** 2 // 128)
    noisy = ImageChops.add(disc, Image.effect_noise(disc.size, 6), offset=-128)
    return Image.composite(noisy, disc, disc.point(lambda value: 255 if value > 6 else 0))


def shine(frame, x, y, radius, strength, colour=WARM):
    """Add a soft round light to an RGB frame, in place."""
    left, top = round(x - radius), round(y - radius)
    box = (left, top, left + 2 * radius, top + 2 * radius)
    disc = _disc(radius)
    bands = [disc.point(lambda value, c=c: int(value * c / 255 * strength)) for c in colour]
    frame.paste(ImageChops.add(frame.crop(box), Image.merge("RGB", bands)), box)


def painted(frame, spots, radius, colour, strength=1.0):
    """The frame with a soft round spot of a colour at each (x, y, strength); where spots meet, the brighter one wins."""
    mask = Image.new("L", frame.size)
    for x, y, share in spots:
        left, top = round(x - radius), round(y - radius)
        box = (left, top, left + 2 * radius, top + 2 * radius)
        disc = _disc(radius).point(lambda value, k=share * strength: int(value * k))
        mask.paste(ImageChops.lighter(mask.crop(box), disc), box)
    return Image.composite(Image.new("RGB", frame.size, colour), frame, mask)


def shade(frame, tint):
    """Multiply by a colour: what lies in the dark."""
    return ImageChops.multiply(frame, Image.new("RGB", frame.size, tuple(round(c) for c in tint)))


def over(base, *pictures):
    """RGB picture of a base with transparent layers on it."""
    frame = base.convert("RGBA")
    for picture in pictures:
        frame.alpha_composite(picture)
    return frame.convert("RGB")


def faded(picture, strength):
    """A transparent layer at a share of its strength."""
    picture = picture.copy()
    picture.putalpha(picture.getchannel("A").point(lambda value: int(value * strength)))
    return picture


def moved(picture, dx, dy):
    place = (1, 0, -dx, 0, 1, -dy)
    return picture.transform(picture.size, Image.Transform.AFFINE, place, Image.Resampling.BICUBIC)


def kindled(dark, bright, spots, reach, soft=6):
    """`bright` about each spot (x, y, strength 0 to 1), `dark` elsewhere; `reach` is left, top, right, bottom."""
    mask = Image.new("L", (dark.width // 2, dark.height // 2), 0)
    draw = ImageDraw.Draw(mask)
    for x, y, strength in sorted(spots, key=lambda spot: spot[2]):
        if strength > 0:
            box = ((x - reach[0]) / 2, (y - reach[1]) / 2, (x + reach[2]) / 2, (y + reach[3]) / 2)
            draw.rectangle(box, fill=round(255 * min(1, strength)))
    mask = mask.filter(ImageFilter.GaussianBlur(soft / 2)).resize(dark.size, Image.Resampling.BILINEAR)
    return Image.composite(bright, dark, mask)


def one_after_another(count, u, start, end, rise=0.12):
    """Strength of each of `count` lights that come on in turn between two shares of a scene."""
    step = (end - start) / max(1, count - 1)
    return [ramp(u, start + k * step, start + k * step + rise) for k in range(count)]


def written(frame, strokes, done):
    """Write strokes [(picture, left, top)] on an RGBA frame up to the share `done`; where the pen is now, or None."""
    left_to_write = done * sum(stroke.width for stroke, _, _ in strokes)
    pen = None
    for stroke, left, top in strokes:
        width = min(stroke.width, round(left_to_write))
        if width <= 0:
            break
        frame.alpha_composite(stroke.crop((0, 0, width, stroke.height)), (left, top))
        tip = stroke.crop((max(0, width - 3), 0, width, stroke.height)).getbbox()
        if tip:
            pen = (left + width, top + (tip[1] + tip[3]) / 2)
        left_to_write -= stroke.width
    return pen if left_to_write < 0 else None
