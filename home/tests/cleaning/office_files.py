"""Office files that tell too much, made here part by part: sound ones, to which a test adds what it is about."""

import io
import posixpath
import re
import struct
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from lxml import etree
from PIL import Image

SECRET = "SENTINEL-Kim"
VISIBLE = "Words that everybody may read"

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
        "r": RELATIONSHIPS,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "xvml": "urn:schemas-microsoft-com:office:excel",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
        "x15": "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main",
        "x15ac": "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac",
        "xr": "http://schemas.microsoft.com/office/spreadsheetml/2014/revision",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
        "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    }.items()
)
ODF_NAMESPACES = " ".join(
    [
        *(
            f'xmlns:{prefix}="{ODF}:{name}:1.0"'
            for prefix, name in {
                "office": "office",
                "text": "text",
                "table": "table",
                "draw": "drawing",
                "style": "style",
                "meta": "meta",
                "config": "config",
                "form": "form",
                "script": "script",
                "presentation": "presentation",
                "chart": "chart",
                "manifest": "manifest",
                "svg": "svg-compatible",
            }.items()
        ),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:xhtml="http://www.w3.org/1999/xhtml"',
        'xmlns:officeooo="http://openoffice.org/2009/office"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
    ]
)


def picture(kind="JPEG", *, secret=True):
    """Bytes of a small picture; of a JPEG with a secret in its comment."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((24, 16)).save(
        out, kind, **({"comment": SECRET.encode()} if secret and kind == "JPEG" else {})
    )
    return out.getvalue()


def emf(*, comment=b"", description=""):
    """A line, drawn by a Windows metafile."""
    words = description.encode("utf-16-le")
    words += bytes(-len(words) % 4)
    line = struct.pack("<LLll", 27, 16, 0, 0) + struct.pack("<LLll", 54, 16, 9, 9)
    remark = struct.pack("<LLL", 70, 12 + len(comment), len(comment)) + comment if comment else b""
    end = struct.pack("<LLLLL", 14, 20, 0, 16, 20)
    header = 108 + len(words)
    size = header + len(remark) + len(line) + len(end)
    records = 5 if comment else 4
    start = struct.pack("<LL8l4sL", 1, header, 0, 0, 9, 9, 0, 0, 900, 900, b" EMF", 0x10000)
    start += struct.pack("<LLHHLLL", size, records, 1, 0, len(description), 108 if words else 0, 0)
    start += struct.pack("<4l3L2L", 800, 600, 200, 150, 0, 0, 0, 0, 0)
    return start + words + remark + line + end


@dataclass
class File:
    """A ZIP to be: `parts` in their order."""

    parts: dict = field(default_factory=dict)

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.entries():
                archive.writestr(name, data)
        return path

    def bytes(self):
        return self.save(io.BytesIO()).getvalue()

    def entries(self):
        return self.parts.items()


@dataclass
class OpenXml(File):
    kind: str = ""
    main: str = ""
    types: dict = field(default_factory=dict)
    related: dict = field(default_factory=dict)

    def add(self, name, data, *, kind="application/xml", source=None, id=None, role=None):
        """Add a part, and a relationship to it from `source` (the main part), if it has a role."""
        self.parts[name] = data
        self.types[name] = kind
        if role:
            start = posixpath.dirname(self.main if source is None else source) or "."
            self.relate(role, posixpath.relpath(name, start), source=source, id=id)
        return self

    def relate(self, role, target, *, source=None, id=None, external=False):
        found = self.related.setdefault(self.main if source is None else source, [])
        kind = role if ":" in role else f"{RELATIONSHIPS}/{role}"
        found.append((id or f"auto{len(found)}", kind, target, external))
        return self

    def replace(self, name, old, new):
        assert old in self.parts[name]
        self.parts[name] = self.parts[name].replace(old, new, 1)
        return self

    def entries(self):
        overrides = "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
            for name, kind in self.types.items()
        )
        yield (
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default '
            f'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        yield from self.parts.items()
        for source, found in self.related.items():
            folder, name = posixpath.split(source)
            listed = "".join(
                f"<Relationship Id={quoteattr(id)} Type={quoteattr(kind)} Target={quoteattr(target)}"
                f"{' TargetMode=' + quoteattr('External') if external else ''}/>"
                for id, kind, target, external in found
            )
            yield (
                posixpath.join(folder, "_rels", f"{name}.rels"),
                f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>',
            )


def _open_xml(kind, main, media_type):
    file = OpenXml(kind=kind, main=main)
    return file, f"{OFFICE_TYPE}.{media_type}.main+xml"


def docx(body="", settings=""):
    """A text of one paragraph, with a note, styles and settings."""
    file, kind = _open_xml("docx", "word/document.xml", "wordprocessingml.document")
    text = (
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>{VISIBLE}</w:t></w:r><w:r><w:footnoteReference "
        f'w:id="2"/></w:r></w:p>{body}<w:sectPr/></w:body></w:document>'
    )
    file.add(file.main, text, kind=kind, source="", role="officeDocument")
    word = f"{OFFICE_TYPE}.wordprocessingml"
    file.add("word/styles.xml", f"<w:styles {NAMESPACES}/>", kind=f"{word}.styles+xml", role="styles")
    settings = f"<w:settings {NAMESPACES}>{settings}</w:settings>"
    file.add("word/settings.xml", settings, kind=f"{word}.settings+xml", role="settings")
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="2"><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    file.add("word/footnotes.xml", notes, kind=f"{word}.footnotes+xml", role="footnotes")
    return file


def xlsx(rows="", sheet="", book=""):
    """A workbook of one sheet; `sheet` and `book` are elements at the end of their parts."""
    file, kind = _open_xml("xlsx", "xl/workbook.xml", "spreadsheetml.sheet")
    text = f'<x:workbook {NAMESPACES}><x:sheets><x:sheet name="One" sheetId="1" r:id="rSheet"/></x:sheets>{book}</x:workbook>'
    file.add(file.main, text, kind=kind, source="", role="officeDocument")
    cells = (
        f'<x:worksheet {NAMESPACES}><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>{VISIBLE}</x:t></x:is>'
        f"</x:c></x:row>{rows}</x:sheetData>{sheet}</x:worksheet>"
    )
    excel = f"{OFFICE_TYPE}.spreadsheetml"
    name = "xl/worksheets/sheet1.xml"
    file.add(name, cells, kind=f"{excel}.worksheet+xml", id="rSheet", role="worksheet")
    return file


def pptx(shapes="", slide=""):
    """One slide, with its layout and master."""
    file, kind = _open_xml("pptx", "ppt/presentation.xml", "presentationml.presentation")
    tree = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    text = (
        f'<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rMaster"/></p:sldMasterIdLst>'
        f'<p:sldIdLst><p:sldId id="256" r:id="rSlide"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    file.add(file.main, text, kind=kind, source="", role="officeDocument")
    show = f"{OFFICE_TYPE}.presentationml"
    colours = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(
        f'accent{n}="accent{n}"' for n in range(1, 7)
    )
    master = (
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld><p:clrMap {colours} hlink="
        f'"hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rLayout"/></p:sldLayoutIdLst>'
        "</p:sldMaster>"
    )
    layout = f"<p:sldLayout {NAMESPACES}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sldLayout>"
    words = (
        f"<p:sld {NAMESPACES}><p:cSld><p:spTree>{tree}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{VISIBLE}</a:t></a:r></a:p>'
        f"</p:txBody></p:sp>{shapes}</p:spTree></p:cSld>{slide}</p:sld>"
    )
    names = {
        "Master": "ppt/slideMasters/m1.xml",
        "Layout": "ppt/slideLayouts/l1.xml",
        "Slide": "ppt/slides/s1.xml",
    }
    file.add(names["Master"], master, kind=f"{show}.slideMaster+xml", id="rMaster", role="slideMaster")
    file.add(names["Layout"], layout, kind=f"{show}.slideLayout+xml")
    file.relate("slideLayout", "../slideLayouts/l1.xml", source=names["Master"], id="rLayout")
    file.relate("slideMaster", "../slideMasters/m1.xml", source=names["Layout"], id="rMaster")
    file.add(names["Slide"], words, kind=f"{show}.slide+xml", id="rSlide", role="slide")
    file.relate("slideLayout", "../slideLayouts/l1.xml", source=names["Slide"], id="rLayout")
    return file


SLIDE = "ppt/slides/s1.xml"
SHEET = "xl/worksheets/sheet1.xml"
PICTURE_IN_TEXT = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="600000"/><wp:docPr id="7" name="Picture" descr="A river"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr '
    'id="7" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>%s<a:stretch/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


class OpenDocument(File):
    def replace(self, name, old, new):
        assert old in self.parts[name]
        self.parts[name] = self.parts[name].replace(old, new, 1)
        return self

    def add(self, name, data):
        self.parts[name] = data
        entry = f'<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type=""/></manifest:manifest>'
        return self.replace("META-INF/manifest.xml", "</manifest:manifest>", entry)


_ODF_BODIES = {
    "odt": ("text", f"<office:text><text:p>{VISIBLE}</text:p>%s</office:text>"),
    "ods": (
        "spreadsheet",
        '<office:spreadsheet><table:table table:name="One"><table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{VISIBLE}</text:p></table:table-cell></table:table-row></table:table>%s</office:spreadsheet>",
    ),
    "odp": (
        "presentation",
        '<office:presentation><draw:page draw:name="One" draw:master-page-name="Standard"><draw:frame svg:width="9cm" svg:height'
        f'="3cm"><draw:text-box><text:p>{VISIBLE}</text:p></draw:text-box></draw:frame>%s</draw:page></office:presentation>',
    ),
}


def open_document(kind="odt", body="", before=""):
    """A document of one sentence; `before` stands in front of its body."""
    name, text = _ODF_BODIES[kind]
    media_type = f"application/vnd.oasis.opendocument.{name}"
    return OpenDocument(
        {
            "mimetype": media_type,
            "content.xml": f'<office:document-content {ODF_NAMESPACES} office:version="1.3">{before}<office:body>'
            f"{text % body}</office:body></office:document-content>",
            "styles.xml": f'<office:document-styles {ODF_NAMESPACES} office:version="1.3"><office:master-styles>'
            '<style:master-page style:name="Standard" style:page-layout-name="P"/></office:master-styles>'
            "</office:document-styles>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.3">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/></manifest:manifest>',
        }
    )


def parts_of(source):
    """{name: bytes} of every entry of a ZIP, those of packages inside included."""
    found = {}
    with zipfile.ZipFile(source) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            found[name] = data = archive.read(name)
            if data.startswith(b"PK\x03\x04"):
                found |= {f"{name}!{inner}": each for inner, each in parts_of(io.BytesIO(data)).items()}
    return found


def places_of(secret, source):
    """Where the secret stands: names of entries, and "outside" for the bytes between and around them."""
    spellings = [secret.encode(), secret.encode("utf-16-le")]
    places = [
        n for n, data in parts_of(source).items() if any(s in data or s in n.encode() for s in spellings)
    ]
    raw = source.read_bytes()
    return places + (["outside"] if any(s in raw for s in spellings) else [])


def text_of(source):
    """All text between tags, of all XML."""
    roots = [
        etree.fromstring(data) for name, data in parts_of(source).items() if name.endswith((".xml", ".vml"))
    ]
    return " ".join("".join(root.itertext()) for root in roots)


def dangling(source):
    """What an Office Open XML package promises and does not hold: parts, ids, targets."""
    parts = parts_of(source)
    own = {name: data for name, data in parts.items() if "!" not in name}
    problems = [
        inner
        for data in own.values()
        if data.startswith(b"PK\x03\x04")
        for inner in dangling(io.BytesIO(data))
    ]
    for name, data in own.items():
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            inside = [each.get("Target") for each in etree.fromstring(data) if each.get("TargetMode") is None]
            problems += [(name, t) for t in inside if posixpath.normpath(posixpath.join(base, t)) not in own]
            continue
        said = (
            set(re.findall(rb'\br:(?:id|embed|link|pict)="([^"]+)"', data)) if data[:5] == b"<?xml" else set()
        )
        listed = own.get(posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels"))
        known = {each.get("Id").encode() for each in etree.fromstring(listed)} if listed else set()
        problems += [(name, id) for id in said - known]
    overridden = [each.get("PartName") for each in etree.fromstring(own["[Content_Types].xml"])]
    return problems + [each for each in overridden if each and each.lstrip("/") not in own]
