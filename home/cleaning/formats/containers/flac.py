"""FLAC: blocks of metadata, then frames."""

import os
import shutil

from ..result import Refused
from . import id3, xiph
from .words import codes_in

STREAM_INFO, PADDING, APPLICATION, SEEK_TABLE, COMMENT, CUE_SHEET, PICTURE = range(7)
LAST = 128
TAIL = 2**16


def traces(path):
    with open(path, "rb") as file:
        codes = set()
        tag = id3.size_before(file.read(10))
        if tag:
            file.seek(0)
            codes |= id3.codes_before(file.read(tag))
        for kind, start, size in _blocks(file, tag):
            file.seek(start)
            codes |= _block(kind, file.read(size))
        file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
        return codes | id3.after(file.read())[0]


def _blocks(file, start):
    """`(kind, start, size)`; the file stands at the frames when they are told."""
    end = file.seek(0, os.SEEK_END)
    file.seek(start)
    if file.read(4) != b"fLaC":
        raise Refused("damaged")
    kind, at = 0, start + 4
    while not kind & LAST:
        file.seek(at)
        head = file.read(4)
        at += 4 + int.from_bytes(head[1:], "big")
        if len(head) < 4 or at >= end:
            raise Refused("damaged")
        kind = head[0]
        yield kind & ~LAST, at - int.from_bytes(head[1:], "big"), int.from_bytes(head[1:], "big")
    file.seek(at)


def _block(kind, data):
    if kind == COMMENT:
        return xiph.codes(data)
    if kind == PICTURE:
        return {"preview"}
    if kind == CUE_SHEET:
        return {"description"}
    if kind == PADDING:
        return {"hidden"} if data.strip(b"\0") else set()
    return set() if kind in (STREAM_INFO, SEEK_TABLE) else codes_in(data)


def finish(path):
    """ffmpeg always writes an empty comment and some padding."""
    whole = path.with_suffix(".whole")
    path.rename(whole)
    with open(whole, "rb") as source, open(path, "wb") as target:
        kept = [(start, size) for kind, start, size in _blocks(source, 0) if kind == STREAM_INFO]
        frames = source.tell()
        start, size = kept[0]
        source.seek(start)
        target.write(b"fLaC" + bytes([LAST | STREAM_INFO]) + size.to_bytes(3, "big") + source.read(size))
        source.seek(frames)
        shutil.copyfileobj(source, target, 2**20)
    whole.unlink()
