"""The ZIP around office files: read without trust, written without traces."""

import io
import zipfile

import pytest

from home.cleaning.formats import archive as archives
from home.cleaning.formats.result import Refused
from home.tests.cleaning.office_files import SECRET, docx


def refusal(data, **limits):
    with pytest.raises(Refused) as refused:
        archive = archives.Archive(io.BytesIO(data), archives.Budget(**limits))
        [archive.read(name) for name in archive.names]
    return refused.value.code


def zipped(entries, **kwargs):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data, **kwargs)
    return out.getvalue()


def test_bytes_before_it_are_refused():
    assert refusal(b"GIF89a" + docx().bytes()) == "kind"


def test_other_archive_before_it_is_refused():
    assert refusal(zipped([("a", "b")]) + docx().bytes()) == "kind"


def test_no_archive_is_refused():
    assert refusal(b"anything else") == "kind"


def test_archive_cut_off_is_refused():
    assert refusal(docx().bytes()[:-30]) == "damaged"


def test_changed_byte_is_refused():
    data = bytearray(zipped([("a", "words " * 9)], compress_type=zipfile.ZIP_STORED))
    data[40] ^= 1
    assert refusal(bytes(data)) == "damaged"


def test_header_that_lies_about_the_size_is_refused():
    data = bytearray(zipped([("a", b"0" * 5000)]))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(data)) == "damaged"


def test_entries_over_one_another_are_refused():
    data = bytearray(zipped([("a", "b" * 9), ("c", "d" * 9)]))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = bytes(4)
    assert refusal(bytes(data)) == "damaged"


@pytest.mark.parametrize("name", ["/a", "../a", "a/../b", "a//b", "C:/a", "a\\b", "a\nb"])
def test_name_that_leads_elsewhere_is_refused(name):
    assert refusal(zipped([("x", "y"), (name, "z")])) == "damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a", "A")])
def test_name_that_stands_twice_is_refused(names):
    assert refusal(zipped([(name, "z") for name in names])) == "damaged"


def test_password_is_refused():
    data = bytearray(zipped([("a", "b")]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


def test_too_many_entries_are_refused():
    assert refusal(zipped([(str(n), "") for n in range(11)]), entries=10) == "bomb"


def test_too_many_bytes_are_refused():
    assert refusal(zipped([("a", "bcd" * 99)]), unpacked=100) == "bomb"


def test_entry_that_grows_beyond_measure_is_refused():
    assert refusal(zipped([("a", bytes(archives.RATIO_FROM + 1))])) == "bomb"


@pytest.mark.parametrize(
    "hide",
    [
        lambda data: data + SECRET.encode(),
        lambda data: data[:-2] + len(SECRET).to_bytes(2, "little") + SECRET.encode(),
    ],
    ids=["bytes after the end", "comment"],
)
def test_what_is_hidden_around_the_entries_is_told(hide):
    archive = archives.Archive(io.BytesIO(hide(docx().bytes())))
    assert "hidden" in archive.removed


def test_nothing_is_told_of_an_archive_that_was_written_here():
    out = io.BytesIO()
    archives.write(out, [("mimetype", b"x"), ("b/c", b"y")], stored={"mimetype"})
    archive = archives.Archive(out)
    assert (archive.removed, archive.names, archive.read("b/c")) == (set(), ["mimetype", "b/c"], b"y")


def test_streamed_archive_is_read():
    class Stream(io.RawIOBase):
        data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("a"), "b")
        archive.writestr(zipfile.ZipInfo("c"), "d")
    assert archives.Archive(io.BytesIO(stream.data)).removed == set()
