"""The tags that are put before and after sounds: ID3, APE, Lyrics3."""

from .words import code_of, code_of_letters

ID3V1, ID3V1_PLUS, APE_FOOTER = 128, 227, 32


def size_before(head):
    """The length of the ID3v2 tag that `head` begins with, or 0."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    return 10 + _seven_bits(head[6:10]) + (10 if head[5] & 16 else 0)


def _seven_bits(data):
    return sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(data)))


def codes_before(tag):
    """The codes of the frames of an ID3v2 tag."""
    codes, at = set(), 10
    name, step = (3, 6) if tag[3] == 2 else (4, 10)
    while at + step <= len(tag) and tag[at : at + name].isalnum():
        size = tag[at + name : at + name * 2]
        size = _seven_bits(size) if tag[3] == 4 else int.from_bytes(size, "big")
        codes |= _frame(tag[at : at + name], tag[at + step : at + step + size])
        at += step + size
    return codes or {"other"}


def _frame(name, content):
    if name in (b"TXXX", b"TXX"):
        return {code_of(content[1:].split(b"\0")[0].decode("latin-1"))}
    return {code_of_letters(name)}


def after(data):
    """`(codes, bytes)` of the tags at the end of `data`."""
    codes, end = set(), len(data)
    while end:
        size, told = _last(data[:end])
        if not size:
            break
        codes |= told
        end -= size
    return codes, len(data) - end


def _last(data):
    if data[-ID3V1 : -ID3V1 + 3] == b"TAG":
        return ID3V1, _fields(data[-ID3V1:])
    if data[-ID3V1_PLUS : -ID3V1_PLUS + 4] == b"TAG+":
        return ID3V1_PLUS, {"author", "description"}
    if data[-APE_FOOTER : -APE_FOOTER + 8] == b"APETAGEX":
        size = int.from_bytes(data[-20:-16], "little")
        size += APE_FOOTER if data[-9] & 128 else 0  # it has a header too
        return min(max(size, APE_FOOTER), len(data)), _items(data[-size:-APE_FOOTER])
    if data[-9:] == b"LYRICS200" and data[-15:-9].isdigit():
        return min(int(data[-15:-9]) + 15, len(data)), {"comments"}
    return 0, set()


def _fields(tag):
    places = {"description": (3, 33), "author": (33, 63), "dates": (93, 97), "comments": (97, 127)}
    codes = {code for code, (start, stop) in places.items() if tag[start:stop].strip(b"\0 ")}
    return codes | ({"description"} if tag[63:93].strip(b"\0 ") else set()) or {"other"}


def _items(data):
    if data[:8] == b"APETAGEX":
        data = data[APE_FOOTER:]
    codes, at = set(), 0
    while at + 9 < len(data):
        stop = data.find(b"\0", at + 8)
        if stop < 0:
            break
        codes.add(code_of(data[at + 8 : stop].decode("latin-1")))
        at = stop + 1 + int.from_bytes(data[at : at + 4], "little")
    return codes or {"other"}
