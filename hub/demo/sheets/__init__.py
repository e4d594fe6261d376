"""The demo's files: letters, posters, sheets and pictures, made by the library's own typesetting of words in the content.

The English words stand with their page in `content/pages/`, the others in the PO files. The fact sheet and the guide, which only the
demo has, are templates beside this module.
"""

from pathlib import Path

from hub.demo.content import content
from resources.typesetting import Letter, Point, Points, Poster, Run, SignatureSheet, make
from resources.typesetting.blocks import Block, paragraph
from resources.typesetting.making import plain, typeset

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]
UNSPACED = ("ja", "zh-hans", "zh-hant")


def rendered(sheet, language, paper, words):
    """The bytes of one file, a PDF or a PNG."""
    if sheet["template"] in SHEETS:
        return make(SHEETS[sheet["template"]](language, words, sheet), paper, sheet["format"])
    if sheet["template"] == "facts":
        words = {**words, "editions": figures(words)}
    return typeset(HERE / f"{sheet['template']}.typ", plain(words), language, paper, sheet["format"], ROOT)


def _letter(language, words, sheet):
    return Letter(
        language=language,
        title=words["title"],
        day=words["day"],
        to=(words["to"],),
        open_lines=3,
        date_label=words["date"],
        salutation=words["greeting"],
        body=body_of(words, language),
        closing=words["closing"],
        signature_label=words["signature"],
        name_label=words["name"],
        place_label=words["place"],
        foot=words["foot"],
    )


def body_of(words, language):
    """The letter's text as blocks: what it says, what it asks, the requests as a numbered list."""
    gap = "" if language in UNSPACED else " "
    asked = (Run(words["ask"] + gap), Run(words["demand"], bold=True), Run(gap + words["keep"]))
    return (
        *map(paragraph, words["paragraphs"]),
        Block("paragraph", (asked,)),
        Block("numbers", tuple((Run(each),) for each in words["requests"])),
        paragraph(words["after"]),
    )


def _poster(language, words, sheet):
    return Poster(
        language=language,
        title=words["title"],
        day=words["day"],
        art=sheet["art"].removeprefix("poster-"),
        line=words["line"],
        date=words["date"],
        where_label=words["place"],
        when_label=words["hour"],
        foot=words["foot"],
    )


def _picture(language, words, sheet):
    return Poster(language=language, title=words["title"], day=words["day"], date=words["line"])


def _points(language, words, sheet):
    return Points(
        language=language,
        day=words["title"],
        items=tuple(Point(**item) for item in words["items"]),
        **{name: words[name] for name in ("title", "lead", "verse", "source", "closing", "foot")},
    )


def _signatures(language, words, sheet):
    return SignatureSheet(
        language=language,
        request=words["text"],
        name_label=words["name"],
        city_label=words["city"],
        signature_label=words["signature"],
        sheet_label=words["sheet"],
        place_label=words["collected"],
        **{name: words[name] for name in ("title", "day", "careful", "foot")},
    )


SHEETS = {
    "letter": _letter,
    "poster": _poster,
    "social": _picture,
    "points": _points,
    "signatures": _signatures,
}


def figures(words):
    """[{year, cities, countries}] of past editions, as text."""
    return [
        {
            "year": str(edition["year"]),
            "cities": words["atleast"].format(number=edition["cities"])
            if edition["at_least"]
            else str(edition["cities"]),
            "countries": str(edition["countries"] or words["unknown"]),
        }
        for edition in content()["editions"]
    ]
