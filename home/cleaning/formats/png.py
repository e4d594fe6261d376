"""Chunks of a PNG file: what Pillow doesn't tell of them."""

from io import BytesIO
from struct import pack
from zlib import crc32

from PIL import Image, ImageChops

HEAD = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    """(name, content) of every whole chunk."""
    at = len(HEAD)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        if end + 4 > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : end]
        at = end + 4


def chunk(name, content):
    return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))


def depth(data):
    """Bits of one number of a pixel."""
    return data[24]


def colour_codes(data):
    """(primaries, transfer) as ITU-T H.273 counts them, from cICP; None where nothing is said."""
    for name, content in chunks(data):
        if name == b"cICP" and len(content) == 4:
            return content[0], content[1]
        if name == b"IDAT":
            break
    return None


def _other_than(band, value):
    """255 wherever a band of eight bits isn't `value`."""
    return band.point([0 if number == value else 255 for number in range(256)])


def _any(masks):
    first, *others = masks
    for mask in others:
        first = ImageChops.lighter(first, mask)
    return first


def _low_bytes(data):
    """The lower halves of an RGB picture of sixteen bits; Pillow itself reads the higher ones only."""
    im = Image.open(BytesIO(data), formats=("PNG",))
    im.tile = [tile._replace(args="RGB;16L") for tile in im.tile]
    im.load()
    return im


def opaque(im, data):
    """The mask of what is not the colour that the file of the picture `im` calls transparent; None: all of it is."""
    colour = im.info.get("transparency")
    if colour is None or im.mode not in ("1", "L", "I;16", "RGB"):
        return None
    bits = depth(data)
    if im.mode in ("1", "L"):
        most = 255 if im.mode == "1" else 2 ** min(bits, 8) - 1
        return _other_than(im.convert("L"), colour * 255 // most)
    if im.mode == "I;16":
        halves = Image.frombytes("LA", im.size, im.tobytes()).split()
        return _any(
            _other_than(half, part) for half, part in zip(halves, (colour & 255, colour >> 8), strict=True)
        )
    shift = 8 if bits == 16 else 0
    masks = [_other_than(band, value >> shift) for band, value in zip(im.split(), colour, strict=True)]
    if shift:
        masks += [
            _other_than(band, value & 255)
            for band, value in zip(_low_bytes(data).split(), colour, strict=True)
        ]
    return _any(masks)
