"""What is put into a film beside its pictures and sounds."""

import os
import re

import pytest

from home.cleaning.formats import ffmpeg, media
from home.cleaning.formats.containers import webm
from home.tests.cleaning import films
from home.tests.cleaning.films import SENTINEL, box, changed, make


def test_no_time_is_left_in_a_film(cleaned):
    data = cleaned("full.mp4").path.read_bytes()
    times = [data[found.end() + 4 : found.end() + 12] for found in re.finditer(rb"mvhd|tkhd|mdhd", data)]
    assert times == [bytes(8)] * 5


@pytest.mark.parametrize(
    ("handler", "codec", "code"),
    [(b"meta", b"gpmd", "location"), (b"meta", b"mebx", "hidden"), (b"meta", b"tmcd", "dates")],
)
def test_a_track_that_is_neither_seen_nor_heard_is_left_out_and_told(handler, codec, code, made, tmp_path):
    def disguised(data):
        return data.replace(b"sbtl", handler).replace(b"tx3g", codec).replace(b"GPS(37.5665", b"___________")

    subtitled = make(
        tmp_path / "s.mp4", "-i", made["full.mp4"], "-map", "0:v:0", "-map", "0:s:0", "-c", "copy"
    )
    done = media.clean(changed(tmp_path / "track.mp4", subtitled, disguised), tmp_path, "mp4")
    assert (code in done.removed, done.path.read_bytes().count(b"trak")) == (True, 1)


@pytest.mark.parametrize(
    ("planted", "code"),
    [
        (box(b"uuid", films.XMP), "device"),
        (box(b"uuid", bytes(16) + b"\xff\xd8\xff\xe0 a small picture"), "preview"),
        (box(b"free", b"written here"), "hidden"),
        (b"after the end", "hidden"),
        (box(b"XMP_", b"<dc:creator>Sentinel</dc:creator>"), "author"),
    ],
)
def test_what_is_put_after_a_film_is_told(planted, code, made, tmp_path):
    source = changed(tmp_path / "more.mp4", made["plain.mp4"], lambda data: data + planted)
    assert code in media.clean(source, tmp_path, "mp4").removed - {"software"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [(b"\xa9xyz", "location"), (b"gps0", "location"), (b"manu", "device"), (b"cprt", "author")],
)
def test_user_data_of_a_film_are_told_by_their_four_letters(kind, code, made, tmp_path):
    def planted(data):
        moov = data.index(b"moov") - 4
        size = int.from_bytes(data[moov : moov + 4], "big")
        added = box(b"udta", box(kind, SENTINEL.encode()))
        return data[:moov] + (size + len(added)).to_bytes(4, "big") + data[moov + 4 : moov + size] + added

    source = changed(tmp_path / "user.mp4", made["plain.mp4"], planted)
    done = media.clean(source, tmp_path, "mp4")
    assert (code in done.removed, SENTINEL.encode() in done.path.read_bytes()) == (True, False)


def test_what_was_trimmed_away_in_a_telephone_is_not_in_the_film(tmp_path):
    """Telephones only note which part is to be shown. What is before it goes, up to the picture it is drawn from."""
    options = (
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=64x48:rate=10:duration=4",
        "-c:v",
        "libx264",
        "-bf",
        "0",
        "-g",
        "5",
    )

    def trimmed(data):
        at, ticks = data.index(b"elst") + 12, 10240
        return data[:at] + (2000).to_bytes(4, "big") + (2 * ticks).to_bytes(4, "big") + data[at + 8 :]

    source = changed(tmp_path / "trimmed.mp4", make(tmp_path / "whole.mp4", *options), trimmed)
    done = media.clean(source, tmp_path, "mp4")
    listed = ["-ignore_editlist", "1", "-i", done.path, "-c", "copy", "-f", "framemd5", "-"]
    packets = ffmpeg.run(*listed).stdout.splitlines()
    assert 20 <= len([line for line in packets if line[:1] != b"#"]) <= 25


def test_h265_has_the_name_that_safari_plays(made, cleaned):
    names = [b"hvc1" in path.read_bytes() for path in (made["hevc.mp4"], cleaned("hevc.mp4").path)]
    assert names == [False, True]


def test_a_second_sound_that_no_browser_plays_is_left_out(made, tmp_path):
    """Newer iPhones add one for their own players."""
    twice = ("-i", made["plain.mp4"], "-map", "0:v", "-map", "0:a", "-map", "0:a", "-c", "copy")

    def foreign(data):
        last = data.rindex(b"mp4a")
        return data[:last] + b"apac" + data[last + 4 :].replace(b"esds", b"dapa")

    done = media.clean(
        changed(tmp_path / "two.mp4", make(tmp_path / "two0.mp4", *twice), foreign), tmp_path, "mp4"
    )
    assert ("other" in done.removed, done.path.read_bytes().count(b"trak")) == (True, 2)


def test_a_file_attached_to_a_webm_is_told(made, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text(SENTINEL)
    attach = ("-attach", letter, "-metadata:s:t", "mimetype=text/plain")
    attached = make(tmp_path / "attached.mkv", "-i", made["opus.webm"], "-c", "copy", *attach)
    source = changed(tmp_path / "attached.webm", attached, lambda data: data)
    done = media.clean(source, tmp_path, "webm")
    assert ("attachments" in done.removed, SENTINEL.encode() in done.path.read_bytes()) == (True, False)


def test_a_webm_recorded_in_a_browser_has_no_lengths_and_is_taken(made, tmp_path):
    live = make(tmp_path / "live.webm", "-i", made["opus.webm"], "-c", "copy", "-live", "1", "-f", "webm")
    assert b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" in live.read_bytes()
    assert media.clean(live, tmp_path, "webm").facts["duration"] == pytest.approx(1, abs=0.1)


def test_tags_of_a_webm_are_durations_only(cleaned):
    with open(cleaned("film.webm").path, "rb") as file:
        segment = list(webm.elements(file, 0, os.path.getsize(file.name)))[-1]
        tags = next(
            found for found in webm.elements(file, segment.body, segment.end) if found.id == webm.TAGS
        )
        assert list(webm._tags(file, tags)) == []


@pytest.mark.parametrize("codec", ["pcm_s16le", "pcm_s16be", "pcm_s24le"])
def test_the_raw_sound_of_a_camera_becomes_one_that_browsers_play(codec, tmp_path):
    options = (
        *films.PICTURE,
        *films.SOUND,
        *films.H264,
        "-c:a",
        codec,
        *films.tagged(films.TAGS),
        "-shortest",
    )
    source = make(tmp_path / "camera.mov", *options)
    done = media.clean(source, tmp_path, "mov")
    assert done.ending == "mp4"
    assert ffmpeg.streams(ffmpeg.reading(done.path, "mov", {"h264", "aac"})) == (["h264"], ["aac"])
    assert films.frames(done.path, "-map", "0:v") == films.frames(source, "-map", "0:v")
    assert abs(done.facts["duration"] - 1) < 0.1
    assert SENTINEL.encode() not in done.path.read_bytes()
    (tmp_path / "again").mkdir()
    again = media.clean(done.path, tmp_path / "again", "mp4")
    assert again.removed == frozenset()
    assert again.path.read_bytes() == done.path.read_bytes()
