"""What cameras and encoders say inside the picture itself: the supplemental messages (SEI) of H.264 and H.265.

Only the messages that are needed to show the picture stay. The others become filler of the same length, so nothing
else in the file moves. To drop them all is not possible: where a film begins at a recovery point, players show nothing
without that message.
"""

import re

KEPT = {6, 45, 47, 137, 144, 147, 148, 176}
"""Recovery point, stereo, orientation, brightness and colours, views."""
FILLER, USER = 3, {4, 5}
ESCAPE = re.compile(b"\0\0(?=[\0-\3])")


def is_sei(nal, hevc):
    if len(nal) <= (2 if hevc else 1):
        return False
    return (nal[0] >> 1) & 63 in (39, 40) if hevc else nal[0] & 31 == 6


def messages(nal, hevc):
    """`[(type, payload)]`; what cannot be read ends the list with a message of type -1."""
    data = nal[2 if hevc else 1 :].replace(b"\0\0\3", b"\0\0").rstrip(b"\0")[:-1]
    at, found = 0, []
    while at < len(data):
        numbers = []
        for _ in range(2):
            number = 0
            while at < len(data) and data[at] == 255:
                number, at = number + 255, at + 1
            numbers.append(number + data[at] if at < len(data) else len(data))
            at += 1
        kind, size = numbers
        if at + size > len(data):
            return [*found, (-1, b"")]
        found.append((kind, data[at : at + size]))
        at += size
    return found


def user_data(nal, hevc):
    return [payload for kind, payload in messages(nal, hevc) if kind in USER]


def tidied(nal, hevc):
    """The same unit, of the same length, with filler in the place of what is not needed."""
    head = 2 if hevc else 1
    if len(nal) <= head:
        return nal
    kept = KEPT | {1} if hevc else KEPT  # timing; in H.264 it holds the time of day
    found = messages(nal, hevc)
    if all(kind in kept or (kind == FILLER and not payload.strip(b"\xff")) for kind, payload in found):
        return nal
    body = b"".join(
        _number(kind) + _number(len(payload)) + payload for kind, payload in found if kind in kept
    )
    body = ESCAPE.sub(b"\0\0\3", body + b"\x80")
    room = len(nal) - head - len(body)
    if room < 2:
        body, room = b"\x80", len(nal) - head - 1
    if room < 2:
        return nal[:head] + b"\x80".ljust(len(nal) - head, b"\0")
    return nal[:head] + _filler(room) + body


def _number(value):
    return b"\xff" * (value // 255) + bytes([value % 255])


def _filler(room):
    """Messages of 0xFF that take exactly `room` bytes, which are at least two."""
    filler = b""
    while room > 0:
        size = room if room <= 256 else min(256, room - 2)
        filler += bytes([FILLER, size - 2]) + b"\xff" * (size - 2)
        room -= size
    return filler
