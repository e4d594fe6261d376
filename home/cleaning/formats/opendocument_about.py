"""What an OpenDocument file says about itself and the program that wrote it: properties and settings."""

import re

from lxml import etree

from home.cleaning.formats.markup import drop, local, serialise, short

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

_PROPERTIES = {
    "creator": "author",
    "initial-creator": "author",
    "printed-by": "author",
    "creation-date": "dates",
    "date": "dates",
    "editing-cycles": "dates",
    "editing-duration": "dates",
    "print-date": "dates",
    "generator": "software",
    "description": "description",
    "keyword": "description",
    "subject": "description",
    "title": "description",
    "auto-reload": "external",
    "template": "software",
    "user-defined": "other",
}
_SETTINGS_THAT_MAY_BE_WORDS = {"ActiveTable", "PrinterIndependentLayout", "ViewId"}
_NUMBER = re.compile(r"true|false|[-+.eE\d]*", re.ASCII)
_NUMBERS = {"boolean", "double", "int", "long", "short"}


def clean_settings(root, removed):
    """Words go (printers, data sources, paths, passwords), numbers stay: some of them decide where lines break."""
    for item in [child for child in root.iter() if short(child.tag) == "config:config-item"]:
        name = next((value for key, value in item.attrib.items() if short(key) == "config:name"), "")
        kind = next((value for key, value in item.attrib.items() if short(key) == "config:type"), "")
        if name.startswith("Rsid"):
            code = "revisions"
        elif (kind in _NUMBERS and _NUMBER.fullmatch(item.text or "")) or name in _SETTINGS_THAT_MAY_BE_WORDS:
            continue
        else:
            code = "device" if name.startswith("Printer") else "other"
        if item.text:
            removed.add(code)
        drop(item)


def tell_properties(root, removed):
    for element in root.iter():
        if (element.text or "").strip() or len(element.attrib):
            removed.add(_PROPERTIES.get(local(element.tag)))


def no_properties(version):
    root = etree.Element(f"{{{_OFFICE}}}document-meta", nsmap={"office": _OFFICE})
    root.set(f"{{{_OFFICE}}}version", version)
    etree.SubElement(root, f"{{{_OFFICE}}}meta")
    return serialise(root)
