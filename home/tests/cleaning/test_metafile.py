"""Windows metafiles inside office files."""

import struct

import pytest

from home.cleaning.formats.metafile import clean_metafile
from home.cleaning.formats.result import Refused
from home.tests.cleaning.office_files import SECRET, emf

PNG = b"\x89PNG\r\n\x1a\n"
PLACEABLE = b"\xd7\xcd\xc6\x9a" + bytes(18)
LINE = struct.pack("<LHhh", 5, 0x0213, 9, 9)
END = struct.pack("<LH", 3, 0)


def wmf(*records, start=b""):
    records = [*records, END]
    size, largest = 9 + sum(map(len, records)) // 2, max(map(len, records)) // 2
    return start + struct.pack("<HHHLHLH", 1, 9, 0x300, size, 0, largest, 0) + b"".join(records)


def escape(data):
    data += b" " * (len(data) % 2)
    return struct.pack("<LHHH", 5 + len(data) // 2, 0x0626, 15, len(data)) + data


@pytest.mark.parametrize("start", [b"", PLACEABLE], ids=["plain", "with its place"])
def test_remark_in_a_wmf_goes_and_the_rest_is_as_if_it_had_not_been(start):
    assert clean_metafile(wmf(escape(SECRET.encode()), LINE, start=start)) == (
        wmf(LINE, start=start),
        {"comments"},
    )


def test_remark_in_an_emf_goes_and_the_rest_is_as_if_it_had_not_been():
    assert clean_metafile(emf(comment=b"SENTINEL")) == (emf(), {"comments"})


def test_name_in_an_emf_goes():
    cleaned, removed = clean_metafile(emf(description=SECRET))
    assert SECRET.encode("utf-16-le") not in cleaned
    assert removed == {"description"}


def test_header_of_an_emf_tells_the_new_size():
    cleaned, _removed = clean_metafile(emf(comment=b"SENTINEL"))
    assert struct.unpack_from("<LL", cleaned, 48) == (len(cleaned), 4)


@pytest.mark.parametrize("data", [wmf(LINE), emf()], ids=["wmf", "emf"])
def test_clean_one_stays_as_it_is(data):
    assert clean_metafile(data) == (data, frozenset())


@pytest.mark.parametrize("data", [wmf(LINE), emf()], ids=["wmf", "emf"])
def test_bytes_behind_the_end_go(data):
    assert clean_metafile(data + SECRET.encode()) == (data, {"hidden"})


@pytest.mark.parametrize(
    "data",
    [
        wmf(LINE)[:-2],
        emf()[:-2],
        wmf(escape(SECRET.encode())),
        emf(comment=b"EMF+\x01\x40\x00\x00"),
        wmf(struct.pack("<LH", 3 + 6, 0x0940) + PNG + bytes(4), LINE),
    ],
    ids=["wmf cut off", "emf cut off", "wmf of nothing else", "emf+ alone", "photo inside"],
)
def test_what_cannot_be_cleaned_is_refused(data):
    with pytest.raises(Refused) as refused:
        clean_metafile(data)
    assert refused.value.code == "embedded"


def test_emf_plus_that_draws_the_same_once_more_goes():
    assert clean_metafile(emf(comment=b"EMF+\x01\x40\x01\x00")) == (emf(), {"comments"})
