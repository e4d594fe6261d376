"""What goes from the XML of OpenDocument files: by name (opendocument_names), and by where it leads."""

import re
from dataclasses import dataclass

from lxml import etree

from home.cleaning.formats.markup import drop, is_attached, is_link, names_a_file, short, unwrap
from home.cleaning.formats.opendocument_names import ATTRIBUTES, DROPPED, SILENT_WHEN_EMPTY, UNWRAPPED
from home.cleaning.formats.result import Refused

_PICTURES = {
    "drawing:fill-image",
    "drawing:image",
    "form:image",
    "style:background-image",
    "text:list-level-style-image",
}
_LINKS = {
    "drawing:a",
    "drawing:area-circle",
    "drawing:area-polygon",
    "drawing:area-rectangle",
    "presentation:event-listener",
    "text:a",
}
_MARKS = {"text:reference-mark", "text:reference-mark-end", "text:reference-mark-start"}
_SOURCES_OF_PIVOTS = {"table:source-service", "table:database-source-query", "table:database-source-sql"}
_SHAPES = {"drawing:custom-shape", "drawing:frame", "drawing:g"}
_OUTSIDE = re.compile(r"file:/|'#\$|\\\\|\b[a-z]:\\|\b(DDE|WEBSERVICE|RTD|IMAGE)\s*\(", re.IGNORECASE)
_FILE_NAME = re.compile(r"CELL\s*\(\s*\"FILENAME", re.IGNORECASE)
_FORMULAS = {"calcext:condition", "table:named-expression", "table:named-range"}


@dataclass(frozen=True)
class Use:
    """A part of the package that `element` shows: "picture", "font" or "object" (then `path` is a folder)."""

    element: etree._Element
    path: str
    role: str


def apply(root, find, removed):
    """Clean `root` in place; `removed` takes the codes. `find`: address → ("entry" or "folder", path) or None for what is
    not in the package. → list of Use"""
    uses = []
    for element in list(root.iter()):
        name = short(element.tag)
        if name in DROPPED:
            if len(element) or name not in SILENT_WHEN_EMPTY:
                removed.add(DROPPED[name])
            if name in _SOURCES_OF_PIVOTS:
                _drop_pivot(element)
            drop(element)
        elif name in UNWRAPPED:
            removed.add(UNWRAPPED[name])
            unwrap(element)
        elif is_attached(element, root):
            uses += _clean(element, name, find, removed)
    return [use for use in uses if is_attached(use.element, root)]


def lead_to(element, address):
    element.set(_attribute(element, "xlink:href")[0], address)


def _attribute(element, wanted):
    return next(((key, value) for key, value in element.attrib.items() if short(key) == wanted), (None, ""))


def _clean(element, name, find, removed):
    if name == "table:source-service":
        removed.add("external")
        _drop_pivot(element)
        return []
    if name == "table:table" and _OUTSIDE.search(_attribute(element, "table:name")[1]):
        removed.add("external")  # what was read from a file on somebody's machine
        drop(element)
        return []
    if name == "office:binary-data" and (element.text or "").strip():
        raise Refused("embedded")
    if _carries_data(element, name, removed):
        return []
    _clean_formula(element, name, removed)
    _clean_attributes(element, name, removed)
    return _follow(element, name, find, removed)


def _drop_pivot(source):
    for around in source.iterancestors():
        if short(around.tag) == "table:data-pilot-table":
            drop(around)
            return


def _carries_data(element, name, removed):
    """Programs for references keep their data, the user's number among them, in names of marks and sections."""
    key, value = _attribute(element, "text:name")
    if "{" not in value:
        return False
    if name in _MARKS:
        removed.add("other")
        drop(element)
        return True
    if name == "text:section":
        removed.add("other")
        element.set(key, value.partition("{")[0].strip() or "Section")
    return False


def _clean_formula(element, name, removed):
    for wanted in ("table:formula", "calcext:value", "table:expression", "table:cell-range-address"):
        key, formula = _attribute(element, wanted)
        if _FILE_NAME.search(formula) and "/" in _attribute(element, "office:string-value")[1]:
            removed.add("author")
            del element.attrib[_attribute(element, "office:string-value")[0]]
            for shown in [child for child in element if short(child.tag) == "text:p"]:
                drop(shown)
        elif _OUTSIDE.search(formula):
            removed.add("external")
            del element.attrib[key]
            if name in _FORMULAS:
                drop(element)


def _clean_attributes(element, name, removed):
    for key, value in element.attrib.items():
        attribute = short(key)
        code = ATTRIBUTES.get(attribute)
        if attribute.startswith("xhtml:"):
            code = "other"
        elif attribute == "drawing:name" and name in _SHAPES and names_a_file(value):
            code = "description"
        elif attribute != "xlink:href" and "file:/" in value:
            code = "external"
        if code:
            del element.attrib[key]
            removed.add(code)
    if name in ("svg:desc", "svg:title") and names_a_file(element.text or ""):
        removed.add("description")
        drop(element)


def _follow(element, name, find, removed):
    key, address = _attribute(element, "xlink:href")
    address = address.strip()
    if not address or address.startswith("#") or (name == "chart:chart" and address in (".", "..")):
        return []
    if name in _LINKS:
        if not is_link(address):
            removed.add("external")
            (unwrap if name in ("text:a", "drawing:a") else drop)(element)
        return []
    found = find(address)
    if found is None:
        removed.add("external")
        if name.startswith("form:") or name == "chart:chart":
            del element.attrib[key]
        else:
            drop(element)
        return []
    kind, path = found
    role = _role(name, kind)
    if role is None:
        raise Refused("embedded")
    return [Use(element, path, role)]


def _role(name, kind):
    if kind == "folder":
        return "object" if name == "drawing:object" else None
    if name in _PICTURES:
        return "picture"
    return "font" if name == "svg:font-face-uri" else None
