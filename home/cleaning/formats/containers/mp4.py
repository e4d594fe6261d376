"""What an MP4 or QuickTime file tells beside its pictures and sounds."""

from ..result import Refused
from . import iso, nal
from .words import code_of, code_of_letters, codes_in

TOP = iso.types("ftyp moov mdat moof mfra sidx ssix styp pdin pnot")
SPACE = iso.types("free skip wide junk pad")
TELLING = iso.types("uuid meta XMP_ prft emsg PICT")
PLAYED = iso.types("vide soun")
TRACKS = {
    b"gpmd": "location",  # GoPro
    b"camm": "location",  # Google
    b"rtmd": "location",  # Sony
    b"djmd": "location",  # DJI
    b"dbgi": "device",
    b"tmcd": "dates",
    b"text": "description",
    b"tx3g": "description",
    b"c608": "description",
}
TIMES = iso.types("mvhd tkhd mdhd")


def traces(path):
    """Codes of what is in the file; Refused("damaged") when it is cut off."""
    codes, movie = set(), False
    with open(path, "rb") as file:
        size = iso.length(file)
        for box in iso.boxes(file, 0, size):
            if box.end > size and (box.type in TOP or box.type in SPACE):
                raise Refused("damaged")
            if box.type == b"" or box.end > size or not box.type.isascii():
                codes.add("hidden")
                break
            if box.type == b"moov":
                movie = True
                codes |= _movie(file, box, size)
            elif box.type in TELLING:
                codes |= codes_in(iso.read(file, box, 2**20))
            elif box.type in SPACE:
                codes |= _space(file, box)
            elif box.type not in TOP:
                codes |= codes_in(iso.read(file, box, 2**20), "hidden")
    if not movie:
        raise Refused("damaged")
    return codes


def _space(file, box):
    """Room that is kept free has nothing in it, or something that was put there."""
    file.seek(box.body)
    left = box.end - box.body
    while left > 0:
        piece = file.read(min(left, 2**20))
        if not piece:
            break
        if piece.strip(b"\0"):
            return {"hidden"}
        left -= len(piece)
    return set()


def _movie(file, moov, size):
    codes, pictures = set(), 0
    for box in iso.descend(file, moov):
        if box.type == b"udta":
            codes |= _user_data(file, box)
        elif box.type == b"meta":
            codes |= _meta(file, box)
        elif box.type in TELLING:
            codes |= codes_in(iso.read(file, box, 2**20))
        elif box.type in SPACE:
            codes |= _space(file, box)
        elif box.type in TIMES and _times(file, box).strip(b"\0"):
            codes.add("dates")
        elif box.type == b"trak":
            kind = iso.handler(file, box)
            pictures += kind == b"vide"
            codes |= _played(file, box, size) if kind in PLAYED else _track(file, box)
    return codes | ({"pages"} if pictures > 1 else set())


def _times(file, box):
    """When it was made and when it was changed."""
    data = iso.read(file, box, 20)
    return data[4:20] if data[:1] == b"\1" else data[4:12]


def _user_data(file, udta):
    codes = set()
    for box in iso.children(file, udta):
        if box.type == b"meta":
            codes |= _meta(file, box)
        elif box.type in SPACE:
            codes |= _space(file, box)
        elif box.type in TELLING:
            codes |= codes_in(iso.read(file, box, 2**20))
        elif box.type:
            codes.add(code_of_letters(box.type))
        elif iso.read(file, box, 64).strip(b"\0"):
            codes.add("hidden")
    return codes


def _meta(file, meta):
    """The codes of a list of tags: Apple's long names in `keys`, the others by four letters."""
    head = iso.read(file, meta, 8)
    inner = meta if head[4:] == b"hdlr" else meta._replace(body=meta.body + 4)
    codes = set()
    keys, tags = iso.find(file, inner, b"keys"), iso.find(file, inner, b"ilst")
    if keys:
        names = iso.boxes(file, keys.body + 8, keys.end)
        codes |= {
            code_of(iso.read(file, name, 256).decode("utf-8", "replace")) for name in names if name.type
        }
    for tag in iso.children(file, tags) if tags else ():
        if not (keys and tag.type.startswith(b"\0")):
            codes.add(code_of_letters(tag.type))
    return codes if keys or tags else codes_in(iso.read(file, meta, 2**20))


def _track(file, trak):
    """A track that is neither seen nor heard: where its first samples say nothing, its format does."""
    table = iso.find(file, trak, b"mdia", b"minf", b"stbl", b"stsd")
    told = iso.read(file, table, 2**16) if table else b""
    formats = [entry.type for entry in iso.entries(file, trak)]
    for offset, number, _ in iso.chunks(file, trak):
        file.seek(offset)
        told += file.read(min(number, 2**16))
        break
    return codes_in(told, TRACKS.get(formats[0] if formats else b"", "hidden"))


def _played(file, trak, size):
    if any(offset + number > size for offset, number, _ in iso.chunks(file, trak)):
        raise Refused("damaged")
    for unit, _, hevc in units(file, trak, first_only=True):
        for said in nal.user_data(unit, hevc):
            return {"software" if b"x26" in said or b"Lav" in said else "hidden"}
    return set()


def units(file, trak, first_only=False):
    """`(bytes, offset, is H.265)` of every supplemental message unit of a track."""
    for entry in iso.entries(file, trak):
        inner = entry._replace(body=entry.body + 78)
        for kind, hevc in ((b"avcC", False), (b"hvcC", True)):
            config = iso.find(file, inner, kind)
            if config:
                yield from _units(file, trak, config, hevc, first_only)


def _units(file, trak, config, hevc, first_only):
    data = iso.read(file, config, 2**16)
    if len(data) < (23 if hevc else 5):
        raise Refused("damaged")
    if hevc:
        yield from _configured(data, config.body)
    width = (data[21 if hevc else 4] & 3) + 1
    for number, (offset, size) in enumerate(iso.samples(file, trak)):
        if first_only and number > 2:
            return
        end = offset + size
        while offset + width < end:
            file.seek(offset)
            head = file.read(width + 2)
            length = int.from_bytes(head[:width], "big")
            offset += width
            if nal.is_sei(head[width:] + b"\0", hevc) and length <= min(end - offset, 2**24):
                file.seek(offset)
                yield file.read(length), offset, hevc
            offset += length


def _configured(data, start):
    """The units that H.265 keeps in its configuration."""
    at = 23
    for _ in range(data[22]):
        number = int.from_bytes(data[at + 1 : at + 3], "big")
        at += 3
        for _ in range(number):
            length = int.from_bytes(data[at : at + 2], "big")
            unit = data[at + 2 : at + 2 + length]
            if nal.is_sei(unit, True):
                yield unit, start + at + 2, True
            at += 2 + length
