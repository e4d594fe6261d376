"""Pictures inside a PDF: their pixels stay to the last bit, what else their bytes hold goes."""

import pikepdf
from pikepdf import Array, Name, Stream

from home.cleaning.formats.pdf_jpeg2000 import strip_jpeg2000
from home.cleaning.formats.result import Refused
from home.cleaning.formats.tails import scan_end

_NEEDED = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8}
"""Frames, tables, restarts and scans; not application segments and comments."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_LONG = {
    "/DCT": "/DCTDecode",
    "/Fl": "/FlateDecode",
    "/LZW": "/LZWDecode",
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
}
"""Filters by their short names, which viewers take everywhere."""


def strip_jpeg(data):
    """The JPEG without application segments and comments, from its first marker to its end; None: no JPEG to be read.

    Like viewers it skips what stands before the first marker and between segments.
    """
    at = data.find(b"\xff\xd8")
    if at < 0:
        return None
    out, at, seen = [b"\xff\xd8"], at + 2, set()
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker in (0, 0xFF):
            at += 1
            continue
        if marker == 0xD9:
            break
        if 0xD0 <= marker <= 0xD8 or marker == 1:
            at += 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2:
            return None
        end = at + 2 + size
        if marker == 0xDA:
            start, end = at, scan_end(data, end)
            out.append(data[start:end])
        elif marker in _NEEDED:
            out.append(data[at:end])
        elif marker == 0xEE and data[at + 4 : at + 9] == b"Adobe" and size >= 14:  # how the colours are meant
            out.append(b"\xff\xee\0\x0e" + data[at + 4 : at + 16])
        seen.add(marker)
        at = end
    if 0xDA not in seen or not seen & _FRAMES:
        return None
    return b"".join([*out, b"\xff\xd9"])


_STRIP = {"/DCTDecode": strip_jpeg, "/JPXDecode": strip_jpeg2000}


def listed(value):
    """One or many, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def long_name(value):
    return _LONG.get(str(value), str(value))


def whole(stream):
    """All that a stream holds; None where it can't be unpacked. Raises Refused where that is too much."""
    try:
        return stream.read_bytes()
    except pikepdf.DataDecodingError as error:
        if "limit" in str(error):
            raise Refused("heavy") from None
        return None


def unwrapped(pdf, data, filters, parameters):
    """What lies in `data` below `filters` (Flate, ASCII85 …)."""
    if not filters:
        return data
    wrapped = Stream(pdf, data)
    wrapped["/Filter"] = Array([Name(name) for name in filters])
    if parameters:
        wrapped["/DecodeParms"] = Array(parameters[: len(filters)])
    data = whole(wrapped)
    if data is None:
        raise Refused("embedded")
    return data


def stripped(pdf, data, filters, parameters):
    """The clean picture in `data`, below its last filter alone; None: no kind of picture that can tell.

    `filters` by their long names. Raises Refused where it is one, but can't be read.
    """
    telling = [name for name in filters if name in _STRIP]
    if not telling:
        return None
    if filters[-1] not in _STRIP or len(telling) > 1:
        raise Refused("embedded")
    data = unwrapped(pdf, data, filters[:-1], parameters)
    if not data.strip(b"\0\t\n\f\r "):
        return b""
    clean = _STRIP[filters[-1]](data)
    if clean is None:
        raise Refused("embedded")
    return clean


def clean_picture(pdf, stream):
    """Strip the picture in a stream of `pdf`; other streams stay. → codes of what went. Raises Refused."""
    filters = [long_name(name) for name in listed(stream.get("/Filter"))]
    parameters = listed(stream.get("/DecodeParms"))
    raw = stream.read_raw_bytes() if any(name in _STRIP for name in filters) else b""
    clean = stripped(pdf, raw, filters, parameters)
    if clean is None or clean == raw:
        return set()
    last = parameters[-1] if len(parameters) == len(filters) else None
    stream.write(clean, filter=Name(filters[-1]), decode_parms=last)
    return {"embedded"}
