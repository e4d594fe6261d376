"""Word texts (document, headers, footers, notes, styles, settings): changes accepted, names of authors taken out."""

from home.cleaning.formats.markup import drop, short

_DELETED = ("w:del", "w:moveFrom")
_FILLED_IN = ("creator", "lastmodifiedby", "company", "manager")
"""Properties that the program knows of its user and fills into cover pages."""


def accept_changes(root, removed):
    """What changes mean beyond the elements that mark them. Before office_rules, which takes the marks away."""
    _drop_deleted_rows(root, removed)
    _join_paragraphs(root, removed)


def empty_filled_in(root, removed):
    """What Word filled into a cover page from what it knows of its user."""
    for binding in _named(root, "w:dataBinding", "w15:dataBinding"):
        path = (_attribute(binding, "w:xpath") or "").lower()
        control = next((around for around in binding.iterancestors() if short(around.tag) == "w:sdt"), None)
        if control is None or not any(name in path for name in _FILLED_IN):
            continue
        for text in _named(control, "w:t"):
            text.text = ""
        removed.add("author")


def note_references(root):
    """Which foot- and endnotes the text refers to: ("footnote" or "endnote", id)."""
    return {
        (name.removeprefix("w:").removesuffix("Reference"), _attribute(element, "w:id"))
        for element in root.iter()
        if (name := short(element.tag)) in ("w:footnoteReference", "w:endnoteReference")
    }


def drop_unused_notes(root, used, removed):
    """A note that went with a deleted sentence stands on in its own part."""
    for note in list(root):
        kind = short(note.tag).removeprefix("w:")
        is_text = kind in ("footnote", "endnote") and _attribute(note, "w:type") in (None, "normal")
        if is_text and (kind, _attribute(note, "w:id")) not in used:
            drop(note)
            removed.add("hidden")


def _attribute(element, name):
    return next((value for key, value in element.attrib.items() if short(key) == name), None)


def _child(element, *path):
    for name in path:
        if element is not None:
            element = next((child for child in element if short(child.tag) == name), None)
    return element


def _named(root, *names):
    return [element for element in root.iter() if short(element.tag) in names]


def _drop_deleted_rows(root, removed):
    for row in _named(root, "w:tr"):
        for cell in [cell for cell in row if short(cell.tag) == "w:tc"]:
            if _child(cell, "w:tcPr", "w:cellDel") is not None:
                drop(cell)
                removed.add("revisions")
        deleted = _child(row, "w:trPr", "w:del") is not None
        if deleted or not any(short(cell.tag) in ("w:tc", "w:sdt", "w:customXml") for cell in row):
            _drop_row(row)
            removed.add("revisions")


def _drop_row(row):
    table = row.getparent()
    drop(row)
    if short(table.tag) != "w:tbl" or _named(table, "w:tr"):
        return
    around = table.getparent()
    if around is not None and around[-1] is table and short(around.tag) == "w:tc":
        around.append(
            around.makeelement(row.tag[: row.tag.index("}") + 1] + "p")
        )  # a cell ends with a paragraph
    drop(table)


def _join_paragraphs(root, removed):
    """Where the end of a paragraph was deleted, what is left of it belongs to the next one."""
    for paragraph in _named(root, "w:p"):
        marks = _child(paragraph, "w:pPr", "w:rPr")
        if marks is None or not any(short(mark.tag) in _DELETED for mark in marks):
            continue
        removed.add("revisions")
        following = paragraph.getnext()
        if following is None or short(following.tag) != "w:p":
            continue  # the mark goes, by office_rules; a paragraph has to stand here
        if _child(paragraph, "w:pPr", "w:sectPr") is not None:
            continue
        place = 1 if _child(following, "w:pPr") is not None else 0
        for child in reversed([child for child in paragraph if short(child.tag) != "w:pPr"]):
            following.insert(place, child)
        drop(paragraph)
