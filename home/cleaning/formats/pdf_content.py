"""What pages, drawings and letters are drawn with: every stroke stays, remarks between them go."""

import re
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String, TokenFilter, TokenType

from home.cleaning.formats.pdf_pictures import listed, long_name, stripped, whole
from home.cleaning.formats.pdf_rules import STREAM, is_name, keep_only
from home.cleaning.formats.result import Refused

MAX_CONTENT = 60 * 2**20
"""Bytes of one page's or drawing's instructions, unpacked."""

_MAY_TELL = re.compile(rb"%|BI|<<(?!\s{0,9}/MCID\s{1,9}\d{1,9}\s{0,9}>>)")
_SAID = ("/ActualText", "/Alt", "/E", "/Lang")
_ARTIFACT = {
    "/Type": {"/Pagination", "/Layout", "/Page", "/Background", "/Inline"},
    "/Subtype": {"/Header", "/Footer", "/Watermark", "/PageNum", "/Bates", "/LineNum", "/Redaction"},
    "/Attached": {"/Top", "/Bottom", "/Left", "/Right"},
}
_INLINE = {
    "/BPC", "/BitsPerComponent", "/CS", "/ColorSpace", "/D", "/Decode", "/DP", "/DecodeParms", "/F", "/Filter", "/H",
    "/Height", "/IM", "/ImageMask", "/Intent", "/I", "/Interpolate", "/W", "/Width",
}  # fmt: skip
_LENGTH = {"/L", "/Length"}


def _may_stay(key, value):
    if key in _SAID:
        return isinstance(value, String)
    if key == "/MCID":
        return isinstance(value, int)
    if key in _ARTIFACT:
        names = listed(value)
        return len(names) <= 4 and all(is_name(name, *_ARTIFACT[key]) for name in names)
    if key == "/BBox":
        return isinstance(value, Array) and len(value) == 4 and not any(isinstance(n, Object) for n in value)
    return False


def clean_properties(thing):
    """Of what is said of a marked passage, keep what is read aloud in its place. → whether anything went."""
    gone = [key for key in thing.keys() if not _may_stay(key, thing[key])]  # noqa: SIM118  (not a dict)
    for key in gone:
        del thing[key]
    return bool(gone)


def _parsed(raw):
    try:
        thing = Object.parse(raw)
    except (pikepdf.PdfError, ValueError):
        return None
    return thing if isinstance(thing, Dictionary) else None


class _Remarks(TokenFilter):
    """Copies instructions into `out` as they are, except for what tells."""

    def __init__(self, pdf):
        super().__init__()
        self.pdf = pdf
        self.out = bytearray()
        self.removed = set()
        self._held = []  # tokens of a dictionary, or of a picture that stands between BI and EI
        self._depth = 0
        self._picture = False
        self.refused = None

    def handle_token(self, token):
        if self.refused is None:
            try:
                self._take(token.type_, token.raw_value)
            except Refused as refused:  # not to be thrown through the reader that calls this
                self.refused = refused

    def _take(self, kind, raw):
        if kind == TokenType.comment:
            self.removed.add("hidden")
            kind, raw = TokenType.space, b"\n"
        if self._picture:
            self._take_picture(kind, raw)
        elif self._depth or kind == TokenType.dict_open:
            self._held.append(raw)
            self._depth += (kind == TokenType.dict_open) - (kind == TokenType.dict_close)
            if not self._depth:
                self._properties()
        elif kind == TokenType.word and raw == b"BI":
            self._picture = True
            self._held.append((kind, raw))
        else:
            self.out += raw

    def _properties(self):
        thing = _parsed(b"".join(self._held))
        self._held.clear()
        if thing is None:
            thing = Dictionary()
            self.removed.add("other")
        elif clean_properties(thing):
            self.removed.add("other")
        self.out += thing.unparse()

    def _take_picture(self, kind, raw):
        self._held.append((kind, raw))
        if kind == TokenType.inline_image:
            held, self._held, self._picture = self._held, [], False
            self._inline(b"".join(part for _kind, part in held[1:-3]), held[-2][1] + raw)
        elif kind == TokenType.word and raw != b"ID":  # no picture: viewers go on behind BI
            held, self._held, self._picture = self._held, [], False
            self.out += held[0][1]
            for each in held[1:]:
                self._take(*each)

    def _inline(self, keys, data):
        """A picture among the instructions: `keys` say how it is to be read; one blank stands before its bytes."""
        thing = _parsed(b"<<" + keys + b">>")
        if thing is None:
            raise Refused("embedded")
        named = set(thing.keys())
        if named - _INLINE - _LENGTH:
            self.removed.add("other")
        for key in named - _INLINE:
            del thing[key]
        filters = [long_name(name) for name in listed(thing.get("/F", thing.get("/Filter")))]
        parameters = listed(thing.get("/DP", thing.get("/DecodeParms")))
        clean = stripped(self.pdf, data[1:], filters, parameters)
        if clean is not None and clean != data[1:].rstrip(b"\r\n "):
            self.removed.add("embedded")
        if clean is not None:
            for key in ("/F", "/Filter", "/DP", "/DecodeParms"):
                if key in thing:
                    del thing[key]
            thing["/F"] = Name(filters[-1])
            if parameters and len(parameters) == len(filters) and parameters[-1] is not None:
                thing["/DP"] = parameters[-1]
            data = b" " + clean + b"\n"
        self.out += b"BI" + thing.unparse()[2:-2] + b"ID" + data


def clean_content(pdf, data):
    """Instructions without remarks. → (bytes, codes of what went); the same bytes where nothing had to go."""
    if len(data) > MAX_CONTENT:
        raise Refused("heavy")
    if not _MAY_TELL.search(data):
        return data, set()
    with pikepdf.new() as apart:
        apart.add_blank_page()
        page = apart.pages[0]
        page.obj["/Contents"] = Stream(apart, data)
        remarks = _Remarks(apart)
        page.get_filtered_contents(remarks)
    if remarks.refused is not None:
        raise remarks.refused
    return bytes(remarks.out), remarks.removed


def clean_page(pdf, page, removed):
    """Clean what a page is drawn with: one stream or several that are read as one."""
    streams = [each for each in listed(page.get("/Contents")) if isinstance(each, Stream)]
    parts, size = [], 0
    for stream in streams:
        data = whole(stream)
        if (
            data is None
        ):  # viewers show the part before the damage, which can't be told here from what follows
            raise Refused("damaged")
        size += len(data)
        if size > MAX_CONTENT:
            raise Refused("heavy")
        parts.append(data)
        keep_only(stream, STREAM, removed)
    data = b"\n".join(parts)
    clean, gone = clean_content(pdf, data)
    removed |= gone
    if clean != data:
        page["/Contents"] = pdf.make_stream(zlib.compress(clean), Filter=Name.FlateDecode)


def clean_drawing(pdf, stream, removed):
    """Clean what a form, a pattern, a letter of a font or an appearance is drawn with."""
    data = whole(stream)
    if data is None:
        raise Refused("damaged")
    clean, gone = clean_content(pdf, data)
    removed |= gone
    if clean != data:
        stream.write(zlib.compress(clean), filter=Name.FlateDecode)
