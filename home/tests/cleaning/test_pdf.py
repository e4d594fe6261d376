"""PDFs: what is printed stays, what tells or acts goes."""

from io import BytesIO

import pikepdf
import pytest

from home.cleaning.formats import pdf
from home.cleaning.formats.result import Refused
from home.tests.cleaning import pdfs


@pytest.fixture
def clean(tmp_path):
    def act(data):
        source = tmp_path / "source.pdf"
        source.write_bytes(data)
        cleaned = pdf.clean(source, tmp_path)
        return cleaned, cleaned.path.read_bytes()

    return act


def test_nothing_that_was_planted_is_left(clean):
    cleaned, data = clean(pdfs.telling())
    assert pdfs.SECRET not in pdfs.everything(data)
    assert {"author", "attachments", "scripts", "comments", "dates", "embedded"} <= cleaned.removed


def test_text_links_and_pictures_stay(clean):
    cleaned, data = clean(pdfs.telling())
    assert b"Letter to the embassy" in pdfs.everything(data)
    assert b"https://example.org/letter" in pdfs.everything(data)
    with pikepdf.open(BytesIO(data)) as opened:
        for name in ("/Im1", "/Im2"):
            picture = pikepdf.PdfImage(opened.pages[0].Resources.XObject[name]).as_pil_image()
            assert picture.size == (120, 80)
            picture.load()
    assert cleaned.facts == {"pages": 1, "width": 595.0, "height": 842.0}


def test_a_clean_one_has_nothing_to_lose(clean):
    _cleaned, once = clean(pdfs.telling())
    assert clean(once)[0].removed == frozenset()
    assert clean(pdfs.plain())[0].removed == frozenset()


@pytest.mark.parametrize("owner_only", [True, False])
def test_one_that_is_encrypted_is_refused(clean, owner_only):
    with pytest.raises(Refused) as refused:
        clean(pdfs.encrypted("" if owner_only else "secret"))
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_one_that_is_cut_off_is_refused(clean, part):
    data = pdfs.telling()
    with pytest.raises(Refused) as refused:
        clean(data[: int(len(data) * part)])
    assert refused.value.code == "damaged"


def test_an_older_version_kept_inside_the_file_goes(clean):
    """A program that saves by appending leaves what was there before."""
    first = pdfs.plain()
    start = first.rindex(b"startxref") + 10
    previous = int(first[start : first.index(b"\n", start)])
    with pikepdf.open(BytesIO(first)) as opened:
        root, size = opened.Root.objgen[0], len(opened.objects) + 1
    body = b"%d 0 obj\n(%s)\nendobj\n" % (size, pdfs.SECRET)
    at = len(first)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, at, size + 1, root, previous, at + len(body),
    )  # fmt: skip
    _cleaned, data = clean(first + body + table)
    assert pdfs.SECRET not in pdfs.everything(data)


def test_tags_for_screen_readers_stay(clean):
    with pikepdf.new() as made:
        page = pdfs.page(made)
        tag = made.make_indirect(
            pikepdf.Dictionary(
                S=pikepdf.Name.TH, Pg=page, A=pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            )
        )
        made.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=tag)
        made.Root.Lang = pikepdf.String("ko")
        data = pdfs.saved(made)
    _cleaned, data = clean(data)
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.Root.StructTreeRoot.K.A.Scope == pikepdf.Name.Row
        assert str(opened.Root.Lang) == "ko"
