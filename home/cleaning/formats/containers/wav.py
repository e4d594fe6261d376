"""WAV: chunks."""

import os
import struct

from ..result import Refused
from . import id3
from .words import code_of_letters, codes_in

PLAIN = {b"fmt ", b"fact", b"data", b"ds64", b"PEAK"}
SPACE = {b"JUNK", b"junk", b"PAD ", b"FLLR"}
UNKNOWN_SIZE = 2**32 - 1
MOST = 2**20


def traces(path):
    codes, sound = set(), False
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        at, large = 12, None
        while at < size:
            file.seek(at)
            head = file.read(8)
            if len(head) < 8 or not head[:4].isascii():
                codes |= {"hidden"} if (head + file.read(MOST)).strip(b"\0") else set()
                break
            kind, length = struct.unpack("<4sI", head)
            if kind == b"ds64":
                large = struct.unpack("<Q", file.read(16)[8:].rjust(8, b"\0"))[0]
                file.seek(at + 8)
            if kind == b"data":
                sound = True
                length = large or length if length == UNKNOWN_SIZE else length
                if length in (0, UNKNOWN_SIZE):  # written while it was recorded
                    break
            if at + 8 + length > size:
                if not sound or kind == b"data":
                    raise Refused("damaged")
                codes.add("hidden")
                break
            codes |= _chunk(kind, file.read(min(length, MOST)) if kind != b"data" else b"")
            at += 8 + length + length % 2
    if not sound:
        raise Refused("damaged")
    return codes


def _chunk(kind, data):
    if kind in PLAIN:
        return set()
    if kind in SPACE:
        return {"hidden"} if data.strip(b"\0") else set()
    if kind == b"LIST" and data[:4] == b"INFO":
        return _information(data)
    if kind == b"LIST" and data[:4] == b"adtl":
        return {"description"}
    if kind == b"bext":
        places = {"description": (0, 256), "author": (256, 320), "dates": (320, 338)}
        return {code for code, (start, stop) in places.items() if data[start:stop].strip(b"\0 ")} or {"other"}
    if kind.lower() == b"id3 ":
        return id3.codes_before(data) if len(data) > 10 else {"other"}
    return codes_in(data)


def _information(data):
    codes, at = set(), 4
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        codes.add(code_of_letters(name))
        at += 8 + length + length % 2
    return codes or {"other"}
