"""A letter to edit: the words of the PDF as a plain DOCX, with the direction and the language of its text, and no author."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from home.languages import bcp47, direction

# Faces that office programs have, or put something alike for.
LATIN, COMPLEX, EAST = (
    "Times New Roman",
    {"ar": "Arial", "th": "Tahoma"},
    {
        "ko": "Malgun Gothic",
        "ja": "Yu Mincho",
        "zh-Hans": "SimSun",
        "zh-Hant": "PMingLiU",
    },
)
REGIONS = {
    "ko": "ko-KR",
    "ja": "ja-JP",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "ar": "ar-SA",
    "th": "th-TH",
    "en": "en-GB",
}
ANY_DAY = datetime(1980, 1, 1, tzinfo=UTC)
LINE = "_" * 34


def letter_docx(words, language, paper):
    """Bytes of a DOCX. `words`: a `Letter` as plain data; `language`: its code; `paper`: a `Paper`."""
    document, tag = Document(), bcp47(language)
    _page(document, paper)
    _style(document, tag)
    add = _Writer(document, direction(language) == "rtl")
    if words["date"] or words["date_label"]:
        add(words["date"] or f"{words['date_label']} {LINE}", end=True)
    add("\n".join([*words["to"], *[LINE] * words["open_lines"]]))
    add(words["title"], style="Heading 1")
    add(words["salutation"])
    for block in words["body"]:
        add.block(block)
    add(words["closing"])
    for label, written in (
        ("signature_label", ""),
        ("name_label", words["name"]),
        ("place_label", words["place"]),
    ):
        add(f"{written or LINE}\n{words[label]}")
    add(words["enclosure"])
    _nobody(document, words["title"], REGIONS.get(tag, tag))
    return _same(document)


class _Writer:
    def __init__(self, document, rtl):
        self.document, self.rtl = document, rtl

    def __call__(self, text, style=None, end=False):
        if text.strip():
            self._paragraph([{"text": text, "bold": False, "italic": False}], style, end)

    def block(self, block):
        style = {
            "heading": "Heading 2",
            "minor": "Heading 3",
            "quote": "Quote",
            "bullets": "List Bullet",
            "numbers": "List Number",
        }
        for item in block["items"]:
            self._paragraph(item, style.get(block["kind"]))

    def _paragraph(self, runs, style=None, end=False):
        paragraph = self.document.add_paragraph(style=style)
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        if end:
            # In a paragraph from right to left "right" is where it ends: office programs turn it with the text.
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for each in runs:
            run = paragraph.add_run(each["text"])
            run.bold, run.italic = each["bold"] or None, each["italic"] or None
            if self.rtl:
                run.font.rtl = True


def _page(document, paper):
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(side) for side in paper.size)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin = section.bottom_margin = Mm(20)


def _style(document, tag):
    """Faces for each kind of script and the language, for the proofing tools and for screen readers."""
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        properties = style.element.get_or_add_rPr()
        faces = properties.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            faces.attrib.pop(qn(f"w:{theme}"), None)
        for kind, face in (
            ("ascii", LATIN),
            ("hAnsi", LATIN),
            ("cs", COMPLEX.get(tag, LATIN)),
            ("eastAsia", EAST.get(tag, "SimSun")),
        ):
            faces.set(qn(f"w:{kind}"), face)
        language = OxmlElement("w:lang")
        region = REGIONS.get(tag, tag)
        for kind in ("val", "eastAsia", "bidi"):
            language.set(qn(f"w:{kind}"), region)
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(language)
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Heading 1"].font.size = Pt(13)


def _nobody(document, title, language):
    """Nothing of a person or a moment: the library writes its own name and the date of its template."""
    core = document.core_properties
    core.title, core.language = title[:255], language
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(core, name, "")
    core.created = core.modified = ANY_DAY
    core.revision = 1


def _same(document):
    """The same bytes for the same words: entries of the archive at one time, and no picture of the library's template."""
    raw, out = BytesIO(), BytesIO()
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    document.save(raw)
    with ZipFile(raw) as made, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), made.read(name), ZIP_DEFLATED)
    return out.getvalue()
