"""Sheets are right in every language, however long or hostile their words are: read back from the files that they become."""

import io
import zipfile
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from home.languages import bcp47, direction
from resources.typesetting import (
    Article,
    CoverSheet,
    Letter,
    Paper,
    Part,
    Point,
    Points,
    Poster,
    Section,
    SignatureSheet,
    make,
)
from resources.typesetting.blocks import blocks
from resources.typesetting.glyphs import missing, settable
from resources.typesetting.papers import PRINTED

PANGRAMS = {
    "en": "Let no one be sent back.",
    "ko": "아무도 강제로 돌려보내지 마십시오.",
    "zh-hans": "不要遣返任何人，让他们安全离开。",
    "zh-hant": "不要遣返任何人，讓他們安全離開。",
    "ja": "誰も送り返さないでください。",
    "th": "อย่าส่งใครกลับไป ขอให้พวกเขาเดินทางต่อได้อย่างปลอดภัย",
    "ru": "Никого не отправляйте назад.",
    "fr": "Que personne ne soit renvoyé : c’est la promesse.",
    "es": "Que nadie sea devuelto.",
    "de": "Niemand soll zurückgeschickt werden.",
    "pt": "Que ninguém seja mandado de volta.",
    "ar": "لا تُعيدوا أحدًا في 24 سبتمبر إلى كوريا الشمالية.",
}
LANGUAGES = list(PANGRAMS)
FACES = {
    "ko": "CJKkr",
    "ja": "CJKjp",
    "zh-hans": "CJKsc",
    "zh-hant": "CJKtc",
    "th": "NotoSansThai",
    "ar": "NotoSansArabic",
}
TAGS = {"zh-hans": "zh-CN", "zh-hant": "zh-TW"}
LONG_CITY = "Karachi University Employees Co-operative Housing Society"
LONG_WORD = "Pneumono" * 8  # 64 letters
HOSTILE = '#panic("!") *x* $y$ <z> @ref \u202egnp\u202c \u0000 [a](b) \\ // /* `raw` 🙂'


def sheets(language, words=None, many=1):
    """One of each kind, every field with a text: `words` where others write it, else the language's own sentence."""
    ours = PANGRAMS[language]
    words = words or ours
    common = {"language": language, "title": words, "day": ours}
    text = " ".join([words] * many)
    body = blocks(
        f"<h2>a</h2><p>a <b>b</b></p><ol><li>a</li></ol><blockquote>a</blockquote><p>{'c ' * many}</p>"
    )
    body = tuple(
        replace(block, items=tuple(tuple(replace(run, text=text) for run in item) for item in block.items))
        for block in body
    )
    letter = {
        "salutation": words,
        "closing": words,
        "name": words,
        "place": words,
        "date": ours,
        "enclosure": ours,
    }
    labels = dict.fromkeys(("signature_label", "name_label", "place_label"), ours)
    web = {
        "address": "https://example.org/en/2027/events/vigil/",
        "address_label": "example.org/en/2027/events/vigil/",
    }
    poster = {
        "line": words,
        "where": (words, LONG_CITY),
        "date": ours,
        "when": ours,
        "notice": ours,
        "foot": ours,
    }
    about = {"lead": words, "foot": ours}
    return [
        Letter(**common, **letter, **labels, to=(words, LONG_CITY), body=body, foot=ours),
        Poster(**common, **poster, **web),
        Poster(**common, **poster, **web, art="letter"),
        SignatureSheet(
            **common,
            **labels,
            request=text[:600],
            place=LONG_CITY,
            city_label=ours,
            sheet_label=ours,
            careful=ours,
            foot=ours,
        ),
        Points(
            **common, **about, verse=text[:400], source=words, items=(Point(words, words),) * 7, closing=ours
        ),
        Article(**common, **web, **about, byline=words, notices=(words,), body=body),
        CoverSheet(
            **common,
            **web,
            **about,
            role=ours,
            date=ours,
            sections=(Section(words, (Part(words, words),) * 3),),
        ),
    ]


def kind(sheet):
    return f"{type(sheet).__name__}-{getattr(sheet, 'art', '')}".rstrip("-")


KINDS = [kind(sheet) for sheet in sheets("en")]


def read(pdf):
    """(text, boxes of characters [(page, left, bottom, right, top)], sizes of pages)."""
    document = pypdfium2.PdfDocument(pdf)
    words, boxes, sizes = [], [], []
    for number, page in enumerate(document):
        text = page.get_textpage()
        words.append(text.get_text_range())
        sizes.append(page.get_size())
        boxes += [(number, *text.get_charbox(index)) for index in range(text.count_chars())]
    return "\n".join(words), boxes, sizes


def letters(text):
    return "".join(char for char in text if char.isalnum())


def nothing_is_cut(pdf):
    _text, boxes, sizes = read(pdf)
    for page, left, bottom, right, top in boxes:
        width, height = sizes[page]
        assert left >= 8 and right <= width - 8, (left, right)
        assert bottom >= 8 and top <= height - 8, (bottom, top)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_every_sheet_says_its_words_in_the_letters_and_the_language_of_its_reader(language, number):
    sheet = sheets(language)[number]
    made = make(sheet)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == TAGS.get(language, language)
        assert str(pdf.docinfo["/Title"]) == sheet.title
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        assert "pdfuaid:part" in bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert not {"/Author", "/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        faces = {
            str(font.BaseFont) for page in pdf.pages for font in page.resources.get("/Font", {}).values()
        }
    assert any(FACES.get(language, "Libertinus") in face for face in faces), faces
    if language not in ("ar", "th"):  # whose letters are shaped: read back in another order or form
        assert letters(PANGRAMS[language]) in letters(read(made)[0])
    nothing_is_cut(made)
    assert make(sheet) == made


@pytest.mark.parametrize("paper", PRINTED)
def test_a_sheet_has_the_size_of_its_paper(paper):
    for sheet in sheets("en"):
        with pikepdf.open(io.BytesIO(make(sheet, paper))) as pdf:
            sides = sorted(float(side) for side in pdf.pages[0].mediabox[2:])
            assert sides == pytest.approx(sorted(paper.size), abs=0.5)


@pytest.mark.parametrize("paper", [Paper.SCREEN, Paper.PHONE])
def test_a_picture_has_its_very_pixels_and_no_words_about_its_making(paper):
    made = Image.open(io.BytesIO(make(sheets("ko")[1], paper, "png")))
    assert made.size == paper.size
    assert not made.info


@pytest.mark.parametrize(
    "words",
    [
        LONG_WORD,
        (LONG_CITY + " ") * 3 + "so that it is two hundred letters long.",
        "長い題名" * 50,
        "ยาวมากๆ" * 28,
    ],
    ids=["one long word", "two hundred letters", "no spaces", "thai"],
)
@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_the_longest_words_shrink_or_break_and_nothing_is_cut(words, number):
    for paper in (Paper.A4, Paper.LETTER):
        made = make(sheets("en", words)[number], paper)
        nothing_is_cut(made)
        assert letters(words)[:150] in letters(read(made)[0]) or "ย" in words


@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_no_two_lines_overlap_whatever_is_said(number):
    """Of the words of each line the boxes are apart from those of every other."""
    for words in (LONG_CITY, (LONG_CITY + " ") * 3):
        pdf = pypdfium2.PdfDocument(make(sheets("en", words)[number]))
        for page in pdf:
            text = page.get_textpage()
            rows = [text.get_rect(index) for index in range(text.count_rects())]
            for index, (left, bottom, right, top) in enumerate(rows):
                for left2, bottom2, right2, top2 in rows[index + 1 :]:
                    across = min(right, right2) - max(left, left2)
                    high = min(top, top2) - max(bottom, bottom2)
                    assert across < 1 or high < 0.45 * min(top - bottom, top2 - bottom2)


def test_a_long_letter_goes_on_overleaf_and_says_which_page_is_which():
    made = make(sheets("en", many=120)[0])
    text, _boxes, sizes = read(made)
    assert len(sizes) > 1
    assert letters(f"2 / {len(sizes)}") in letters(text)
    nothing_is_cut(made)


def test_what_is_not_known_is_left_out_or_written_by_hand():
    bare = {"language": "en", "title": "T", "day": "D"}
    for sheet in (
        Letter(**bare, open_lines=3),
        Poster(**bare),
        SignatureSheet(**bare),
        Points(**bare),
        Article(**bare),
        CoverSheet(**bare),
    ):
        assert len(read(make(sheet))[2]) == 1


@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_words_that_look_like_markup_are_words(number):
    made = make(sheets("en", HOSTILE)[number])
    text = read(made)[0]
    assert '#panic("!")' in text.replace("“", '"').replace("”", '"') and "$y$" in text
    assert not set("\u202e\u202c\x00🙂") & set(text)


def test_letters_that_no_font_has_are_known_before():
    assert missing("Kim ❤ አዲስ 탈북민") == ["አ", "ዲ", "ስ"] or "አ" in missing("Kim አዲስ 탈북민")
    assert settable("አ🙂b\u0000\u202e") == "□b"
    assert make(replace(sheets("en")[0], name="አዲስ 🙂")).startswith(b"%PDF")


def test_a_qr_code_leads_to_the_address():
    with_code, without = (
        make(replace(sheets("en")[1], address=address), format="png")
        for address in ("https://example.org/en/2027/events/vigil/", "")
    )
    changed = ImageChops.difference(
        *(Image.open(io.BytesIO(each)).convert("RGB") for each in (with_code, without))
    )
    left, top, right, bottom = changed.getbbox()
    assert right - left > 60 and bottom - top > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_to_edit_has_its_direction_and_language_and_nobodys_name(language):
    letter = sheets(language)[0]
    made = make(letter, format="docx")
    assert make(letter, format="docx") == made
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        names = file.namelist()
        document, styles = (file.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        about = file.read("docProps/core.xml").decode()
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert PANGRAMS[language] in document
    assert ("<w:bidi/>" in document) is (direction(language) == "rtl")
    assert ("<w:rtl/>" in document) is (direction(language) == "rtl")
    assert f'w:val="{bcp47(language).partition("-")[0]}-' in styles or f'w:val="{bcp47(language)}"' in styles
    assert not any("thumbnail" in name for name in names)
    assert "python-docx" not in about and "2013" not in about
    assert "<dc:creator></dc:creator>" in about or "<dc:creator/>" in about


def test_rich_text_becomes_blocks_of_runs():
    found = blocks(
        "<p>One <b>two</b>\n three</p><script>x</script><ul><li>a</li><li><i>b</i></li></ul><h3>c</h3><p> </p>"
    )
    assert [block.kind for block in found] == ["paragraph", "bullets", "minor"]
    assert found[0].texts == ["One two three"]
    assert [run.bold for run in found[0].items[0]] == [False, True, False]
    assert found[1].texts == ["a", "b"] and found[1].items[1][0].italic


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_qr_code_stands_within_its_white_field_in_either_direction(language):
    """The same squares for the same address, wherever the field stands on the sheet."""
    made = make(sheets(language)[6], format="png", ppi=144)
    picture = Image.open(io.BytesIO(made)).convert("L").crop((0, 1360, 1190, 1560))
    dark = ImageChops.invert(picture).point(lambda shade: 255 * (shade > 245))
    left, top, right, bottom = dark.getbbox()
    assert abs((right - left) - (bottom - top)) <= 2  # a square, with nothing of it elsewhere
    assert left > 60 and right < picture.width - 60
