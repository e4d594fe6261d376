"""Vorbis comments, as Ogg, FLAC and WebM have them, and the headers of Vorbis."""

import struct

from .words import code_of

OURS = {"", "ffmpeg", "Lavf"}
"""Who made a file as ffmpeg says it when it is to say nothing."""


def parse(data):
    """`(vendor, [(name, value)])`; an unreadable rest is left out."""
    texts, at = [], 0
    vendor, at = _text(data, at)
    number = int.from_bytes(data[at : at + 4], "little")
    at += 4
    while at + 4 <= len(data) and len(texts) < number:
        text, at = _text(data, at)
        texts.append(text.partition("=")[::2])
    return vendor, texts


def _text(data, at):
    size = int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : at + 4 + size].decode("utf-8", "replace"), at + 4 + size


def codes(data):
    vendor, texts = parse(data)
    found = {code_of(name) for name, value in texts if value not in OURS}
    return found | ({"software"} if vendor.strip() not in OURS else set())


def without_comments(header):
    """The second header of Vorbis, of the same length, with nothing in it: spaces stand for the vendor."""
    vendor = len(header) - 7 - 4 - 4 - 1
    return header[:7] + struct.pack("<I", vendor) + b" " * vendor + struct.pack("<I", 0) + b"\1"


def laced(data):
    """Where the three headers of Vorbis lie in WebM's CodecPrivate: `[(start, end)]`."""
    at, sizes = 1, []
    for _ in range(data[0] if data else 0):
        size = 0
        while at < len(data) and data[at] == 255:
            size, at = size + 255, at + 1
        sizes.append(size + (data[at] if at < len(data) else 0))
        at += 1
    ends = []
    for size in [*sizes, max(0, len(data) - at - sum(sizes))]:
        ends.append((at, at + size))
        at += size
    return ends
