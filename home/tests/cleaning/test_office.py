"""Word, Excel and PowerPoint files: what betrays goes, what is read stays, and the file still opens."""

import io

import pytest
from lxml import etree

from home.cleaning.formats import archive as archives
from home.cleaning.formats import markup, office
from home.cleaning.formats.result import REFUSED, REMOVED, Refused
from home.tests.cleaning.office_cases import (
    BETRAYING,
    BROKEN,
    CHANGED,
    KEPT,
    LEFT_EMPTY,
    OLE_FRAME,
    PARTS_KEPT,
    STANDING,
    link,
    run,
    with_chart,
    with_picture,
)
from home.tests.cleaning.office_files import (
    SECRET,
    SHEET,
    SLIDE,
    VISIBLE,
    dangling,
    docx,
    parts_of,
    picture,
    places_of,
    pptx,
    text_of,
    xlsx,
)


def ids(cases):
    return pytest.mark.parametrize(("expected", "make"), cases.values(), ids=cases)


@pytest.fixture
def clean(tmp_path):
    def run_it(file, kind=None):
        source = file.save(tmp_path / "upload")
        (tmp_path / "out").mkdir(exist_ok=True)
        return office.clean(source, tmp_path / "out", kind or file.kind)

    return run_it


@ids(BETRAYING)
def test_what_betrays_is_gone_and_told(tmp_path, clean, expected, make):
    file = make()
    assert places_of(SECRET, file.save(tmp_path / "before"))
    cleaned = clean(file)
    assert places_of(SECRET, cleaned.path) == []
    assert expected is None or expected in cleaned.removed
    assert cleaned.removed <= set(REMOVED)


@ids(BETRAYING)
def test_what_is_left_is_sound(clean, expected, make):
    cleaned = clean(make())
    assert VISIBLE in text_of(cleaned.path)
    assert dangling(cleaned.path) == []


@ids(BETRAYING)
def test_cleaning_what_is_clean_takes_nothing(tmp_path, clean, expected, make):
    file = make()
    cleaned = clean(file)
    again = office.clean(cleaned.path.rename(tmp_path / "clean"), tmp_path / "out", file.kind)
    assert again.removed == frozenset()
    assert text_of(again.path) == text_of(tmp_path / "clean")


@ids(KEPT)
def test_what_is_read_stays(clean, expected, make):
    assert expected in text_of(clean(make()).path)


@ids(PARTS_KEPT)
def test_part_of_the_document_stays(clean, expected, make):
    assert expected in parts_of(clean(make()).path)


@ids(BROKEN)
def test_what_cannot_be_cleaned_is_refused(clean, expected, make):
    with pytest.raises(Refused) as refused:
        clean(make())
    assert refused.value.code == expected
    assert refused.value.code in REFUSED


@pytest.mark.parametrize("make", [docx, xlsx, pptx], ids=["docx", "xlsx", "pptx"])
def test_plain_file_gives_the_same_bytes_each_time(clean, make):
    first = clean(make()).path.read_bytes()
    assert clean(make()).path.read_bytes() == first


@pytest.mark.parametrize("make", [docx, xlsx, pptx], ids=["docx", "xlsx", "pptx"])
def test_of_a_file_without_secrets_only_the_hour_of_packing_is_told(clean, make):
    assert clean(make()).removed == {"dates"}


@ids(LEFT_EMPTY)
def test_nothing_stays_around_what_is_gone(clean, expected, make):
    parts = parts_of(clean(make()).path)
    roots = [
        etree.fromstring(data)
        for name, data in parts.items()
        if name in (SHEET, "xl/workbook.xml", "word/document.xml")
    ]
    assert [element for root in roots for element in root.iter(f"{{*}}{expected}", f"{{*}}{expected}s")] == []


@ids(STANDING)
def test_what_stands_without_its_target_stays(clean, expected, make):
    parts = parts_of(clean(make()).path)
    assert f"<{expected}".encode() in parts.get(SHEET, b"") + parts.get("word/document.xml", b"")


@pytest.mark.parametrize("target", ["https://example.org/a", "http://example.org", "mailto:info@example.org"])
def test_link_that_a_reader_may_follow_stays(clean, target):
    cleaned = clean(link(target))
    assert target.encode() in parts_of(cleaned.path)["word/_rels/document.xml.rels"]
    assert b"w:hyperlink" in parts_of(cleaned.path)["word/document.xml"]


def test_linked_object_in_a_slide_is_shown_by_its_picture(clean):
    file = pptx(OLE_FRAME).relate("oleObject", "file:///x.xlsx", source=SLIDE, id="rOle", external=True)
    slide = parts_of(clean(file).path)[SLIDE]
    assert b'name="Shown"' in slide
    assert b"graphicFrame" not in slide


def test_formula_shared_with_a_dropped_one_goes_too(clean):
    cells = (
        '<x:c r="A2"><x:f t="shared" ref="A2:A3" si="0">[1]One!A1</x:f><x:v>5</x:v></x:c>'
        '<x:c r="A3"><x:f t="shared" si="0"/><x:v>6</x:v></x:c><x:c r="A4"><x:f t="shared" si="1"/></x:c>'
    )
    sheet = etree.fromstring(parts_of(clean(xlsx(f'<x:row r="2">{cells}</x:row>')).path)[SHEET])
    assert [f.get("si") for f in sheet.iter("{*}f")] == ["1"]


def test_paragraphs_are_joined_where_their_border_was_deleted(clean):
    first = f"<w:p><w:pPr><w:rPr><w:del {CHANGED}/></w:rPr></w:pPr>{run('one ')}</w:p>"
    document = etree.fromstring(
        parts_of(clean(docx(f"{first}<w:p>{run('two')}</w:p>")).path)["word/document.xml"]
    )
    assert ["".join(p.itertext()) for p in document.iter("{*}p")] == [VISIBLE, "one two"]


def test_alternative_text_that_describes_stays(clean):
    assert b"A river" in parts_of(clean(with_picture(picture())).path)["word/document.xml"]


@pytest.mark.parametrize(
    ("make", "kind", "found"),
    [(docx, "xlsx", "docx"), (xlsx, "pptx", "xlsx"), (pptx, "docx", "pptx")],
)
def test_file_of_another_kind_than_its_name_is_refused(clean, make, kind, found):
    with pytest.raises(Refused) as refused:
        clean(make(), kind)
    assert (refused.value.code, refused.value.params) == ("ending", {"found": found, "ending": kind})


def test_zip_of_something_else_is_refused(clean):
    file = docx()
    file.types["word/document.xml"] = "application/vnd.openxmlformats-officedocument.other.main+xml"
    with pytest.raises(Refused) as refused:
        clean(file)
    assert (refused.value.code, refused.value.params["found"]) == ("ending", "zip")


def test_xml_that_would_take_too_much_memory_is_refused(clean, monkeypatch):
    monkeypatch.setattr(markup, "MAX_XML", 500)
    with pytest.raises(Refused) as refused:
        clean(docx())
    assert refused.value.code == "heavy"


@pytest.fixture
def budget_of(monkeypatch):
    """Sets how many bytes may be unpacked."""
    return lambda size: monkeypatch.setattr(
        archives.Budget.__init__, "__defaults__", (archives.MAX_ENTRIES, size)
    )


def test_packages_inside_share_one_measure(clean, budget_of):
    file = with_chart(package=xlsx().bytes())
    size = sum(len(data) for name, data in parts_of(io.BytesIO(file.bytes())).items() if "!" not in name)
    budget_of(size + 100)
    with pytest.raises(Refused) as refused:
        clean(file)
    assert refused.value.code == "bomb"
