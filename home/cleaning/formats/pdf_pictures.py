"""Pictures inside a PDF: their pixels stay to the last bit, what else their bytes hold goes."""

from pikepdf import Array, Stream

from home.cleaning.formats.tails import scan_end

_NEEDED = {0xEE}  # Adobe's marker says how the colours are meant
_BOXES = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")


def strip_jpeg(data):
    """The JPEG without application segments and comments and without what follows its end; None: no JPEG to be read."""
    if data[:2] != b"\xff\xd8":
        return None
    out, at = [b"\xff\xd8"], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if 0xD0 <= marker <= 0xD8 or marker == 1:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            start, end = at, scan_end(data, end)
            out.append(data[start:end])
        elif marker in _NEEDED or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            out.append(data[at:end])
        at = end
    return b"".join([*out, b"\xff\xd9"])


def strip_jpeg2000(data):
    """The JPEG 2000 file of only the boxes that make the picture; None: a bare code stream or nothing to be read."""
    if data[4:8] != b"jP  ":
        return None
    out, at = [], 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        size = int.from_bytes(data[at + 8 : at + 16], "big") if size == 1 else size or len(data) - at
        if size < 8:
            return None
        if data[at + 4 : at + 8] in _BOXES:
            out.append(data[at : at + size])
        at += size
    return b"".join(out)


_STRIP = {"/DCTDecode": strip_jpeg, "/JPXDecode": strip_jpeg2000}


def _listed(value):
    """One or many, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _unwrapped(pdf, stream, filters):
    """The picture's own bytes, out of what it is wrapped in (Flate, ASCII85 …)."""
    data = stream.read_raw_bytes()
    if len(filters) == 1:
        return data
    wrapped = Stream(pdf, data)
    wrapped["/Filter"] = Array(filters[:-1])
    parameters = _listed(stream.get("/DecodeParms"))
    if parameters:
        wrapped["/DecodeParms"] = Array(parameters[: len(filters) - 1])
    return wrapped.read_bytes()


def clean_picture(pdf, stream):
    """Strip the picture in a stream of `pdf`; other streams stay. → codes of what went."""
    filters = _listed(stream.get("/Filter"))
    strip = _STRIP.get(str(filters[-1])) if filters else None
    if strip is None:
        return set()
    data = _unwrapped(pdf, stream, filters)
    clean = strip(data)
    if clean is None or clean == data:
        return set()
    parameters = _listed(stream.get("/DecodeParms"))
    last = parameters[-1] if len(parameters) == len(filters) else None
    stream.write(clean, filter=filters[-1], decode_parms=last)
    return {"embedded"}
