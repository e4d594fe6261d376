"""Annotations, forms and signatures of a PDF: links and fields stay, remarks go with who made them."""

from pikepdf import Array, Dictionary, Stream

from home.cleaning.formats import pdf_rules as rules
from home.cleaning.formats.pdf_rules import empty, is_name, keep_only

_ACTIVE = ("/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D")
_DEEP = 64
_LINKS = ("http:", "https:", "mailto:", "tel:")
_SAFE_ACTIONS = ("/GoTo", "/URI", "/Named")


def harmless(action):
    """Whether an action only turns to a page of this file or opens an ordinary address."""
    if not isinstance(action, Dictionary) or not is_name(action.get("/S"), *_SAFE_ACTIONS):
        return False
    if is_name(action.get("/S"), "/URI"):
        return str(action.get("/URI", "")).strip().lower().startswith(_LINKS)
    return True


def clean_actions(thing, removed):
    for key in ("/A", "/OpenAction", "/PA", "/Next"):
        action = thing.get(key)
        acts = (
            isinstance(action, Dictionary) and "/S" in action
        )  # else a destination, or what a tag says of itself
        chain = key == "/Next" and isinstance(action, Array)
        if chain or (acts and not harmless(action)):
            del thing[key]
            removed.add("scripts")
    if is_name(thing.get("/S"), *_SAFE_ACTIONS) and "/K" not in thing and "/P" not in thing:
        keep_only(thing, rules.ACTION, removed)


def _stays(note):
    return isinstance(note, Dictionary) and is_name(note.get("/Subtype"), "/Link", "/Widget")


def _drop(note, removed):
    active = isinstance(note, Dictionary) and is_name(note.get("/Subtype"), *_ACTIVE)
    code = "attachments" if active else "comments"
    removed.add(code)
    if isinstance(note, Dictionary):
        empty(note, code, removed)  # replies and tags still refer to it


def clean_page_notes(page, removed):
    notes = page.get("/Annots")
    if notes is None:
        return
    if not isinstance(notes, Array):
        del page["/Annots"]
        return
    kept = [note for note in notes if _stays(note)]
    for note in notes:
        if not _stays(note):
            _drop(note, removed)
    if len(kept) != len(notes):
        page["/Annots"] = Array(kept)


def clean_note(thing, removed):
    """A dictionary that is an annotation, wherever it is referred to from."""
    subtype = thing.get("/Subtype")
    if is_name(subtype, "/Widget"):
        keep_only(thing, rules.FIELD, removed)
    elif is_name(subtype, "/Link") and ("/Rect" in thing or is_name(thing.get("/Type"), "/Annot")):
        keep_only(thing, rules.LINK, removed)
    elif is_name(thing.get("/Type"), "/Annot") or ("/Rect" in thing and subtype is not None):
        _drop(thing, removed)
        return
    else:
        return
    action = thing.get("/A")
    if action is not None and not harmless(action):
        del thing["/A"]
        removed.add("scripts")


def _clean_field(field, removed, signs, seen):
    """`signs`: whether the fields above are of a signature."""
    waiting = [(field, signs)]
    while waiting:
        field, signs = waiting.pop()
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen if field.is_indirect else None)
        signs = is_name(field.get("/FT"), "/Sig") if "/FT" in field else signs
        keep_only(field, rules.FIELD, removed)
        if signs:
            for key in ("/V", "/DV"):
                if key in field:
                    if isinstance(field[key], Dictionary):
                        empty(field[key], "author", removed)
                    del field[key]
                    removed.add("author")
        kids = field.get("/Kids")
        waiting.extend((kid, signs) for kid in (kids if isinstance(kids, Array) else []))


def clean_form(root, removed):
    form = root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    keep_only(form, rules.FORM, removed)
    fields = form.get("/Fields")
    seen = set()
    for field in fields if isinstance(fields, Array) else []:
        _clean_field(field, removed, False, seen)


def _inherited(field, key):
    for _step in range(_DEEP):
        if key in field:
            return field[key]
        field = field.get("/Parent")
        if not isinstance(field, Dictionary):
            return None
    return None


def clean_signature(thing, removed):
    """A signature names a person, and no longer holds for a changed file. No other field's value is a dictionary."""
    if is_name(thing.get("/Type"), "/Sig", "/DocTimeStamp") or "/ByteRange" in thing:
        empty(thing, "author", removed)
        return
    for key in ("/V", "/DV"):
        value = thing.get(key)
        signs = isinstance(value, Dictionary) or (
            value is not None and is_name(_inherited(thing, "/FT"), "/Sig")
        )
        if signs and not isinstance(value, Stream):
            if isinstance(value, Dictionary):
                empty(value, "author", removed)
            del thing[key]
            removed.add("author")
