"""A stored file as an answer: its type, its name, its parts, and nothing where nothing has changed."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import Http404
from django.test import RequestFactory

from home.factories import DocumentFactory
from home.filekeeping.sending import file_name, send, stored
from home.models import HubDocument

pytestmark = pytest.mark.django_db

TEXT = "One flame is enough. " * 5


@pytest.fixture
def letter():
    return HubDocument.objects.create(title="Letter", file=ContentFile(TEXT.encode(), "letter.txt"))


def sent(document, name="letter.txt", method="get", **headers):
    return send(getattr(RequestFactory(), method)("/", headers=headers), document, name, "public, no-cache")


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def kept(document):
    """What is stored of it, cleaned as it is."""
    with document.file.open() as file:
        return file.read()


def test_the_whole_file_comes_in_its_type_and_under_its_name(letter):
    response = sent(letter)
    assert response.status_code == 200
    assert content(response) == kept(letter)
    assert response["Content-Length"] == str(len(kept(letter)))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    ("ending", "kind", "how"),
    [
        ("pdf", "application/pdf", "inline"),
        ("png", "image/png", "inline"),
        ("svg", "image/svg+xml", "attachment"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", "attachment"),
        ("vtt", "text/vtt", "attachment"),
        ("strange", "application/octet-stream", "attachment"),
    ],
)
def test_what_browsers_show_opens_in_them_and_everything_else_is_saved(ending, kind, how):
    name = default_storage.save(f"documents/x/file.{ending}", ContentFile(b"bytes"))
    response = sent(HubDocument(title="x", file=name), f"file.{ending}")
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith(f"{how}; ")


def test_a_name_in_another_script_is_told_as_the_standards_say(letter):
    response = sent(letter, "촛불 포스터 A3.pdf")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%EC%B4%9B%EB%B6%88%20%ED%8F%AC%EC%8A%A4%ED%84%B0%20A3.pdf"
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Candle poster A3", "Candle poster A3.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ('Say "stop"\r\nSet-Cookie: a=b', "Say stop Set-Cookie a=b.pdf"),
        ("poster\u202efdp.exe", "poster fdp.exe.pdf"),
        ("a\x00b", "a b.pdf"),
        ("\ud800 broken", "broken.pdf"),
        (" . ", "file.pdf"),
        ("ملصق الشمعة", "ملصق الشمعة.pdf"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(letter, title, name):
    assert file_name(title, "pdf") == name
    header = sent(letter, file_name(title, "pdf"))["Content-Disposition"]
    assert "\n" not in header and "\r" not in header


def test_a_long_title_is_cut_between_letters():
    name = file_name("촛불" * 200, "pdf")
    assert len(name.encode()) <= 200
    assert set(name.removesuffix(".pdf")) == set("촛불")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=0-999999", 0, None)],
)
def test_a_part_is_sent_alone(letter, asked, first, last):
    response = sent(letter, Range=asked)
    whole = kept(letter)
    part = whole[first : None if last is None else last + 1]
    assert response.status_code == 206
    assert content(response) == part
    start = first % len(whole)
    assert response["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(whole)}"
    assert response["Content-Length"] == str(len(part))


def test_several_parts_at_once_get_the_whole(letter):
    response = sent(letter, Range="bytes=0-1,4-5")
    assert response.status_code == 200
    assert content(response) == kept(letter)


def test_a_part_beyond_the_end_is_refused_with_the_size(letter):
    response = sent(letter, Range="bytes=5000-")
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(kept(letter))}"
    assert not response.content


def test_a_part_of_a_replaced_file_gets_the_whole_new_one(letter):
    etag = sent(letter)["ETag"]
    assert sent(letter, Range="bytes=0-1", If_Range=etag).status_code == 206
    assert sent(letter, Range="bytes=0-1", If_Range=sent(letter)["Last-Modified"]).status_code == 206
    letter.file = ContentFile(b"Other words.", "letter.txt")
    letter.save()
    response = sent(letter, Range="bytes=0-1", If_Range=etag)
    assert response.status_code == 200
    assert content(response).strip() == b"Other words."


def test_the_etag_is_strong_and_follows_the_words(letter):
    same = HubDocument.objects.create(title="Copy", file=ContentFile(TEXT.encode(), "other.txt"))
    etag = sent(letter)["ETag"]
    assert etag.startswith('"') and sent(same)["ETag"] == etag
    assert sent(DocumentFactory())["ETag"] != etag


def test_who_has_the_file_is_not_sent_it_again(letter):
    first = sent(letter)
    again = sent(letter, If_None_Match=first["ETag"])
    assert again.status_code == 304
    assert not again.content
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "public, no-cache"
    assert sent(letter, If_Modified_Since=first["Last-Modified"]).status_code == 304
    assert sent(letter, If_Match='"another"').status_code == 412


def test_a_head_has_the_headers_alone(letter):
    response = sent(letter, method="head", Range="bytes=0-1")
    assert response.status_code == 200
    assert not response.content
    assert response["Content-Length"] == str(len(kept(letter)))
    assert response["ETag"] == sent(letter)["ETag"]


def test_a_row_whose_file_is_missing_answers_as_if_there_were_none(letter):
    default_storage.delete(letter.file.name)
    with pytest.raises(Http404):
        sent(letter)


def test_a_file_is_read_block_by_block(letter, monkeypatch):
    asked = []

    class Watched(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return super().read(size)

    whole = kept(letter)
    monkeypatch.setattr(FileSystemStorage, "open", lambda self, name: Watched(whole))
    monkeypatch.setattr("home.filekeeping.sending.BLOCK", 40)
    response = sent(letter)
    assert not asked  # nothing before somebody takes it
    assert content(response) == whole
    assert len(asked) > 2 and max(asked) == 40 and min(asked) > 0


def test_the_same_bytes_are_named_alike_by_rows_without_a_hash(letter):
    assert stored(letter.file).etag == stored(letter.file).etag != stored(DocumentFactory().file).etag
