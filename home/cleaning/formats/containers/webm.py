"""WebM: elements inside elements."""

import os
from typing import NamedTuple

from ..result import Refused
from . import xiph
from .words import code_of

EBML, SEGMENT, CLUSTER, VOID = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xEC
INFO, TRACKS, TAGS, CHAPTERS, ATTACHMENTS = 0x1549A966, 0x1654AE6B, 0x1254C367, 0x1043A770, 0x1941A469
SEEK_HEAD, CUES, CHECKSUM = 0x114D9B74, 0x1C53BB6B, 0xBF
TRACK, TRACK_TYPE, TRACK_NAME, CODEC_NAME, CODEC_ID, CODEC_PRIVATE = (
    0xAE,
    0x83,
    0x536E,
    0x258688,
    0x86,
    0x63A2,
)
APPLICATIONS = {0x4D80, 0x5741}
ABOUT = {0x4461: "dates", 0x7BA9: "description", 0x7384: "other", 0x3C83AB: "other", 0x3E83BB: "other"}
TAG, SIMPLE_TAG, TAG_NAME, TAG_TEXT = 0x7373, 0x67C8, 0x45A3, 0x4487
FILE, FILE_TYPE = 0x61A7, 0x4660
LEVEL_ONE = {SEEK_HEAD, CUES, CHECKSUM, INFO, TRACKS, TAGS, CHAPTERS, ATTACHMENTS, CLUSTER, VOID}
MOST = 2**20


class Element(NamedTuple):
    id: int
    body: int
    end: int


def elements(file, start, end):
    """The elements from `start` to `end`. A cluster of unknown length ends where the next one begins: what is in it
    follows it here as if it lay beside it."""
    while start < end:
        file.seek(start)
        head = file.read(12)
        name, used = _number(head, keep=True)
        size, more = _number(head[used:])
        if not used or not more:
            raise Refused("damaged")
        body = start + used + more
        open_ended = size == (1 << 7 * more) - 1
        stop = (end if name == SEGMENT else body) if open_ended else body + size
        if stop > end or (open_ended and name not in (SEGMENT, CLUSTER)):
            raise Refused("damaged")
        yield Element(name, body, stop)
        start = stop


def _number(data, keep=False):
    """`(value, bytes used)` of a number of variable length; nothing used means that it is none."""
    if not data or not data[0]:
        return 0, 0
    used = 9 - data[0].bit_length()
    if used > len(data):
        return 0, 0
    value = int.from_bytes(data[:used], "big")
    return (value if keep else value & ((1 << 7 * used) - 1)), used


def read(file, element):
    file.seek(element.body)
    return file.read(min(element.end - element.body, MOST))


def _values(file, element):
    return {child.id: read(file, child) for child in elements(file, element.body, element.end)}


def traces(path):
    codes = set()
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        segment = None
        start = 0
        while start < size and segment is None:
            element = next(elements(file, start, size))
            segment = element if element.id == SEGMENT else None
            start = element.end
        if segment is None:
            raise Refused("damaged")
        if start < size:
            codes.add("hidden")
        for element in elements(file, segment.body, segment.end):
            codes |= _level_one(file, element)
    return codes


def _level_one(file, element):
    if element.id == INFO:
        return _info(file, element)
    if element.id == TRACKS:
        return {code for track in elements(file, element.body, element.end) for code in _track(file, track)}
    if element.id == TAGS:
        return set(_tags(file, element))
    if element.id == CHAPTERS:
        return {"description"}
    if element.id == ATTACHMENTS:
        return set(_attachments(file, element))
    if element.id == VOID:
        return {"hidden"} if read(file, element).strip(b"\0") else set()
    if element.id == CLUSTER:  # that the last one is whole
        for _ in elements(file, element.body, element.end):
            pass
    return set()


def _info(file, element):
    codes = set()
    for name, value in _values(file, element).items():
        if name in APPLICATIONS and value.rstrip(b"\0").decode("utf-8", "replace") not in xiph.OURS:
            codes.add("software")
        elif name in ABOUT and value:
            codes.add(ABOUT[name])
    return codes


def _track(file, track):
    if track.id != TRACK:
        return set()
    values = _values(file, track)
    codes = {"description"} if values.get(TRACK_NAME) else set()
    codes |= {"software"} if values.get(CODEC_NAME) else set()
    codes |= {"hidden"} if values.get(TRACK_TYPE, b"")[-1:] not in (b"\1", b"\2") else set()
    if values.get(CODEC_ID, b"").rstrip(b"\0") == b"A_VORBIS":
        private = values.get(CODEC_PRIVATE, b"")
        headers = xiph.laced(private)
        if len(headers) != 3:
            raise Refused("damaged")
        begin, end = headers[1]
        codes |= xiph.codes(private[begin + 7 : end])
    return codes


def _tags(file, element):
    for tag in elements(file, element.body, element.end):
        for simple in elements(file, tag.body, tag.end) if tag.id == TAG else ():
            if simple.id == SIMPLE_TAG:
                values = _values(file, simple)
                name = values.get(TAG_NAME, b"").rstrip(b"\0").decode("utf-8", "replace")
                if (
                    name != "DURATION"
                    and values.get(TAG_TEXT, b"").decode("utf-8", "replace") not in xiph.OURS
                ):
                    yield code_of(name)


def _attachments(file, element):
    for attached in elements(file, element.body, element.end):
        if attached.id == FILE:
            kind = _values(file, attached).get(FILE_TYPE, b"")
            yield "preview" if kind.startswith(b"image/") else "attachments"


def finish(path):
    """ffmpeg copies the headers of Vorbis as they are, comments and all."""
    with open(path, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        segment = next(element for element in elements(file, 0, size) if element.id == SEGMENT)
        tracks = next(
            element for element in elements(file, segment.body, segment.end) if element.id == TRACKS
        )
        for track in list(elements(file, tracks.body, tracks.end)):
            inside = (
                {child.id: child for child in elements(file, track.body, track.end)}
                if track.id == TRACK
                else {}
            )
            if CODEC_ID in inside and read(file, inside[CODEC_ID]).rstrip(b"\0") == b"A_VORBIS":
                private = read(file, inside[CODEC_PRIVATE])
                begin, end = xiph.laced(private)[1]
                file.seek(inside[CODEC_PRIVATE].body + begin)
                file.write(xiph.without_comments(private[begin:end]))
