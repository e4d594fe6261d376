"""The demo's letters, posters and pictures: every sheet in every language that has its words."""

import io
import re
from functools import cache, reduce

import pikepdf
import pytest
from PIL import Image, ImageChops

from hub.demo.content import ART, COMPLETE, catalog, content, texts_in, translated_words
from hub.demo.files import captions, context, files, words_of
from hub.demo.sheets import rendered
from resources.typesetting.making import DRAWINGS

SHEETS = {page["key"]: page for page in content()["pages"] if "sheet" in page.get("record", {})}
FILMS = {page["key"]: page for page in content()["pages"] if "film" in page.get("record", {})}
PAGES = {"hosts-guide": {1, 2}}
SIZES = {
    "a4": (595, 842),
    "a3": (842, 1191),
    "letter": (612, 792),
    "screen": (1080, 1080),
    "phone": (1080, 1920),
}


known = cache(catalog)


def words(data, language):
    entries = None if language == "en" else known(language)
    return translated_words(words_of(data), context(data), entries)


def faces(pdf):
    """Names of the embedded faces that a document takes its letters from."""
    return {
        str(font.BaseFont).split("+")[-1]
        for page in pdf.pages
        for font in page.resources.get("/Font", {}).values()
    }


def test_there_are_ten_resources_of_every_kind_a_host_needs():
    kinds = sorted(page["record"]["kind"] for page in SHEETS.values())
    assert kinds == sorted(
        ["petition_letter", "prayer_points", "signature_sheet", "fact_sheet", "guide"]
        + ["poster"] * 3
        + ["social_image"] * 2
    )


@pytest.mark.parametrize("key", SHEETS)
@pytest.mark.parametrize("language", sorted(COMPLETE))
def test_a_file_is_set_on_its_paper_in_the_letters_of_its_language(key, language):
    sheet = SHEETS[key]["record"]["sheet"]
    told = words(SHEETS[key], language)
    for paper in sheet["papers"]:
        made = rendered(sheet, language, paper, told)
        if sheet["format"] == "png":
            assert Image.open(io.BytesIO(made)).size == SIZES[paper]
            continue
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert len(pdf.pages) in PAGES.get(key, {1}), "more than fits on the paper"
            sides = [round(float(side)) for side in pdf.pages[0].mediabox[2:]]
            assert sorted(sides) == sorted(SIZES[paper])
            assert str(pdf.Root.Lang) == {"zh-hans": "zh-CN"}.get(language, language)
            assert pdf.docinfo.get("/Author") is None
            assert str(pdf.docinfo["/Title"]) == told["title"]
            expected = {"ko": "CJKkr", "ja": "CJKjp", "zh-hans": "CJKsc", "ar": "NotoSansArabic"}.get(
                language, "Libertinus"
            )
            assert any(expected in face for face in faces(pdf)), faces(pdf)


@pytest.mark.parametrize("key", ["petition-letter", "poster-river"])
def test_the_same_words_make_the_same_file(key):
    sheet = SHEETS[key]["record"]["sheet"]
    first, second = (rendered(sheet, "en", sheet["papers"][0], words_of(SHEETS[key])) for _ in range(2))
    assert first == second


def test_words_that_look_like_markup_are_words():
    sheet = SHEETS["poster-river"]["record"]["sheet"]
    hostile = {**words_of(SHEETS["poster-river"]), "title": '#panic("!") *x* $y$ <z>'}
    assert rendered(sheet, "en", "a4", hostile).startswith(b"%PDF")


def test_a_file_is_made_only_where_all_of_its_words_are_known():
    data = SHEETS["petition-letter"]
    told = {(context(data), text): f"[{text}]" for text in texts_in(words_of(data))}
    partly = dict(list(told.items())[1:])
    names = [name for name, _make in files(data, {"en": {}, "ko": told, "fr": partly})]
    assert {name.split(".")[1] for name in names} == {"en", "ko"}
    assert translated_words(words_of(data), context(data), told)["requests"][0].startswith("[to give")


@pytest.mark.parametrize("key", FILMS)
@pytest.mark.parametrize("language", sorted(COMPLETE))
def test_captions_are_webvtt_that_says_what_the_transcript_says(key, language):
    cues = words(FILMS[key], language)
    text = captions(cues)
    times = re.findall(r"^(\d\d:\d\d\.\d{3}) --> (\d\d:\d\d\.\d{3})$", text, re.M)
    assert text.startswith("WEBVTT\n\n") and len(times) == len(cues) == 6
    flat = [each for pair in times for each in pair]
    assert flat == sorted(flat) and flat[-1] <= f"00:{FILMS[key]['record']['seconds']}.000"
    transcript = [
        translation
        for (where, source), translation in ({} if language == "en" else known(language)).items()
        if where == key and source.startswith("<i>")
    ]
    for cue in cues if language != "en" else ():
        assert any(cue["text"] in line for line in transcript), cue["text"]


@pytest.mark.parametrize(
    "path", sorted([*ART.glob("*.svg"), *DRAWINGS.glob("*.svg")]), ids=lambda path: path.stem
)
def test_every_drawing_is_there_as_a_picture(path):
    with Image.open(path.with_suffix(".jpg")) as picture:
        assert min(picture.size) >= 1000 and not picture.getexif()
    assert b"<text" not in path.read_bytes()


def heights_of_lines(picture):
    """The heights, from above, of the bands of rows in which letters in the colour of paper stand."""
    darkest = reduce(
        ImageChops.darker, picture.split()
    )  # of each pixel the darkest channel: white alone is bright
    rows = (darkest.crop((0, y, picture.width, y + 1)).getextrema() for y in range(picture.height))
    return [len(band) for band in re.findall("1+", "".join("01"[most > 230] for _least, most in rows))]


@pytest.mark.parametrize("language", sorted(COMPLETE))
@pytest.mark.parametrize("key", ["poster-river", "poster-candle"])
def test_the_line_below_the_large_words_of_a_poster_stands_clear_of_them(key, language):
    sheet = {**SHEETS[key]["record"]["sheet"], "format": "png"}
    made = Image.open(io.BytesIO(rendered(sheet, language, "a4", words(SHEETS[key], language))))
    *large, below = heights_of_lines(made.convert("RGB").crop((0, 0, made.width, made.height * 42 // 100)))
    assert large
    assert below < 27  # letters of size 21, with all that reaches above and below their line
