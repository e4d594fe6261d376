"""A JPEG whose end is missing, though its picture isn't."""

from io import BytesIO

from PIL import Image, ImageChops

from home.cleaning.formats.tails import is_whole, scan_end

_END = b"\xff\xd9"
_PROGRESSIVE, _SCAN = 0xC2, 0xDA
_FILLINGS = [bytes((number * 89 + first) % 251 for number in range(4096)) for first in (41, 106, 170, 235)]
"""Nothing that looks like a marker, beginning with different bits: some of them end a block, which would change nothing."""
_FILLINGS.append(b"".join(bytes((0xFF, 0xD0 + number % 8)) + _FILLINGS[0][:128] for number in range(16)))
"""Where marks to start again are expected, nothing else is read."""


def _segments(data):
    """(marker, content) of what stands before or between the packed pixels."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at + 4 : end]
        at = scan_end(data, end) if marker == _SCAN else end


def _has_every_scan(data):
    """Whether no scan is missing of a picture that gets finer scan by scan: each of its 64 parts must come to its last bit."""
    open_parts = None
    for marker, content in _segments(data):
        if marker == _PROGRESSIVE:
            open_parts = {(content[6 + 3 * n], part) for n in range(content[5]) for part in range(64)}
        elif marker == _SCAN and open_parts is not None:
            count = content[0]
            first, last, bits = content[1 + 2 * count : 4 + 2 * count]
            if bits & 15 == 0:
                names = content[1 : 1 + 2 * count : 2]
                open_parts -= {(name, part) for name in names for part in range(first, last + 1)}
    return not open_parts


def _decoded(data):
    im = Image.open(BytesIO(data), formats=("JPEG", "MPO"))
    im.load()
    return im


def _is_same(one, other):
    return one.size == other.size and not ImageChops.difference(one, other).getbbox(alpha_only=False)


def ended(data):
    """The JPEG with the mark of its end, if only that was missing: then whatever stands before it changes no pixel. Else as it
    is."""
    if is_whole(data, "jpeg"):
        return data
    body = data.removesuffix(b"\xff")
    try:
        meant = _decoded(body + _END)
        same = all(_is_same(meant, _decoded(body + filling + _END)) for filling in _FILLINGS)
        same = same and _has_every_scan(body)
    except MemoryError:
        raise
    except Exception:  # the cleaner finds out what is wrong
        return data
    return body + _END if same else data
