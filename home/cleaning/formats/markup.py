"""XML of office files: read without following it anywhere, changed, written anew."""

import re
from functools import lru_cache

from lxml import etree

from home.cleaning.formats.result import Refused

MAX_XML = 40_000_000  # bytes of one XML file: its tree takes twenty times as much memory

_MICROSOFT = "http://schemas.microsoft.com/office/"
_PURL = "http://purl.oclc.org/ooxml/"
_OPENXML = "http://schemas.openxmlformats.org/"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

PREFIXES = {
    # Office Open XML: the transitional namespace and the strict one are one thing here
    f"{_OPENXML}wordprocessingml/2006/main": "w",
    f"{_PURL}wordprocessingml/main": "w",
    f"{_OPENXML}spreadsheetml/2006/main": "x",
    f"{_PURL}spreadsheetml/main": "x",
    f"{_OPENXML}presentationml/2006/main": "p",
    f"{_PURL}presentationml/main": "p",
    f"{_OPENXML}drawingml/2006/main": "a",
    f"{_PURL}drawingml/main": "a",
    f"{_OPENXML}drawingml/2006/chart": "c",
    f"{_PURL}drawingml/chart": "c",
    f"{_OPENXML}officeDocument/2006/relationships": "r",
    f"{_PURL}officeDocument/relationships": "r",
    f"{_OPENXML}markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:excel": "xvml",
    f"{_MICROSOFT}word/2010/wordml": "w14",
    f"{_MICROSOFT}word/2012/wordml": "w15",
    f"{_MICROSOFT}spreadsheetml/2009/9/main": "x14",
    f"{_MICROSOFT}spreadsheetml/2010/11/ac": "x15ac",
    f"{_MICROSOFT}spreadsheetml/2014/revision": "xr",
    f"{_MICROSOFT}drawing/2010/main": "a14",
    f"{_MICROSOFT}drawing/2016/SVG/main": "asvg",
    # OpenDocument
    **{
        f"{_OASIS}{name}:1.0": name
        for name in (
            "animation",
            "chart",
            "config",
            "database",
            "drawing",
            "form",
            "manifest",
            "meta",
            "office",
            "presentation",
            "script",
            "style",
            "table",
            "text",
        )
    },
    f"{_OASIS}svg-compatible:1.0": "svg",
    f"{_OASIS}smil-compatible:1.0": "smil",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://openoffice.org/2009/office": "officeooo",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
"""Namespace → the prefix by which `short` calls it, whatever the file does."""

_FILE_NAME = re.compile(
    r"""^(file:|[a-z]:[\\/]|\\\\|~?/[^\s/]+/)"""
    r"""|^[^\n]{1,200}\.(jpe?g|png|gif|bmp|tiff?|hei[cf]|webp|[ew]mf|svg|docx?|pptx?|xlsx?|od[tsp]|pdf|mov|mp4)$""",
    re.IGNORECASE,
)
_LINK = re.compile(r"^\s*(https?://|mailto:)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def short(tag):
    """`{http://…/main}ins` → `w:ins`; of a namespace that is not in PREFIXES: `?:ins`."""
    namespace, _, name = tag.rpartition("}")
    return f"{PREFIXES.get(namespace[1:], '?')}:{name}" if namespace else name


def local(tag):
    return tag.rpartition("}")[2]


def parse(data):
    """Bytes → (root, whether comments or processing instructions were in it; they are gone)."""
    if len(data) > MAX_XML:
        raise Refused("heavy")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise Refused("entities" if b"<!DOCTYPE" in data else "damaged") from None
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise Refused("entities")
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    remarks = list(root.iter(etree.Comment, etree.ProcessingInstruction))
    for remark in remarks:
        drop(remark)
    return root, bool(around or remarks)


def serialise(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def drop(element):
    """Remove the element and all in it; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _append(element.getprevious(), parent, element.tail)
    element.tail = None
    parent.remove(element)


def unwrap(element):
    """Remove the element and keep all in it."""
    parent = element.getparent()
    if parent is None:
        return
    _append(element.getprevious(), parent, element.text)
    place = parent.index(element)
    last = element[-1] if len(element) else element.getprevious()
    tail, element.tail = element.tail, None
    parent[place : place + 1] = list(element)
    _append(last, parent, tail)


def _append(before, parent, text):
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def is_attached(element, root):
    """Is it still in the tree, or gone with something around it?"""
    while element is not None:
        if element is root:
            return True
        element = element.getparent()
    return False


def names_a_file(text):
    """Would this text tell a folder or the name of a file on somebody's machine?"""
    return bool(_FILE_NAME.search(text))


def is_link(target):
    """Is this an address that a reader may follow?"""
    return bool(_LINK.match(target))
