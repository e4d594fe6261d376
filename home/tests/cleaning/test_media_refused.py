"""Films and sounds that are cut off, broken, or of no kind that is taken."""

from dataclasses import replace

import pytest

from home.cleaning.formats import media
from home.cleaning.formats.containers import mp4
from home.cleaning.formats.result import Refused
from home.tests.cleaning import films
from home.tests.cleaning.films import PICTURE, SOUND, VP9, box, changed, kind_of, make, refusal


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.7, 0.9, 0.999])
@pytest.mark.parametrize(
    "name", ["plain.mp4", "portrait.mp4", "apple.mov", "film.webm", "sound.wav", "sound.flac"]
)
def test_a_film_that_is_cut_off_is_refused(name, part, made, tmp_path):
    source = changed(tmp_path / name, made[name], lambda data: data[: int(len(data) * part)])
    assert refusal(source, tmp_path, kind_of(name)).code == "damaged"


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 0.9, 0.999])
@pytest.mark.parametrize("name", ["sound.mp3", "sound.ogg", "sound.opus", "sound.m4a", "pieces.mp4"])
def test_a_sound_that_is_cut_off_is_refused(name, part, made, tmp_path):
    source = changed(tmp_path / name, made[name], lambda data: data[: int(len(data) * part)])
    assert refusal(source, tmp_path, kind_of(name)).code == "damaged"


@pytest.fixture
def hollow(made, tmp_path):
    """A film whose index stands first and is whole, and whose samples are not all there."""
    fast = make(tmp_path / "fast.mp4", "-i", made["plain.mp4"], "-c", "copy", "-movflags", "faststart")

    def shortened(data):
        start = data.index(b"mdat") - 4
        return data[:start] + box(b"mdat", data[start + 8 : start + 2000])

    return changed(tmp_path / "short.mp4", fast, shortened)


def test_a_film_whose_samples_are_missing_is_refused(hollow, tmp_path):
    assert refusal(hollow, tmp_path, "mp4").code == "damaged"


def test_missing_samples_are_seen_without_ffmpeg(hollow):
    with pytest.raises(Refused):
        mp4.traces(hollow)


def test_what_could_not_be_removed_is_refused(made, tmp_path, monkeypatch):
    monkeypatch.setitem(media.KINDS, "mp4", replace(media.KINDS["mp4"], finish=None))
    assert refusal(made["full.mp4"], tmp_path, "mp4").code == "damaged"


def test_what_is_refused_leaves_no_half_cleaned_film(made, tmp_path, monkeypatch):
    monkeypatch.setitem(media.KINDS, "mp4", replace(media.KINDS["mp4"], finish=None))
    refusal(made["full.mp4"], tmp_path, "mp4")
    assert list(tmp_path.iterdir()) == []


LONG = {
    "long.mp4": ("-f", "lavfi", "-i", "testsrc=size=16x16:rate=2:duration=200", *films.H264),
    "long.webm": ("-f", "lavfi", "-i", "testsrc=size=16x16:rate=2:duration=200", *VP9),
    "long.flac": ("-f", "lavfi", "-i", "sine=duration=200:sample_rate=8000", "-c:a", "flac"),
    "long.mp3": ("-f", "lavfi", "-i", "sine=duration=200:sample_rate=8000", "-c:a", "libmp3lame"),
}


@pytest.mark.parametrize("name", LONG)
def test_of_a_long_film_the_beginning_and_the_end_are_decoded(name, tmp_path):
    done = media.clean(make(tmp_path / name, *LONG[name]), tmp_path, kind_of(name))
    assert done.facts["duration"] == pytest.approx(200, abs=0.2)


@pytest.mark.parametrize("part", [0.4, 0.7, 0.95])
@pytest.mark.parametrize("name", LONG)
def test_a_long_film_that_is_cut_off_is_refused(name, part, tmp_path):
    whole = make(tmp_path / f"whole-{name}", *LONG[name])
    source = changed(tmp_path / name, whole, lambda data: data[: int(len(data) * part)])
    assert refusal(source, tmp_path, kind_of(name)).code == "damaged"


@pytest.mark.parametrize("name", ["plain.mp4", "sound.flac", "sound.ogg"])
def test_a_film_with_broken_samples_is_refused(name, made, tmp_path):
    def broken(data):
        middle = len(data) // 2
        return (
            data[:middle] + bytes(byte ^ 0x5A for byte in data[middle : middle + 200]) + data[middle + 200 :]
        )

    source = changed(tmp_path / name, made[name], broken)
    assert refusal(source, tmp_path, kind_of(name)).code == "damaged"


def test_a_sound_that_ends_before_it_says_is_refused(tmp_path):
    """FLAC's first block promises a number of samples; what is there is whole."""
    whole = make(tmp_path / "whole.flac", "-f", "lavfi", "-i", "sine=duration=4", "-c:a", "flac")

    def shortened(data):
        return data[: data.index(data[data.index(b"\xff\xf8") :][:4], len(data) // 2)]

    assert refusal(changed(tmp_path / "short.flac", whole, shortened), tmp_path, "flac").code == "damaged"


@pytest.mark.parametrize("name", ["sound.flac", "sound.ogg", "sound.opus"])
def test_one_wrong_byte_is_damage_where_the_file_has_checksums(name, made, tmp_path):
    def flipped(data):
        at = len(data) * 9 // 10
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    source = changed(tmp_path / name, made[name], flipped)
    assert refusal(source, tmp_path, kind_of(name)).code == "damaged"


@pytest.mark.parametrize("kind", ["mp4", "mov", "m4a", "webm", "mp3", "ogg", "wav", "flac"])
@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<!doctype html><title>A page</title>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\x89PNG\r\n\x1a\n",
        b"\0\0\0\x18ftypheic",
    ],
)
def test_what_is_no_film_is_refused(content, kind, tmp_path):
    source = tmp_path / f"source.{kind}"
    source.write_bytes(content)
    assert refusal(source, tmp_path, kind).code == "kind"


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("film.webm", "mp4", "webm"),
        ("plain.mp4", "webm", "mp4"),
        ("sound.flac", "mp3", "flac"),
        ("plain.mp4", "m4a", "mp4"),
    ],
)
def test_a_film_with_the_ending_of_another_kind_is_refused(name, kind, found, made, tmp_path):
    error = refusal(made[name], tmp_path, kind)
    assert (error.code, error.params) == ("ending", {"found": found, "ending": kind})


@pytest.mark.parametrize("kind", ["mp4", "mp3", "flac"])
def test_an_empty_file_is_refused(kind, tmp_path):
    source = tmp_path / "empty"
    source.touch()
    assert refusal(source, tmp_path, kind).code == "empty"


@pytest.mark.parametrize(
    ("name", "codecs"),
    [
        ("old.mov", (*PICTURE, "-c:v", "prores")),
        ("camera.m4a", (*SOUND, "-f", "mov", "-c:a", "pcm_s16le")),
        ("old.ogg", (*PICTURE, "-c:v", "libtheora")),
    ],
)
def test_codecs_that_browsers_do_not_play_are_refused(name, codecs, tmp_path):
    assert refusal(make(tmp_path / name, *codecs), tmp_path, kind_of(name)).code == "codec"
