"""What is put around, between and beside the frames of a sound."""

import pytest

from home.cleaning.formats import media
from home.cleaning.formats.containers import mp3
from home.tests.cleaning.films import SENTINEL, changed, make


def test_sound_without_its_own_tags_has_one_block_of_metadata(cleaned):
    assert cleaned("sound.flac").path.read_bytes()[4] == 0x80


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"", b"TAG" + SENTINEL.encode().ljust(125, b"\0"), "description"),
        (b"", b"not a frame " + SENTINEL.encode(), "hidden"),
        (b"ID3\3\0\0\0\0\0\x1bGEOB\0\0\0\x11\0\0application/Senti", b"", "attachments"),
        (b"ID3\3\0\0\0\0\0\x1bAPIC\0\0\0\x11\0\0image/png\0Sentine", b"", "preview"),
    ],
)
def test_what_stands_around_the_frames_of_a_sound_is_gone(before, after, code, made, tmp_path):
    bare = make(
        tmp_path / "bare.mp3",
        "-i",
        made["sound.mp3"],
        "-c",
        "copy",
        "-id3v2_version",
        "0",
        "-map_metadata",
        "-1",
    )
    done = media.clean(
        changed(tmp_path / "more.mp3", bare, lambda data: before + data + after), tmp_path, "mp3"
    )
    assert (code in done.removed, b"Senti" in done.path.read_bytes()) == (True, False)


def test_what_lies_between_the_frames_of_a_sound_is_gone(made, tmp_path):
    def between(data):
        at = data.index(b"\xff\xfb")
        for _ in range(10):
            at += mp3.frame_size(data[at : at + 4])
        return data[:at] + f"{SENTINEL} between".encode() + data[at:]

    done = media.clean(changed(tmp_path / "between.mp3", made["sound.mp3"], between), tmp_path, "mp3")
    assert ("hidden" in done.removed, SENTINEL.encode() in done.path.read_bytes()) == (True, False)


@pytest.mark.parametrize(
    ("chunk", "content", "code"),
    [
        (b"bext", bytes(256) + b"Sentinel".ljust(64, b"\0") + bytes(282), "author"),
        (b"iXML", b"<BWFXML><LOCATION_GPS>Sentinel</LOCATION_GPS></BWFXML>", "location"),
        (b"JUNK", b"Sentinel", "hidden"),
        (b"LIST", b"INFOIART\x08\0\0\0Sentinel", "author"),
    ],
)
def test_chunks_beside_the_sound_are_gone(chunk, content, code, made, tmp_path):
    added = chunk + len(content).to_bytes(4, "little") + content
    source = changed(tmp_path / "more.wav", made["sound.wav"], lambda data: data + added)
    done = media.clean(source, tmp_path, "wav")
    assert (code in done.removed, SENTINEL.encode() in done.path.read_bytes()) == (True, False)


def test_a_picture_and_an_application_in_flac_are_gone(made, tmp_path):
    def planted(data):
        extra = b"\6\0\0\x08Sentinel\2\0\0\x0cabcdSentinel"
        return data[:42] + extra + data[42:]

    done = media.clean(changed(tmp_path / "more.flac", made["sound.flac"], planted), tmp_path, "flac")
    assert ("preview" in done.removed, SENTINEL.encode() in done.path.read_bytes()) == (True, False)
