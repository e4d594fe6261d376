"""Films and sounds: what is seen and heard stays as it is, and nothing else stays."""

import re
import subprocess

import pytest
from PIL import Image

from home.cleaning.formats import ffmpeg, media
from home.cleaning.formats.result import REMOVED
from home.tests.cleaning import films
from home.tests.cleaning.films import EVERY, SENTINEL, TAGGED, kind_of, make


@pytest.mark.parametrize("name", EVERY)
def test_nothing_that_was_planted_is_in_the_bytes(name, cleaned):
    data = cleaned(name).path.read_bytes()
    assert not re.search(rb"Sentinel|37\.5665|126\.97|1998|x26[45]|Lavf\d|libVorbis", data)


@pytest.mark.parametrize("name", TAGGED)
def test_what_was_planted_is_in_the_original(name, made):
    """Without this, the test above proves nothing."""
    assert SENTINEL.encode() in made[name].read_bytes()


@pytest.mark.parametrize("name", [name for name in EVERY if name != "pieces.mp4"])
def test_every_picture_and_sound_decodes_to_the_same(name, made, cleaned):
    selection = ["-map", "0:V?", "-map", "0:a?"]
    assert films.frames(cleaned(name).path, *selection) == films.frames(made[name], *selection)


def test_the_pictures_of_a_film_in_pieces_decode_to_the_same(made, cleaned):
    """Its sound loses the silence with which ffmpeg filled the last packet."""
    before, after = made["pieces.mp4"], cleaned("pieces.mp4").path
    assert films.frames(after, "-map", "0:V") == films.frames(before, "-map", "0:V")


@pytest.mark.parametrize("name", EVERY)
def test_cleaning_twice_removes_nothing_and_changes_no_byte(name, cleaned, tmp_path):
    once = cleaned(name)
    twice = media.clean(once.path, tmp_path, kind_of(once.path.name))
    assert (twice.removed, twice.path.read_bytes()) == (frozenset(), once.path.read_bytes())


@pytest.mark.parametrize("name", EVERY)
def test_it_lasts_as_long_as_before(name, made, cleaned):
    before = subprocess.run([ffmpeg.program(), "-i", made[name]], capture_output=True, text=True).stderr
    hours, minutes, seconds = re.search(r"Duration: (\d+):(\d+):([\d.]+)", before).groups()
    assert cleaned(name).facts["duration"] == pytest.approx(float(seconds), abs=0.1)


@pytest.mark.parametrize("name", EVERY)
def test_codes_are_those_of_the_contract(name, cleaned):
    assert cleaned(name).removed <= set(REMOVED)


def test_everything_that_a_film_said_is_told(cleaned):
    told = {
        "location",
        "author",
        "dates",
        "software",
        "description",
        "comments",
        "preview",
        "hidden",
        "device",
    }
    assert cleaned("full.mp4").removed == told


def test_what_an_iphone_writes_is_told(cleaned):
    assert cleaned("apple.mov").removed == {"location", "device", "software", "dates", "author"}


@pytest.mark.parametrize("name", [name for name in TAGGED if name not in ("full.mp4", "apple.mov")])
def test_author_and_title_are_told_whatever_the_kind(name, cleaned):
    assert {"author", "description", "software"} <= cleaned(name).removed


@pytest.mark.parametrize(
    ("name", "ending"),
    [("apple.mov", "mp4"), ("sound.opus", "opus"), ("sound.m4a", "m4a"), ("film.webm", "webm")],
)
def test_the_new_ending_is_that_of_what_was_written(name, ending, cleaned):
    done = cleaned(name)
    assert (done.ending, done.path.name) == (ending, f"clean.{ending}")


def test_a_portrait_film_stays_upright(cleaned):
    facts = cleaned("portrait.mp4").facts
    assert (facts["width"], facts["height"]) == (48, 64)


def test_the_poster_stands_as_the_film_does(cleaned):
    with Image.open(cleaned("portrait.mp4").facts["poster"]) as poster:
        assert (poster.format, poster.size) == ("JPEG", (48, 64))


def test_the_poster_says_nothing_of_its_own(cleaned):
    with Image.open(cleaned("full.mp4").facts["poster"]) as poster:
        assert not {"comment", "exif", "icc_profile", "xmp"} & set(poster.info)


def test_a_wide_film_has_a_smaller_poster(tmp_path):
    wide = make(
        tmp_path / "wide.mp4", "-f", "lavfi", "-i", "color=size=1600x100:rate=5:duration=1", *films.H264
    )
    with Image.open(media.clean(wide, tmp_path, "mp4").facts["poster"]) as poster:
        assert poster.size == (1280, 80)


@pytest.mark.parametrize(
    ("name", "video", "audio"),
    [("plain.mp4", True, True), ("silent.mp4", True, False), ("sound.m4a", False, True)],
)
def test_the_facts_say_whether_it_is_seen_and_heard(name, video, audio, cleaned):
    facts = cleaned(name).facts
    assert (facts["has_video"], facts["has_audio"], "poster" in facts) == (video, audio, video)


@pytest.mark.parametrize("name", EVERY)
def test_nothing_but_the_film_and_its_poster_is_left_in_the_folder(name, cleaned):
    done = cleaned(name)
    assert {path.name for path in done.path.parent.iterdir()} <= {done.path.name, "poster.jpg"}
