"""Moving PNG read and written frame by frame, as browsers show it."""

from dataclasses import dataclass, field
from io import BytesIO
from struct import pack, unpack

from PIL import Image, ImageChops

from home.cleaning.formats import png
from home.cleaning.formats.colours import plain, to_srgb

_CLEAR, _RESTORE, _OVER = 1, 2, 1
_MOTION = (b"acTL", b"fcTL", b"fdAT")
_SHARED = (b"PLTE", b"tRNS")  # chunks before the pixels that count for every frame


@dataclass
class Frame:
    box: tuple
    duration: float = 0  # milliseconds
    disposal: int = 0
    blend: int = 0
    pixels: list = field(default_factory=list)


@dataclass
class Film:
    head: bytes
    shared: bytes = b""
    promised: int = 0  # frames, of which fewer may be there
    loop: int = 0  # how often, 0 for ever
    separate: bool = False  # the first picture is shown only where nothing moves
    frames: list = field(default_factory=list)

    @property
    def size(self):
        return unpack(">II", self.head[:8])

    @property
    def is_clear(self):
        """Whether it can be seen through, or becomes so on its way."""
        return (
            self.head[9] in (4, 6) or b"tRNS" in self.shared or any(f.disposal == _CLEAR for f in self.frames)
        )


def _control(content, size):
    width, height, left, top, number, parts, disposal, blend = unpack(">4IHHBB", content[4:26])
    if left + width > size[0] or top + height > size[1]:
        raise ValueError("outside of the picture")
    return Frame((left, top, left + width, top + height), 1000 * number / (parts or 100), disposal, blend)


def parse(data):
    """The Film of a PNG; None: it does not move. Raises where it is nonsense."""
    film = None
    for name, content in png.chunks(data):
        if name == b"IHDR":
            film = Film(content)
        elif name == b"acTL":
            film.promised, film.loop = unpack(">II", content[:8])
        elif name in _SHARED:
            film.shared += png.chunk(name, content)
        elif name == b"fcTL":
            film.frames.append(_control(content, film.size))
        elif name == b"IDAT":
            if not film.frames:
                film.separate = True
                film.frames.append(Frame((0, 0, *film.size)))
            film.frames[0].pixels.append(content)
        elif name == b"fdAT" and film.frames:
            film.frames[-1].pixels.append(content[4:])
    if not (film and film.promised):
        return None
    film.frames = [frame for frame in film.frames if frame.pixels][: film.promised + film.separate]
    return film if len(film.frames) > 1 else None


def resting(data):
    """The PNG without what makes it move, for Pillow, which asks for more order than browsers do."""
    if b"acTL" not in data:
        return data
    kept = [png.chunk(name, content) for name, content in png.chunks(data) if name not in _MOTION]
    return png.HEAD + b"".join(kept)


def _decoded(film, frame, info):
    left, top, right, bottom = frame.box
    head = pack(">II", right - left, bottom - top) + film.head[8:]
    chunks = [
        png.chunk(b"IHDR", head),
        film.shared,
        png.chunk(b"IDAT", b"".join(frame.pixels)),
        png.chunk(b"IEND", b""),
    ]
    data = png.HEAD + b"".join(chunks)
    im = Image.open(BytesIO(data), formats=("PNG",))
    im.load()
    return to_srgb(plain(im, png.opaque(im, data)), info).convert("RGBA")


def shown(film, info):
    """(picture, milliseconds) of every frame, whole and in sRGB; `info` is what the file says of its colours."""
    canvas = Image.new("RGBA", film.size)
    mode = "RGBA" if film.is_clear else "RGB"
    for number, frame in enumerate(film.frames):
        drawn = _decoded(film, frame, info)
        before = canvas.copy() if frame.disposal == _RESTORE else None
        if frame.blend == _OVER:
            canvas.alpha_composite(drawn, frame.box[:2])
        else:
            canvas.paste(drawn, frame.box)
        yield canvas.convert(mode) if mode == "RGB" else canvas.copy(), frame.duration
        if number == 0 and film.separate:
            canvas = Image.new("RGBA", film.size)
        elif frame.disposal == _CLEAR:
            canvas.paste((0, 0, 0, 0), frame.box)
        elif before:
            canvas = before


def _pace(duration):
    """Milliseconds as a fraction of a second."""
    milliseconds = round(duration)
    return (milliseconds, 1000) if milliseconds < 65536 else (min(65535, round(duration / 1000)), 1)


def _pixels(picture):
    """(content of the head, content of the pixels) as Pillow encodes them."""
    alone = BytesIO()
    picture.save(alone, "PNG", compress_level=5)
    found = {}
    for name, content in png.chunks(alone.getvalue()):
        found.setdefault(name, []).append(content)
    return found[b"IHDR"][0], b"".join(found[b"IDAT"])


def write(frames, out, loop, separate):
    """Write (picture, milliseconds) of whole frames of one mode, one after another: of each only what differs from the one
    before. `loop`: how often, 0 for ever; `separate`: the first is shown only where nothing moves."""
    count, number, seen = 0, 0, None
    for picture, duration in frames:
        first = seen is None
        changed = (
            None if first else ImageChops.difference(picture, seen).getbbox(alpha_only=False) or (0, 0, 1, 1)
        )
        if first or (separate and count == 0 and number == 0):
            changed = (0, 0, *picture.size)  # what moves begins with a whole picture
        head, pixels = _pixels(picture.crop(changed))
        if first:
            out.write(png.HEAD + png.chunk(b"IHDR", head))
            place = out.tell()
            out.write(png.chunk(b"acTL", pack(">II", 0, loop)))
        if not (first and separate):
            left, top, right, bottom = changed
            control = pack(">5IHHBB", number, right - left, bottom - top, left, top, *_pace(duration), 0, 0)
            out.write(png.chunk(b"fcTL", control))
            count, number = count + 1, number + 1
        if first:
            out.write(png.chunk(b"IDAT", pixels))
        else:
            out.write(png.chunk(b"fdAT", pack(">I", number) + pixels))
            number += 1
        seen = picture
    out.write(png.chunk(b"IEND", b""))
    out.seek(place)
    out.write(png.chunk(b"acTL", pack(">II", count, loop)))
    out.seek(0, 2)
