"""Films and sounds: what is seen and heard stays as it is, and nothing else stays."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from PIL import Image

from home.cleaning.formats import ffmpeg, media
from home.cleaning.formats.containers import mp3, mp4, nal, webm
from home.cleaning.formats.result import REMOVED, Refused
from home.tests.cleaning import films
from home.tests.cleaning.films import PICTURE, SENTINEL, SOUND, TAGS, box, changed, make, tagged

VP9 = ("-c:v", "libvpx-vp9", "-b:v", "50k", "-deadline", "realtime")
SOUNDS = {
    "mp3": ("-c:a", "libmp3lame"),
    "ogg": ("-c:a", "libvorbis"),
    "opus": ("-c:a", "libopus"),
    "wav": ("-c:a", "pcm_s16le"),
    "flac": ("-c:a", "flac"),
    "m4a": ("-c:a", "aac"),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The films and sounds of these tests by name, each made once."""
    folder = tmp_path_factory.mktemp("films")
    files = {
        "full.mp4": films.full_film(folder),
        "apple.mov": films.film(folder, "apple.mov", *tagged(films.APPLE), "-movflags", "use_metadata_tags"),
        "plain.mp4": films.film(folder, "plain.mp4"),
        "pieces.mp4": films.film(
            folder, "pieces.mp4", "-movflags", "frag_keyframe+empty_moov", *tagged(TAGS)
        ),
        "silent.mp4": make(folder / "silent.mp4", *PICTURE, *films.H264, *tagged(TAGS)),
        "film.webm": make(folder / "film.webm", *PICTURE, *SOUND, *VP9, "-c:a", "libvorbis", *tagged(TAGS)),
        "opus.webm": make(folder / "opus.webm", *PICTURE, *SOUND, *VP9, "-c:a", "libopus", *tagged(TAGS)),
        "hevc.mp4": make(
            folder / "hevc.mp4", *PICTURE, "-c:v", "libx265", "-pix_fmt", "yuv420p", *tagged(TAGS)
        ),
        "av1.mp4": make(
            folder / "av1.mp4", *PICTURE, "-c:v", "libsvtav1", "-pix_fmt", "yuv420p", *tagged(TAGS)
        ),
        "alac.m4a": make(folder / "alac.m4a", *SOUND, "-c:a", "alac", *tagged(TAGS)),
    }
    for ending, codec in SOUNDS.items():
        files[f"sound.{ending}"] = make(folder / f"sound.{ending}", *SOUND, *codec, *tagged(TAGS))
    turned = folder / "portrait.mp4"
    files["portrait.mp4"] = make(turned, "-display_rotation", "90", "-i", files["plain.mp4"], "-c", "copy")
    open_gop = ("-x264-params", "open-gop=1:keyint=5:min-keyint=5:scenecut=0")
    whole = films.film(folder, "open-gop.mp4", *open_gop)
    files["recovery.mp4"] = make(
        folder / "recovery.mp4", "-ss", "0.55", "-i", whole, "-map", "0:v", "-c", "copy"
    )
    return files


EVERY = [
    "full.mp4",
    "apple.mov",
    "pieces.mp4",
    "silent.mp4",
    "portrait.mp4",
    "recovery.mp4",
    "hevc.mp4",
    "av1.mp4",
]
EVERY += ["film.webm", "opus.webm", "alac.m4a", *(f"sound.{ending}" for ending in SOUNDS)]
TAGGED = [name for name in EVERY if name not in ("portrait.mp4", "recovery.mp4")]


def kind_of(name):
    ending = name.rpartition(".")[2]
    return "ogg" if ending == "opus" else ending


@pytest.fixture(scope="session")
def cleaned(made, tmp_path_factory):
    """Cleans a film by name, once."""
    done = {}

    def clean(name):
        if name not in done:
            done[name] = media.clean(made[name], tmp_path_factory.mktemp("clean"), kind_of(name))
        return done[name]

    return clean


def refusal(source, folder, kind):
    with pytest.raises(Refused) as refused:
        media.clean(source, folder, kind)
    return refused.value


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


def test_no_time_is_left_in_a_film(cleaned):
    data = cleaned("full.mp4").path.read_bytes()
    times = [data[found.end() + 4 : found.end() + 12] for found in re.finditer(rb"mvhd|tkhd|mdhd", data)]
    assert times == [bytes(8)] * 5


def test_sound_without_its_own_tags_has_one_block_of_metadata(cleaned):
    assert cleaned("sound.flac").path.read_bytes()[4] == 0x80


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


def test_h265_has_the_name_that_safari_plays(made, cleaned):
    names = [b"hvc1" in path.read_bytes() for path in (made["hevc.mp4"], cleaned("hevc.mp4").path)]
    assert names == [False, True]


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


@pytest.fixture
def playlist(made, tmp_path):
    source = tmp_path / "list.mp4"
    source.write_text(f"ffconcat version 1.0\nfile '{made['plain.mp4'].name}'\n")
    (tmp_path / made["plain.mp4"].name).symlink_to(made["plain.mp4"])
    return source


def test_ffmpeg_left_to_itself_opens_the_files_that_a_list_names(playlist):
    """Without this, the next test proves nothing."""
    opened = subprocess.run([ffmpeg.program(), "-i", playlist], capture_output=True, text=True)
    assert "Video: h264" in opened.stderr


@pytest.mark.parametrize("demuxer", ["mov", "matroska", "ogg", "wav"])
def test_ffmpeg_opens_no_list_of_other_files(demuxer, playlist):
    with pytest.raises(Refused) as refused:
        ffmpeg.streams(ffmpeg.reading(playlist, demuxer, {"h264", "aac"}))
    assert refused.value.code == "damaged"


def test_a_name_that_looks_like_an_address_is_only_a_name():
    assert b"No such file" in ffmpeg.run(*ffmpeg.reading("http://127.0.0.1/x", "mov", {"h264"})).stderr


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
        ("camera.mov", (*PICTURE, *SOUND, *films.H264, "-c:a", "pcm_s16le")),
        ("old.ogg", (*PICTURE, "-c:v", "libtheora")),
    ],
)
def test_codecs_that_browsers_do_not_play_are_refused(name, codecs, tmp_path):
    assert refusal(make(tmp_path / name, *codecs), tmp_path, kind_of(name)).code == "kind"


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


@pytest.mark.parametrize("path", ["/nonexistent/ffmpeg", __file__])
def test_without_ffmpeg_it_says_that_the_tool_is_missing(path, made, tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_FFMPEG", path)
    assert refusal(made["plain.mp4"], tmp_path, "mp4").code == "tool"


def test_what_is_no_program_is_a_missing_tool(made, tmp_path, monkeypatch):
    program = tmp_path / "ffmpeg"
    program.write_bytes(b"\x7fELF not really")
    program.chmod(0o755)
    monkeypatch.setenv("HUB_FFMPEG", str(program))
    assert refusal(made["plain.mp4"], tmp_path, "mp4").code == "tool"


def test_ffmpeg_ends_with_the_process_that_started_it(tmp_path):
    program, number, survived = tmp_path / "ffmpeg", tmp_path / "number", tmp_path / "survived"
    program.write_text(f"#!/bin/sh\necho $$ > {number}\nsleep 5\necho > {survived}\n")
    program.chmod(0o755)
    code = "from home.cleaning.formats import ffmpeg; ffmpeg.run('-version')"
    parent = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "HUB_FFMPEG": str(program)})
    while not number.exists() or not number.read_text().strip():
        assert parent.poll() is None
        time.sleep(0.01)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    while _runs(int(number.read_text())):
        time.sleep(0.01)
    assert not survived.exists()


def _runs(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False
