"""What PDFs are drawn with: every stroke stays, remarks and what is noted of passages go."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from home.cleaning.formats import pdf, pdf_content
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pdfs, pictures

SECRET = pdfs.SECRET
JPEG = pictures.encode(pictures.scene(), "jpeg")
REMARK = b"q % " + SECRET + b"\n0 0 5 5 re f Q"


@pytest.fixture
def clean(tmp_path):
    def act(change):
        source = tmp_path / "source.pdf"
        source.write_bytes(pdfs.made(change))
        return pdf.clean(source, tmp_path).path.read_bytes()

    return act


def _drawn(data):
    with pikepdf.open(BytesIO(data)) as opened:
        return opened.pages[0].Contents.read_bytes()


def _put(content):
    def change(made, page):
        page.Contents = made.make_stream(content)

    return change


def test_remarks_between_instructions_go_and_percent_signs_in_text_stay(clean):
    cleaned = clean(_put(REMARK + b" BT /F1 9 Tf (100% \\) sure) Tj <25> Tj ET %" + SECRET))
    assert SECRET not in pdfs.everything(cleaned)
    assert b"(100% \\) sure) Tj <25> Tj ET" in _drawn(cleaned)


def test_instructions_in_several_streams_are_read_as_one(clean):
    def change(made, page):
        parts = (b"q /Span <</Author (", SECRET + b")>> BDC", b"BT ET EMC Q %" + SECRET)
        page.Contents = Array([made.make_stream(part) for part in parts])

    assert SECRET not in pdfs.everything(clean(change))


@pytest.mark.parametrize("operator", [b"BDC", b"DP"])
def test_of_a_marked_passage_stays_what_is_read_aloud(clean, operator):
    said = b"/Span <</ActualText (read \\050this\\051) /Lang (ko) /MCID 3 /Author (%s) /X <</Y (%s)>> >> %s" % (
        SECRET, SECRET, operator,
    )  # fmt: skip
    footer = (
        b" /Artifact <</Type /Pagination /Subtype /Footer /BBox [0 0 9.50 9] /Owner /" + SECRET + b">> BDC"
    )
    cleaned = clean(_put(said + footer))
    assert SECRET not in pdfs.everything(cleaned)
    with pikepdf.open(BytesIO(cleaned)) as opened:
        first, second = (each.operands for each in pikepdf.parse_content_stream(opened.pages[0]))
        assert str(first[1].ActualText) == "read (this)"
        assert set(first[1].keys()) == {"/ActualText", "/Lang", "/MCID"}
        assert set(second[1].keys()) == {"/Type", "/Subtype", "/BBox"}


@pytest.mark.parametrize(
    ("keys", "data"),
    [
        (b"/F /DCT", JPEG),
        (b"/Filter /DCTDecode", JPEG),
        (b"/F [/DCT]", b"\n" + JPEG),
        (b"/F [/AHx /DCT] /DP [null null]", JPEG.hex().encode() + b">"),
        (b"/F [/Fl /DCTDecode] /L 9999", zlib.compress(JPEG)),
        (b"/F /DCT /Author (" + SECRET + b")", JPEG),
    ],
)
def test_picture_among_instructions_keeps_its_pixels_alone(clean, keys, data):
    content = b"q BI /W 120 /H 80 /BPC 8 /CS /RGB " + keys + b" ID " + data + b"\nEI Q"
    cleaned = clean(_put(content))
    assert SECRET not in pdfs.everything(cleaned)
    with pikepdf.open(BytesIO(cleaned)) as opened:
        _q, picture, _end = pikepdf.parse_content_stream(opened.pages[0])
        assert picture.iimage.filters == ["/DCTDecode"]  # so that nothing is hidden from the search
        assert picture.iimage.as_pil_image().size == (120, 80)


def test_picture_among_instructions_that_cannot_be_read_is_refused(clean):
    with pytest.raises(Refused) as refused:
        clean(_put(b"BI /W 1 /H 1 /BPC 8 /CS /G /F /DCT ID " + SECRET + b" EI"))
    assert refused.value.code == "embedded"


def test_plain_picture_among_instructions_stays_to_the_last_byte(clean):
    pixels = bytes(range(48))
    cleaned = clean(_put(b"%x\nBI /W 4 /H 4 /BPC 8 /CS /RGB ID\r" + pixels + b" EI"))
    assert b"ID\r" + pixels + b" EI" in _drawn(cleaned)


def _form(made, page):
    page.Resources.XObject = Dictionary(
        X=made.make_stream(
            REMARK, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], LastModified=pdfs.secret(),
            Ref=Dictionary(F=pdfs.secret()), Name=Name("/" + SECRET.decode()),
        )
    )  # fmt: skip
    page.Contents = made.make_stream(b"/X Do")


def _pattern(made, page):
    pattern = made.make_stream(
        REMARK, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9], XStep=9, YStep=9
    )
    page.Resources.Pattern = Dictionary(P=pattern)
    page.Contents = made.make_stream(b"/Pattern cs /P scn 0 0 99 99 re f")


def _letter(made, page):
    letters = made.make_indirect(Dictionary(a=made.make_stream(b"9 0 d0 " + REMARK)))
    page.Resources.Font.F3 = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 9, 9], FontMatrix=[1, 0, 0, 1, 0, 0], CharProcs=letters,
        Encoding=Dictionary(Differences=[97, Name.a]), FirstChar=97, LastChar=97, Widths=[9],
    )  # fmt: skip
    page.Contents = made.make_stream(b"BT /F3 9 Tf (a) Tj ET")


def _appearance(made, page):
    looks = Dictionary(Yes=made.make_stream(REMARK))
    page.Annots.append(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=[0, 0, 9, 9],
            AP=Dictionary(N=made.make_indirect(looks)),
        )
    )


def _only_appearance(made, page):
    page.Annots[0].AP = made.make_indirect(Dictionary(N=made.make_stream(REMARK)))


def _postscript(made, page):
    page.Resources.XObject = Dictionary(X=made.make_stream(SECRET, Type=Name.XObject, Subtype=Name.PS))
    page.Contents = made.make_stream(b"/X Do")


@pytest.mark.parametrize("change", [_form, _pattern, _letter, _appearance, _only_appearance, _postscript])
def test_whatever_is_drawn_is_cleaned(clean, change):
    assert SECRET not in pdfs.everything(clean(change))


@pytest.mark.parametrize(
    "marked", [Dictionary(Author=pdfs.secret()), Dictionary(Title=pdfs.secret(), MCID=1)]
)
def test_properties_by_name_go(clean, marked):
    def change(made, page):
        page.Resources.Properties = Dictionary(M=made.make_indirect(marked))
        page.Contents = made.make_stream(b"/Span /M BDC EMC")

    assert SECRET not in pdfs.everything(clean(change))


def test_names_chosen_at_will_are_no_keys(clean):
    """A font may be called like something that would go anywhere else."""

    def change(made, page):
        page.Resources.Font = Dictionary(AF=page.Resources.Font.F1, JS=page.Resources.Font.F1)
        page.Contents = made.make_stream(b"BT /AF 9 Tf (a) Tj /JS 9 Tf (b) Tj ET")

    with pikepdf.open(BytesIO(clean(change))) as opened:
        assert set(opened.pages[0].Resources.Font.keys()) == {"/AF", "/JS"}


def test_instructions_without_end_are_refused(clean, monkeypatch):
    monkeypatch.setattr(pdf_content, "MAX_CONTENT", 1000)
    with pytest.raises(Refused) as refused:
        clean(_put(b"0 0 m " * 500))
    assert refused.value.code == "heavy"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_unpacks_to_too_much_is_refused(clean, times):
    data = b"%" * (300 * 2**20)
    for _time in range(times):
        data = zlib.compress(data, 9)

    def change(made, page):
        page.Contents = made.make_stream(data, Filter=Array([Name.FlateDecode] * times))

    with pytest.raises(Refused) as refused:
        clean(change)
    assert refused.value.code == "heavy"
