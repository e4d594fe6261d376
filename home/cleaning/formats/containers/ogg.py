"""Ogg: pages of packets."""

import os
import zlib

from ..result import Refused
from . import xiph

COMMENTS = {b"\3vorbis": 7, b"OpusTags": 8, b"\x81theora": 7, b"OVP80\2 ": 7}
FLAC_COMMENT = 4
MIRROR = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
MOST = 2**24
SEARCHED = 2**16
"""Bytes after a page in which the next one is looked for; at the end of a file they are hidden."""


def traces(path):
    codes, headers = set(), {}
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        at = 0
        while at < size:
            file.seek(at)
            page = _page(file)
            if page is None:
                codes.add("hidden")
                at = _next(file, at, size)
                continue
            serial, segments, body = page
            _collect(headers.setdefault(serial, [b""]), segments, body)
            at = file.tell()
    if not headers:
        raise Refused("damaged")
    for packets in headers.values():
        codes |= _told(packets)
    return codes


def _page(file):
    head = file.read(27)
    if head[:4] != b"OggS":
        return None
    segments = file.read(head[26]) if len(head) == 27 else b""
    body = file.read(sum(segments))
    if len(head) < 27 or len(segments) < head[26] or len(body) < sum(segments):
        raise Refused("damaged")
    if _checksum(head[:22] + bytes(4) + head[26:] + segments + body) != int.from_bytes(head[22:26], "little"):
        raise Refused("damaged")
    return head[14:18], segments, body


def _checksum(data):
    """Ogg's CRC is zlib's with every byte mirrored, from nothing to nothing."""
    mirrored = zlib.crc32(data.translate(MIRROR), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)


def _next(file, at, size):
    file.seek(at)
    found = file.read(SEARCHED).find(b"OggS", 1)
    return size if found < 0 else at + found


def _collect(packets, segments, body):
    """The first three packets of a stream, its headers; the last of the list is not finished."""
    at = 0
    for segment in segments:
        if len(packets) > 3:
            return
        packets[-1] += body[at : at + segment]
        at += segment
        if len(packets[-1]) > MOST:
            raise Refused("heavy")
        if segment < 255:
            packets.append(b"")


def _told(packets):
    if packets[0].startswith(b"fishead"):
        return {"description"}
    if packets[0].startswith(b"\x7fFLAC"):
        comments = [packet[4:] for packet in packets[1:] if packet[:1] and packet[0] & 127 == FLAC_COMMENT]
    else:
        comments = [
            packet[skip:]
            for packet in packets[1:]
            for name, skip in COMMENTS.items()
            if packet.startswith(name)
        ]
    return {code for comment in comments for code in xiph.codes(comment)}
