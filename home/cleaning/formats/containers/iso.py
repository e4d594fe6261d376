"""MP4 and QuickTime: boxes inside boxes, and where the samples of a track lie."""

import os
import struct
import sys
from array import array
from itertools import repeat
from typing import NamedTuple

from ..result import Refused


def types(names):
    """Of words of up to four letters; a shorter one ends with spaces."""
    return {name.encode("latin-1").ljust(4) for name in names.split()}


CONTAINERS = types("moov trak mdia minf dinf stbl edts mvex moof traf")
FULL = {b"stsd", b"dref"}  # eight bytes before their children
DEEPEST = 16
MOST = 64 * 2**20
"""Bytes of one box that are read at once; a table of samples of many hours is smaller."""


class Box(NamedTuple):
    type: bytes
    start: int
    body: int
    end: int


def boxes(file, start, end):
    """The boxes from `start` to `end`. One of type b"" is what is no box; a box may claim to end after `end`."""
    while start < end:
        file.seek(start)
        head = file.read(min(16, end - start))
        if len(head) < 8:
            yield Box(b"", start, start, end)
            return
        size, kind = struct.unpack_from(">I4s", head)
        body = start + 8
        if size == 1 and len(head) == 16:
            size, body = struct.unpack_from(">Q", head, 8)[0], start + 16
        elif size == 0:
            size = end - start
        if start + size < body:
            yield Box(b"", start, start, end)
            return
        yield Box(kind, start, body, start + size)
        start += size


def children(file, box):
    return boxes(file, box.body + (8 if box.type in FULL else 0), box.end)


def descend(file, box, depth=0):
    """Every box inside `box`, at any depth, before what is inside it."""
    if depth > DEEPEST:
        raise Refused("damaged")
    for child in children(file, box):
        if child.end > box.end:
            child = Box(b"", child.start, child.start, box.end)
        yield child
        if child.type in CONTAINERS:
            yield from descend(file, child, depth + 1)


def read(file, box, most=None):
    if most is None and box.end - box.body > MOST:
        raise Refused("heavy")
    file.seek(box.body)
    return file.read(min(box.end - box.body, most or MOST))


def find(file, box, *path):
    """The first box at this path of types inside `box`, or None."""
    for kind in path:
        box = next((child for child in children(file, box) if child.type == kind), None)
        if box is None:
            return None
    return box


def handler(file, trak):
    box = find(file, trak, b"mdia", b"hdlr")
    return read(file, box, 12)[8:12] if box else b""


def entries(file, trak):
    """The sample entries of a track: boxes whose type is the codec."""
    table = find(file, trak, b"mdia", b"minf", b"stbl", b"stsd")
    return list(children(file, table)) if table else []


def _numbers(file, box, skip, kind="I"):
    data = read(file, box)[skip:] if box else b""
    numbers = array(kind, data[: len(data) // array(kind).itemsize * array(kind).itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def chunks(file, trak):
    """`(offset, bytes, sizes)` of each chunk of samples. A table that contradicts itself is damage."""
    stbl = find(file, trak, b"mdia", b"minf", b"stbl")
    if stbl is None:
        return
    offsets = _numbers(file, find(file, stbl, b"stco"), 8) or _numbers(
        file, find(file, stbl, b"co64"), 8, "Q"
    )
    runs = _numbers(file, find(file, stbl, b"stsc"), 8)
    sizes = _numbers(file, find(file, stbl, b"stsz"), 4)
    same, count, sizes = (sizes[0], sizes[1], sizes[2:]) if len(sizes) > 1 else (0, 0, sizes)
    starts = [*runs[0::3], len(offsets) + 1]
    at = 0
    for first, following, samples_each in zip(starts, starts[1:], runs[1::3], strict=False):
        for offset in offsets[max(first, 1) - 1 : following - 1]:
            number = min(samples_each, count - at)
            if number <= 0:
                return
            here = sizes[at : at + number]
            yield offset, same * number or sum(here), repeat(same, number) if same else here
            at += number
    if at < count and not same:
        raise Refused("damaged")


def samples(file, trak):
    """`(offset, size)` of each sample."""
    for offset, _, sizes in chunks(file, trak):
        for size in sizes:
            yield offset, size
            offset += size


def length(file):
    return file.seek(0, os.SEEK_END)
