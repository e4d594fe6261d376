"""Windows metafiles (EMF, WMF) as they stand in office files: the drawing stays, what is written beside it goes."""

import struct

from home.cleaning.formats.result import Refused

_EMF_HEADER, _EMF_EOF, _EMF_COMMENT = 1, 14, 70
_EMF_TELLING = {
    _EMF_COMMENT,
    105,  # draw escape, and the next two: bytes for a printer's driver
    106,
    110,
    99,  # colour spaces (create, set, delete; again with wide names, and matching): they name a file
    100,
    101,
    119,  # linked fonts
    121,
    122,
}
_EMF_SETTINGS = {
    9,
    10,
    11,
    12,
    13,
    16,
    17,
    18,
    19,
    20,
    21,
    22,
    23,
    24,
    25,
    27,
    30,
    33,
    34,
    35,
    36,
    37,
    40,
    58,
    115,
}
"""Records of an EMF that set something and draw nothing."""

_EMF_PLUS_HEADER = 0x4001
_WMF_ESCAPE, _WMF_EOF = 0x0626, 0x0000
_WMF_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_PICTURES_INSIDE = (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n")


def is_emf(data):
    return data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF"


def is_wmf(data):
    return data.startswith((_WMF_PLACEABLE, b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"))


def clean_metafile(data):
    """→ (bytes, removed). Refuses one that is broken, or whose drawing is only in what would go."""
    try:
        cleaned, removed = (_emf if is_emf(data) else _wmf)(data)
    except struct.error:
        raise Refused("embedded") from None
    if any(start in cleaned for start in _PICTURES_INSIDE):
        raise Refused("embedded")  # a whole photo, with whatever it tells
    return cleaned, frozenset(removed)


def _emf(data):
    records, removed, place, draws, kind = [], set(), 0, False, None
    while kind != _EMF_EOF:
        kind, size = struct.unpack_from("<LL", data, place)
        record = data[place : place + size]
        if size < 8 or size % 4 or len(record) != size:
            raise Refused("embedded")
        place += size
        if kind == _EMF_COMMENT and record[12:16] == b"EMF+":
            _check_drawn_twice(record)
        if kind in _EMF_TELLING:
            removed.add("comments")
            continue
        draws = draws or kind not in _EMF_SETTINGS | {_EMF_HEADER, _EMF_EOF}
        records.append(record)
    if removed and not draws:
        raise Refused("embedded")
    if data[place:].strip(b"\0"):
        removed.add("hidden")
    header, described = _emf_header(records, len(records))
    return b"".join([header, *records[1:]]), removed | ({"description"} if described else set())


def _emf_header(records, count):
    """The first record without the program's and the drawing's name, and with the new size and number of records."""
    header = bytearray(records[0])
    length, offset = struct.unpack_from("<LL", header, 60)
    fixed = offset if length and 88 <= offset <= 108 else min(len(header), 108)
    described = bool(length) or any(header[fixed:])
    header[fixed:] = bytes(len(header) - fixed)
    struct.pack_into("<LL", header, 48, sum(map(len, records)), count)
    struct.pack_into("<LL", header, 60, 0, 0)
    return bytes(header), described


def _check_drawn_twice(record):
    """EMF+ stands in comments. It may go if the plain records draw the same, which its header tells."""
    kind, flags = struct.unpack_from("<HH", record, 16)
    if kind == _EMF_PLUS_HEADER and not flags & 1:
        raise Refused("embedded")


def _wmf(data):
    start = 22 if data.startswith(_WMF_PLACEABLE) else 0
    records, removed, place, function = [], set(), start + 18, None
    while function != _WMF_EOF:
        words, function = struct.unpack_from("<LH", data, place)
        record = data[place : place + 2 * words]
        if words < 3 or len(record) != 2 * words:
            raise Refused("embedded")
        place += 2 * words
        if function == _WMF_ESCAPE:
            removed.add("comments")
        else:
            records.append(record)
    if removed and len(records) == 1:
        raise Refused("embedded")
    if data[place:].strip(b"\0"):
        removed.add("hidden")
    header = bytearray(data[start : start + 18])
    struct.pack_into("<L", header, 6, 9 + sum(map(len, records)) // 2)
    struct.pack_into("<L", header, 12, max(map(len, records)) // 2)
    return data[:start] + bytes(header) + b"".join(records), removed
