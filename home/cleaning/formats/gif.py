"""GIF read and written frame by frame, as browsers show it: what no frame has drawn, or what was taken away again, is
transparent."""

from dataclasses import dataclass
from io import BytesIO
from struct import pack, unpack_from

from PIL import Image, ImageChops

from home.cleaning.formats.colours import exact_palette

_CLEAR, _RESTORE = 2, 3  # what becomes of a frame when the next one comes
_LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01"


@dataclass(frozen=True)
class Frame:
    """`place`: left, top, width, height; `pixels`: as they are packed; `clear`: the transparent index."""

    place: tuple
    palette: bytes
    interlaced: bool
    pixels: bytes
    clear: int | None = None
    duration: int = 0  # milliseconds
    disposal: int = 0

    @property
    def box(self):
        left, top, width, height = self.place
        return left, top, left + width, top + height

    def decoded(self):
        """The frame alone, as Pillow reads it."""
        bits = max(1, (len(self.palette) // 3 - 1).bit_length())
        flags = 0x80 | bits - 1 if self.palette else 0
        _left, _top, width, height = self.place
        control = b"" if self.clear is None else b"!\xf9\x04\x01\0\0" + bytes([self.clear, 0])
        data = b"GIF89a" + pack("<HHBBB", width, height, flags, 0, 0) + self.palette + control
        data += (
            b"," + pack("<HHHHB", 0, 0, width, height, 0x40 if self.interlaced else 0) + self.pixels + b";"
        )
        im = Image.open(BytesIO(data), formats=("GIF",))
        im.load()
        return im


def _table(data, at, flags):
    size = 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
    if at + size > len(data):
        raise ValueError("cut off")
    return data[at : at + size], at + size


def _blocks(data, at):
    """Where a chain of blocks ends."""
    while data[at]:
        at += 1 + data[at]
    return at + 1


def parse(data):
    """(size, frames) of a GIF; raises where it is cut off."""
    width, height, flags = unpack_from("<HHB", data, 6)
    palette, at = _table(data, 13, flags)
    frames, control = [], {}
    while at < len(data):
        if data[at] == 0x21:
            if data[at + 1] == 0xF9 and data[at + 2] >= 4:
                bits, delay, clear = unpack_from("<BHB", data, at + 3)
                control = {
                    "clear": clear if bits & 1 else None,
                    "duration": delay * 10,
                    "disposal": bits >> 2 & 7,
                }
            at = _blocks(data, at + 2)
        elif data[at] == 0x2C:
            *place, flags = unpack_from("<HHHHB", data, at + 1)
            own, at = _table(data, at + 10, flags)
            end = _blocks(data, at + 1)
            frames.append(Frame(tuple(place), own or palette, bool(flags & 0x40), data[at:end], **control))
            at, control = end, {}
        elif data[at] == 0 or not frames:
            at += 1
        else:  # the end, or nothing that a browser would read on from
            break
    if not frames:
        raise ValueError("no picture")
    _left, _top, right, bottom = frames[0].box
    return (max(width, right), max(height, bottom)), frames


def still(size, frames):
    """The picture of a GIF of one frame."""
    frame = frames[0]
    if frame.box == (0, 0, *size):
        return frame.decoded()
    return next(shown(size, [frame]))[0]


def shown(size, frames):
    """(picture, milliseconds) of every frame, whole."""
    canvas = Image.new("RGBA", size)
    for frame in frames:
        before = canvas.copy() if frame.disposal == _RESTORE else None
        if frame.place[2] and frame.place[3]:
            drawn = frame.decoded().convert("RGBA")
            canvas.paste(drawn, frame.place[:2], drawn)
        yield canvas.copy(), frame.duration
        if frame.disposal == _CLEAR:
            canvas.paste((0, 0, 0, 0), frame.box)
        elif before:
            canvas = before


def _around(one, other):
    boxes = [box for box in (one, other) if box] or [(0, 0, 1, 1)]
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _vanishing(picture, following):
    """The box of what is seen in one picture and seen through in the next."""
    if following is None:
        return None
    gone = following.getchannel("A").point(lambda value: 255 * (value == 0))
    return ImageChops.darker(picture.getchannel("A"), gone).getbbox()


def _written(part, place, duration, disposal, clear):
    table = exact_palette(part, clear)
    clear = table.info.pop("transparency", None)
    alone = BytesIO()
    table.save(alone, "GIF", optimize=False, interlace=0)
    _size, (frame,) = parse(alone.getvalue())
    bits = (len(frame.palette) // 3 - 1).bit_length()
    flags = disposal << 2 | (clear is not None)
    return b"".join(
        [
            b"!\xf9\x04" + pack("<BHBB", flags, min(65535, round(duration / 10)), clear or 0, 0),
            b"," + pack("<HHHHB", *place, *part.size, 0x80 | bits - 1),
            frame.palette,
            frame.pixels,
        ]
    )


def clears(frames):
    """Whether one can see through a GIF where a frame was taken away."""
    return any(frame.disposal == _CLEAR for frame in frames)


def write(frames, out, loop, clear):
    """Write (RGBA picture, milliseconds) of whole frames, one after another: of each only what differs from what is seen,
    of the first all of it, or readers fill the rest with a colour. `loop`: how often, None where the file doesn't say; `clear`: one will see through it somewhere, which many
    readers don't believe unless the first frame has a transparent colour, too."""
    frames = iter(frames)
    picture, duration = next(frames)
    seen, first = Image.new("RGBA", picture.size), True
    out.write(b"GIF89a" + pack("<HHBBB", *picture.size, 0x70, 0, 0))
    if loop is not None:
        out.write(_LOOP + pack("<HB", loop, 0))
    while picture:
        following, next_duration = next(frames, (None, 0))
        vanishing = _vanishing(picture, following)
        box = _around(
            (0, 0, *seen.size) if first else ImageChops.difference(picture, seen).getbbox(alpha_only=False),
            vanishing,
        )
        out.write(
            _written(
                picture.crop(box),
                box[:2],
                duration,
                _CLEAR if vanishing else 1,
                vanishing or (first and clear),
            )
        )
        seen, first = picture, False
        if vanishing:
            seen = picture.copy()
            seen.paste((0, 0, 0, 0), box)
        picture, duration = following, next_duration
    out.write(b";")
