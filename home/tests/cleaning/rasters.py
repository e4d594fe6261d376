"""PNG and TIFF files written number by number, for what no library writes."""

from struct import pack
from zlib import compress, crc32

SIZE = (32, 24)
_GREY, _COLOUR = 0, 2
_FORMATS = {1: "B", 3: "H", 4: "I"}


def chunk(name, content):
    return pack(">I", len(content)) + name + content + pack(">I", crc32(name + content))


def png(rows, depth, colour, *extra, size=SIZE):
    """A PNG of rows of bytes; `extra`: chunks before the pixels."""
    head = pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    pixels = compress(b"".join(b"\0" + row for row in rows))
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), *extra, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    )


def with_chunks(data, *extra):
    """The PNG with further chunks behind its head."""
    return data[:33] + b"".join(extra) + data[33:]


def grey_png(value_of, depth, transparent=None):
    """A grey PNG of numbers from x and y; `transparent` is the number that is to be seen through."""
    rows = []
    for y in range(SIZE[1]):
        bits = 0
        for x in range(SIZE[0]):
            bits = bits << depth | value_of(x, y)
        rows.append(bits.to_bytes(SIZE[0] * depth // 8, "big"))
    return png(
        rows, depth, _GREY, *([] if transparent is None else [chunk(b"tRNS", pack(">H", transparent))])
    )


def colour_png(value_of, transparent):
    """A PNG of sixteen bits a colour; `transparent` is the colour to be seen through."""
    rows = [b"".join(pack(">HHH", *value_of(x, y)) for x in range(SIZE[0])) for y in range(SIZE[1])]
    return png(rows, 16, _COLOUR, chunk(b"tRNS", pack(">HHH", *transparent)))


def tiff(pixels, bits, order="<", white_is_nought=False, samples=1):
    """A grey TIFF of one strip; `samples`: 1 unsigned, 2 signed, 3 numbers with a point."""
    tags = {
        256: (4, SIZE[0]),
        257: (4, SIZE[1]),
        258: (3, bits),
        259: (3, 1),
        262: (3, 0 if white_is_nought else 1),
    }
    tags |= {273: (4, 0), 277: (3, 1), 278: (4, SIZE[1]), 279: (4, len(pixels)), 339: (3, samples)}
    start = 8 + 2 + 12 * len(tags) + 4
    tags[273] = (4, start)
    head = (b"II*\0" if order == "<" else b"MM\0*") + pack(order + "IH", 8, len(tags))
    for tag, (kind, value) in sorted(tags.items()):
        head += pack(order + "HHI", tag, kind, 1) + pack(order + _FORMATS[kind], value).ljust(4, b"\0")
    return head + pack(order + "I", 0) + pixels


def _packed(pixels):
    """Indices below four as GIF packs them, without packing anything."""
    bits = count = 0
    out = bytearray()
    for number, index in enumerate(pixels):
        for code in ([4] if number % 2 == 0 else []) + [index]:
            bits, count = bits | code << count, count + 3
        while count >= 8:
            out.append(bits & 255)
            bits, count = bits >> 8, count - 8
    bits, count = bits | 5 << count, count + 3
    out += bits.to_bytes((count + 7) // 8, "little")
    blocks = [out[at : at + 255] for at in range(0, len(out), 255)]
    return b"\x02" + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def gif(size, palette, frames, background=3):
    """A GIF of frames (left, top, width, height, indices, hundredths of a second, disposal, transparent index or None)."""
    parts = [b"GIF89a", pack("<HHBBB", *size, 0x81, background, 0), b"".join(map(bytes, palette))]
    parts.append(b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0")
    for left, top, width, height, pixels, delay, disposal, clear in frames:
        parts.append(b"!\xf9\x04" + pack("<BHBB", disposal << 2 | (clear is not None), delay, clear or 0, 0))
        parts.append(b"," + pack("<HHHHB", left, top, width, height, 0) + _packed(pixels))
    return b"".join([*parts, b";"])
