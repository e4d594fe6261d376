"""MP3: frames, and what is put around them."""

import mmap
from pathlib import Path

from ..result import Refused
from . import id3

RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second by index, for MPEG 1 and for 2 and 2.5."""
SAMPLING = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
TAIL = 2**20


def frame_size(head):
    """The length of the frame that these four bytes begin, or 0."""
    if len(head) < 4 or head[0] != 255 or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = (head[1] >> 3) & 3, head[2] >> 4, (head[2] >> 2) & 3
    if version == 1 or rate in (0, 15) or sampling == 3:
        return 0
    bits = RATES[3 if version == 3 else 2][rate] * 1000
    return (144 if version == 3 else 72) * bits // SAMPLING[version][sampling] + ((head[2] >> 1) & 1)


def spans(data, start, end):
    """`(start, end)` of the runs of frames that follow on one another; the last may claim to end after `end`."""
    begin = at = start
    while at < end:
        size = frame_size(data[at : at + 4])
        if size and (at > begin or at + size >= end or frame_size(data[at + size : at + size + 4])):
            at += size
            continue
        if at > begin:
            yield begin, at
        at = begin = _next(data, at + 1, end)
    if at > begin:
        yield begin, at


def _next(data, at, end):
    found = data.find(b"\xff", at, end)
    return end if found < 0 else found


def traces(path):
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        codes, start, end = _around(data)
        at, frames = start, 0
        for begin, stop in spans(data, start, end):
            if data[at:begin].strip(b"\0"):
                codes.add("hidden")
            if stop > end:
                raise Refused("damaged")
            frames += _count(data, begin, stop)
            at = stop
        if data[at:end].strip(b"\0"):
            codes.add("hidden")
        first = data[start : start + 256].ljust(256, b"\0")
        if frames == 0 or frames < _promised(first):
            raise Refused("damaged")
    return codes | _encoder(first)


def _around(data):
    codes, start = set(), 0
    while id3.size_before(data[start : start + 10]):
        size = id3.size_before(data[start : start + 10])
        codes |= id3.codes_before(data[start : start + size])
        start += size
    told, size = id3.after(data[max(start, len(data) - TAIL) :])
    return codes | told, start, len(data) - size


def _count(data, begin, stop):
    number = 0
    while begin < stop:
        begin += frame_size(data[begin : begin + 4])
        number += 1
    return number


def _summary(first):
    """Where the frame that counts the others says so, or -1."""
    return max(first.find(b"Xing", 0, 64), first.find(b"Info", 0, 64))


def _promised(first):
    at = _summary(first)
    return int.from_bytes(first[at + 8 : at + 12], "big") if at >= 0 and first[at + 7] & 1 else 0


def _encoder(first):
    at = _summary(first)
    if at < 0:
        return set()
    flags = first[at + 7]
    name = at + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1)
    return {"software"} if first[name : name + 9].strip(b"\0 ") not in (b"", b"Lavf", b"Lavc") else set()


def prepare(source, folder):
    """The frames alone: ffmpeg would carry what lies between them along."""
    target = Path(folder) / "frames.mp3"
    with open(source, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        _, start, end = _around(data)
        with open(target, "wb") as out:
            for begin, stop in spans(data, start, end):
                out.write(data[begin:stop])
    return target
