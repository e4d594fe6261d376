"""Where a picture's own bytes end, and what was put behind them."""

import re

_CODE = re.compile(
    rb"PK\x03\x04|PK\x05\x06|%PDF-|<script|<html|<!doctype|<svg|<\?php|<\?xml|\x7fELF|Rar!\x1a|7z\xbc\xaf",
    re.IGNORECASE,
)

_NEAR = 1024  # bytes behind the picture: programs look no further for what a file is


def _jpeg(data):
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker == 0xD9:
            return at + 2
        elif 0xD0 <= marker <= 0xD8 or marker == 0x01:
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if marker == 0xDA:
                at = scan_end(data, at)
    return at + 2 if data[at : at + 2] == b"\xff\xd9" else None


def scan_end(data, at):
    """The next marker behind entropy-coded data, where FF00 is a byte and FFD0 to FFD7 go on."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _png(data):
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IEND":
            return end
        at = end
    return None


def _gif_table(flags):
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif(data):
    at = 13 + _gif_table(data[10]) if len(data) > 12 else len(data)
    while at < len(data):
        if data[at] == 0x3B:
            return at + 1
        if data[at] == 0x21:
            at += 2
        elif data[at] == 0x2C and at + 9 < len(data):
            at += 11 + _gif_table(data[at + 9])
        else:
            return None
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    return None


def _riff(data):
    size = int.from_bytes(data[4:8], "little")
    return min(len(data), 8 + size + size % 2)


def _boxes(data):
    at = 0
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:
            return len(data)
        if size < 8 or not name.isascii():
            return at
        at += size
    return min(at, len(data))


_ENDS = {"jpeg": _jpeg, "png": _png, "gif": _gif, "webp": _riff, "avif": _boxes, "heic": _boxes}


def is_whole(data, kind):
    """Whether the end of the picture is known and there."""
    end = _ENDS[kind](data) if kind in _ENDS else None
    return end is not None and end <= len(data)


def tail(data, kind):
    """Bytes behind the end of the picture `data`; empty where there are none or the end is not known."""
    end = _ENDS[kind](data) if kind in _ENDS else None
    return data[end:] if end is not None else b""


def _ends_as_archive(rest):
    """A ZIP is found from its end, so that it may hide behind anything: its last record must fill the rest exactly."""
    at = rest.rfind(b"PK\x05\x06")
    return 0 <= at <= len(rest) - 22 and at + 22 + int.from_bytes(rest[at + 20 : at + 22], "little") == len(
        rest
    )


def is_another_file(rest):
    """Whether bytes behind a picture are something that opens or runs: a polyglot rather than a camera's appendix. Cameras
    append further pictures and short films, in whose bytes anything may stand."""
    rest = rest.lstrip(b"\0")
    if rest.startswith(b"\xff\xd8\xff") or b"ftyp" in rest[:8]:
        return False
    return bool(_CODE.search(rest, 0, _NEAR)) or _ends_as_archive(rest)
