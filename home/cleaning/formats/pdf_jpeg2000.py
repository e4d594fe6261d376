"""JPEG 2000 inside a PDF: what draws the picture stays, comments and boxes that tell go."""

from struct import pack

from home.cleaning.formats.pdf_profiles import blank_profile

_COMMENT, _TILE, _DATA, _END, _LENGTHS = 0xFF64, 0xFF90, 0xFF93, 0xFFD9, 0xFF55
_HEADER = (b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef")


def _number(data, at, size=2):
    if at < 0 or at + size > len(data):
        raise ValueError("cut off")
    return int.from_bytes(data[at : at + size], "big")


def _segments(data, at, end_marker):
    """The marker segments from `at` without comments, up to `end_marker`. → (bytes, where it stands)."""
    kept = []
    while (marker := _number(data, at)) != end_marker:
        if marker < 0xFF50 or marker in (_DATA, _END):  # FF30 to FF3F stand alone, and nobody writes them
            raise ValueError("no segment")
        end = at + 2 + _number(data, at + 2)
        if end < at + 4 or end > len(data):
            raise ValueError("cut off")
        if marker != _COMMENT:
            kept.append((marker, data[at:end]))
        at = end
    return kept, at


def _tile_part(data, at):
    """→ (the tile-part at `at` without comments, where the next one is)."""
    if _number(data, at + 2) != 10:
        raise ValueError("no tile-part")
    size = _number(data, at + 6, 4)
    if size == 0:  # up to the end of the stream
        end = data.rfind(b"\xff\xd9", at)
        end = len(data) if end < 0 else end
    else:
        end = min(at + size, len(data))  # viewers show what there is of one that is cut off
    kept, start = _segments(data, at + 12, _DATA)
    body = b"".join(segment for _marker, segment in kept) + data[start:end]
    shorter = (end - at) - (12 + len(body))
    head = data[at : at + 6] + pack(">I", size - shorter if size else 0) + data[at + 10 : at + 12]
    return head + body, end, shorter


def _codestream(data):
    if data[:4] != b"\xff\x4f\xff\x51":
        raise ValueError("no code stream")
    kept, at = _segments(data, 2, _TILE)
    parts, shorter = [], 0
    while at + 12 <= len(data) and _number(data, at) == _TILE:
        part, at, less = _tile_part(data, at)
        parts.append(part)
        shorter += less
    head = [segment for marker, segment in kept if not (shorter and marker == _LENGTHS)]
    end = b"\xff\xd9" if data[at : at + 2] == b"\xff\xd9" else b""
    return b"".join([b"\xff\x4f", *head, *parts, end])


def _boxes(data):
    """→ (type, content) of each box."""
    at = 0
    while at + 8 <= len(data):
        size, head = _number(data, at, 4), 8
        if size == 1:
            size, head = _number(data, at + 8, 8), 16
        elif size == 0:
            size = len(data) - at
        if size < head:
            raise ValueError("no box")
        yield data[at + 4 : at + 8], data[at + head : at + size]
        at += size


def _boxed(kind, content):
    return pack(">I", len(content) + 8) + kind + content


def _colours(content):
    """A colour box; the profile in it without its texts."""
    if content[:1] in (b"\2", b"\3"):
        profile = blank_profile(content[3:])
        if not profile:
            raise ValueError("no profile")
        return content[:3] + profile
    return content[:7] if content[:1] == b"\1" else content


def _header(data):
    return b"".join(
        _boxed(kind, _colours(content) if kind == b"colr" else content)
        for kind, content in _boxes(data)
        if kind in _HEADER
    )


def strip_jpeg2000(data):
    """The JPEG 2000 file or bare code stream with only what makes the picture; None: nothing to be read."""
    try:
        if data[4:8] != b"jP  ":
            return _codestream(data)
        out, streams = [], 0
        for kind, content in _boxes(data):
            if kind == b"jp2c":
                streams += 1
                out.append(_boxed(kind, _codestream(content)))
            elif kind == b"jp2h":
                out.append(_boxed(kind, _header(content)))
            elif kind in (b"jP  ", b"ftyp"):
                out.append(_boxed(kind, content))
    except ValueError:
        return None
    return b"".join(out) if streams else None
