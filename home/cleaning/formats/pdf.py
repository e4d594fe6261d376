"""PDF: what is printed stays, what tells of its makers or acts by itself goes."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from home.cleaning.formats.pdf_pictures import clean_picture
from home.cleaning.formats.result import Cleaned, Refused

MAX_PAGES = 2000
MAX_OBJECTS = 200_000

_GONE = {
    "/Metadata": "author",
    "/PieceInfo": "software",
    "/LastModified": "dates",
    "/Thumb": "preview",
    "/AA": "scripts",
    "/JS": "scripts",
    "/JavaScript": "scripts",
    "/AF": "attachments",
    "/EmbeddedFiles": "attachments",
    "/Collection": "attachments",
    "/SpiderInfo": "external",
    "/Perms": "author",
    "/DSS": "author",
    "/XFA": "scripts",
    "/Measure": "location",  # geographic co-ordinates of maps and plans
    "/PtData": "location",
    "/LPTS": "location",
    "/Alternates": "embedded",
    "/OPI": "external",
    "/CreatorInfo": "software",
    "/Threads": "author",
}
"""Keys that go from every dictionary, whatever it is of."""

_LINKS = ("http:", "https:", "mailto:", "tel:")
_SAFE_ACTIONS = ("/GoTo", "/URI", "/Named")
_ACTIVE = {
    "/FileAttachment": "attachments",
    "/Sound": "attachments",
    "/Movie": "attachments",
    "/Screen": "attachments",
    "/RichMedia": "attachments",
    "/3D": "attachments",
}
_REMARKS = (
    "/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup",
    "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact",
)  # fmt: skip
_INFO = {
    "/Author": "author",
    "/Creator": "software",
    "/Producer": "software",
    "/CreationDate": "dates",
    "/ModDate": "dates",
    "/Title": "description",
    "/Subject": "description",
    "/Keywords": "description",
}


def _open(source):
    try:
        pdf = pikepdf.open(source, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except pikepdf.PdfError as error:
        if "password" in str(error) or "encrypt" in str(error):
            raise Refused("encrypted") from None
        raise Refused("damaged") from None
    if pdf.is_encrypted:
        raise Refused("encrypted")
    return pdf


def _is(value, *names):
    return isinstance(value, Name) and str(value) in names


def _harmless(action):
    """Whether an action only turns to a page of this file or opens an ordinary address."""
    if not isinstance(action, Dictionary) or not _is(action.get("/S"), *_SAFE_ACTIONS):
        return False
    if _is(action.get("/S"), "/URI"):
        return str(action.get("/URI", "")).strip().lower().startswith(_LINKS)
    return True


def _clean_actions(thing, removed):
    for key in ("/A", "/OpenAction", "/PA", "/Next"):
        action = thing.get(key)
        acts = (
            isinstance(action, Dictionary) and "/S" in action
        )  # else a destination, or what a tag says of itself
        chain = key == "/Next" and isinstance(action, Array)
        if chain or (acts and not _harmless(action)):
            del thing[key]
            removed.add("scripts")


def _clean_file(thing, removed):
    """File specifications: nothing inside, nothing elsewhere."""
    if "/EF" in thing:
        del thing["/EF"]
        removed.add("attachments")
    if _is(thing.get("/Type"), "/Filespec", "/F") and ("/F" in thing or "/UF" in thing):
        for key in ("/F", "/UF", "/Desc"):
            if key in thing:
                del thing[key]
        removed.add("external")


def _clean_stream(pdf, stream, removed):
    """A stream whose bytes lie in another file has none; a picture keeps its pixels alone."""
    if "/F" in stream or "/FFilter" in stream:
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if key in stream:
                del stream[key]
        stream.write(b"")
        removed.add("external")
        return
    if _is(stream.get("/Subtype"), "/XML") and _is(stream.get("/Type"), "/Metadata"):
        stream.write(b"")
        removed.add("author")
        return
    removed |= clean_picture(pdf, stream)


def _clean_object(thing, removed):
    for key, code in _GONE.items():
        if key in thing:
            del thing[key]
            removed.add(code)
    _clean_actions(thing, removed)
    _clean_file(thing, removed)
    if _is(thing.get("/S"), "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"):
        for key in list(thing.keys()):
            del thing[key]
        thing["/S"] = Name("/Named")
        removed.add("scripts")
    if _is(thing.get("/S"), "/URI") and not _harmless(thing):
        thing["/URI"] = pikepdf.String("")
        removed.add("external")


def _clean_notes(page, removed):
    """Remarks go with who made them; links and the fields of forms stay."""
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return
    kept = []
    for note in notes:
        if not isinstance(note, Dictionary):
            continue
        kind = str(note.get("/Subtype", ""))
        if kind in _ACTIVE:
            removed.add(_ACTIVE[kind])
        elif kind in _REMARKS:
            removed.add("comments")
        else:
            for key, code in (("/T", "author"), ("/M", "dates"), ("/CreationDate", "dates"), ("/NM", None)):
                if key in note and not (key == "/T" and kind == "/Widget"):
                    del note[key]
                    removed |= {code} - {None}
            kept.append(note)
    if len(kept) != len(notes):
        page["/Annots"] = Array(kept)


def _clean_signatures(root, removed):
    """A signature names a person, and no longer holds for a changed file."""
    form = root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    for thing in list(form.get("/Fields", [])):
        if isinstance(thing, Dictionary) and "/V" in thing and _is(thing.get("/FT"), "/Sig"):
            del thing["/V"]
            removed.add("author")


def _clean_root(pdf, removed):
    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        for key in [key for key in names.keys() if key != "/Dests"]:  # noqa: SIM118  (not a dict)
            del names[key]
            removed.add("attachments" if key == "/EmbeddedFiles" else "scripts")
    for key in ("/URI", "/Legal", "/Requirements", "/Extensions"):
        if key in root:
            del root[key]
    _clean_signatures(root, removed)


def _clean_info(pdf, removed):
    if "/Info" in pdf.trailer:
        info = pdf.trailer["/Info"]
        if isinstance(info, Dictionary):
            removed |= {_INFO.get(str(key), "other") for key in info.keys()}  # noqa: SIM118
        del pdf.trailer["/Info"]
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]


def _dictionaries(pdf):
    """Every dictionary and stream of the file, those within others included, each once."""
    for thing in pdf.objects:
        waiting = [thing]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Dictionary | Stream):
                yield each
                inside = [each[key] for key in each.keys()]  # noqa: SIM118
            elif isinstance(each, Array):
                inside = list(each)
            else:
                continue
            waiting.extend(
                value for value in inside if isinstance(value, Dictionary | Array) and not value.is_indirect
            )


def _clean(pdf):
    if len(pdf.objects) > MAX_OBJECTS or len(pdf.pages) > MAX_PAGES:
        raise Refused("heavy")
    removed = set()
    _clean_info(pdf, removed)
    _clean_root(pdf, removed)
    for page in pdf.pages:
        _clean_notes(page.obj, removed)
    for thing in _dictionaries(pdf):
        _clean_object(thing, removed)
        if isinstance(thing, Stream):
            _clean_stream(pdf, thing, removed)
    return removed


def clean(source, folder, kind="pdf"):
    """Clean the PDF at `source` into `folder`. → Cleaned with its pages and the size of the first in points."""
    path = Path(folder) / "clean.pdf"
    try:
        with _open(source) as pdf:
            if len(pdf.pages) < 1:
                raise Refused("damaged")
            removed = _clean(pdf)
            box = pdf.pages[0].mediabox
            facts = {
                "pages": len(pdf.pages),
                "width": round(float(abs(box[2] - box[0])), 2),
                "height": round(float(abs(box[3] - box[1])), 2),
            }
            pdf.remove_unreferenced_resources()
            pdf.save(
                path,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                fix_metadata_version=False,
            )
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError):
        raise Refused("damaged") from None
    return Cleaned(path, "pdf", frozenset(removed), facts)
