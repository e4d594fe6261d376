"""What kind of thing each part of an Office Open XML package is, and so what kind of file the package."""

import re

from lxml import etree

from home.cleaning.formats.archive import OPEN_DOCUMENT, open_document_type
from home.cleaning.formats.markup import local, parse, serialise
from home.cleaning.formats.result import Refused

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPES = "[Content_Types].xml"
KINDS = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}

_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


def kind_of(archive):
    """What the package says that it is: "docx", "odt" …, or "zip". Refuses one with macros."""
    if TYPES not in archive:
        return OPEN_DOCUMENT.get(open_document_type(archive), "zip")
    types = ContentTypes(parse(archive.read(TYPES))[0])
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types):
        raise Refused("macros")
    if any(name.rpartition("/")[2].lower() in ("vbaproject.bin", "vbadata.xml") for name in archive.names):
        raise Refused("macros")
    return next((short for kind, short in KINDS.items() if any(each.endswith(kind) for each in types)), "zip")


class ContentTypes:
    """What [Content_Types].xml says of each part."""

    def __init__(self, root):
        self._defaults, self._overrides = {}, {}
        for element in root:
            kind = element.get("ContentType", "")
            if local(element.tag) == "Default":
                self._defaults[element.get("Extension", "").lower()] = kind
            else:
                self._overrides[element.get("PartName", "").lstrip("/").casefold()] = kind

    def __iter__(self):
        return iter([*self._defaults.values(), *self._overrides.values()])

    def of(self, part):
        kind = self._overrides.get(part.casefold()) or self._defaults.get(part.rpartition(".")[2].lower(), "")
        return kind if _MEDIA_TYPE.fullmatch(kind) else ""

    def write(self, parts):
        """The file for these parts ({name: content type})."""
        root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
        defaults = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
        }
        for ending in sorted({part.rpartition(".")[2].lower() for part in parts} & set(self._defaults)):
            defaults.setdefault(ending, self._defaults[ending])
        for ending, kind in defaults.items():
            etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", {"Extension": ending, "ContentType": kind})
        for part, kind in sorted(parts.items()):
            if kind and kind != defaults.get(part.rpartition(".")[2].lower()):
                attributes = {"PartName": f"/{part}", "ContentType": kind}
                etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", attributes)
        return serialise(root)
