"""Messages inside the pictures of a film."""

import pytest

from home.cleaning.formats import media
from home.cleaning.formats.containers import mp4, nal
from home.tests.cleaning.films import PICTURE, SENTINEL, changed, make


def test_a_film_that_begins_at_a_recovery_point_can_still_be_seen(made, cleaned):
    assert nal.is_sei(next(_units(cleaned("recovery.mp4").path))[0], False)


def _units(path):
    with open(path, "rb") as file:
        moov = next(found for found in mp4.iso.boxes(file, 0, mp4.iso.length(file)) if found.type == b"moov")
        trak = mp4.iso.find(file, moov, b"trak")
        yield from mp4.units(file, trak)


@pytest.mark.parametrize("name", ["recovery.mp4", "hevc.mp4", "full.mp4"])
def test_messages_inside_the_picture_have_no_words(name, cleaned):
    assert [said for unit, _, hevc in _units(cleaned(name).path) for said in nal.user_data(unit, hevc)] == []


RECOVERY = b"\6\1\xc4"


@pytest.mark.parametrize(
    "length", [2, 3, 100, 252, 253, 254, 255, 256, 257, 258, 509, 510, 511, 512, 513, 5000]
)
@pytest.mark.parametrize("kept", [b"", RECOVERY])
def test_a_message_becomes_filler_of_the_same_length(length, kept):
    size = b"\xff" * (length // 255) + bytes([length % 255])
    unit = b"\6" + kept + b"\5" + size + b"A" * length + b"\x80"
    tidied = nal.tidied(unit, False)
    messages = [(kind, payload) for kind, payload in nal.messages(tidied, False) if kind != nal.FILLER]
    assert (len(tidied), messages, b"A" in tidied) == (len(unit), [(6, b"\xc4")] if kept else [], False)


def test_filler_is_left_alone():
    once = nal.tidied(b"\6\5\x03abc\x80", False)
    assert nal.tidied(once, False) == once


@pytest.mark.parametrize("rest", [b"", b"\x80", b"\5", b"\5\x80", b"\5\xff\xff", b"\xff" * 9])
def test_a_broken_message_keeps_its_length(rest):
    assert len(nal.tidied(b"\6" + rest, False)) == 1 + len(rest)


@pytest.mark.parametrize(
    ("codec", "ending", "mark", "unit"),
    [
        ("libx264", "h264", b"\0\0\1\x65", b"\0\0\1\x1eSentinel"),
        ("libx265", "hevc", b"\0\0\1\x28\1", b"\0\0\1\x60\1Sentinel"),
        ("libsvtav1", "obu", b"\x32", b"\x2a\x0a\x06Sentinel\x80"),
    ],
)
def test_units_of_a_maker_inside_the_picture_are_gone(codec, ending, mark, unit, tmp_path):
    """Between the parameters and the first picture; the mark is how that begins."""
    bare = make(tmp_path / f"bare.{ending}", *PICTURE, "-c:v", codec, "-pix_fmt", "yuv420p")
    planted = changed(tmp_path / f"planted.{ending}", bare, lambda data: data.replace(mark, unit + mark, 1))
    source = make(tmp_path / "source.mp4", "-i", planted, "-c", "copy")
    assert SENTINEL.encode() in source.read_bytes()
    assert SENTINEL.encode() not in media.clean(source, tmp_path, "mp4").path.read_bytes()
