"""Texts and subtitles: what is read or shown stays, and nothing else stays."""

import pytest

from home.cleaning.formats import text
from home.cleaning.formats.result import Refused

TIMING = "00:00:01.000 --> 00:00:02.000"
SRT_TIMING = "00:00:01,000 --> 00:00:02,000"


@pytest.fixture
def clean(tmp_path):
    def cleaned(content, kind):
        source = tmp_path / "source"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        return text.clean(source, tmp_path, kind)

    return cleaned


@pytest.fixture
def written(clean):
    return lambda content, kind: clean(content, kind).path.read_bytes().decode()


@pytest.fixture
def refusal(clean):
    def refused(content, kind):
        with pytest.raises(Refused) as error:
            clean(content, kind)
        return error.value

    return refused


def vtt(*blocks, header="WEBVTT"):
    return "\n\n".join([header, *blocks]) + "\n"


def said(words):
    return vtt(f"{TIMING}\n{words}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_text_is_written_in_utf_8_without_a_mark(encoding, written):
    words = "탈북자 – réfugiés\n"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert written((mark + words).encode(encoding), "txt") == words


def test_line_ends_are_line_feeds(written):
    assert written("one\r\ntwo\rthree\n", "txt") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("content", ["탈북자".encode("euc-kr"), b"caf\xe9", b"\xff\xfea"])
@pytest.mark.parametrize("kind", ["txt", "vtt", "srt"])
def test_another_encoding_is_refused(content, kind, refusal):
    assert refusal(content, kind).code == "text"


@pytest.mark.parametrize("character", ["\0", "\x08", "\x0b", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_refused(character, refusal):
    assert refusal(f"a{character}b", "txt").code == "kind"


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "<html>", "<script>", "<svg>", "<?xml?>", "\n <HTML>", "\ufeff<html>"]
)
@pytest.mark.parametrize("kind", ["txt", "vtt", "srt"])
def test_a_page_that_is_called_a_text_is_refused(start, kind, refusal):
    assert refusal(f"{start} text", kind).code == "kind"


def test_a_text_may_speak_of_tags(written):
    assert written("Use <html> sparingly\n", "txt") == "Use <html> sparingly\n"


def test_a_text_of_the_greatest_size_is_taken(clean):
    assert clean(b"a" * text.LIMIT, "txt").path.stat().st_size == text.LIMIT


def test_a_longer_text_is_refused_with_the_limit(refusal):
    error = refusal(b"a" * (text.LIMIT + 1), "txt")
    assert (error.code, error.params) == ("size", {"limit": 2 * 2**20})


@pytest.mark.parametrize("content", ["", " \n\t\n", "\ufeff"])
@pytest.mark.parametrize("kind", ["txt", "vtt", "srt"])
def test_an_empty_text_is_refused(content, kind, refusal):
    assert refusal(content, kind).code == "empty"


def test_subtitles_stay_as_they_are(written):
    content = vtt(
        f"1\n{TIMING} align:start line:90%\n<v Hana>Hello <i>there</i></v>",
        "00:03.000 --> 00:04.500\nTwo\nlines",
    )
    assert written(content, "vtt") == content


def test_subtitles_say_how_many_they_are(clean):
    assert clean(vtt(f"{TIMING}\none", f"{TIMING}\ntwo"), "vtt").facts == {"cues": 2}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (vtt("NOTE by Sentinel", f"{TIMING}\nHello"), "comments"),
        (vtt("NOTE\nby Sentinel\nand others", f"{TIMING}\nHello"), "comments"),
        (vtt(f"Sentinel\n{TIMING}\nHello"), "comments"),
        (vtt(f"{TIMING}\nHello", header="WEBVTT - Sentinel"), "description"),
        (
            vtt(f"{TIMING}\nHello", header="WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0"),
            "description",
        ),
        (vtt(f"{TIMING}\nHello", header="WEBVTT\nAuthor: Sentinel"), "description"),
        (vtt("STYLE\n::cue { background: url(https://sentinel.test/) }", f"{TIMING}\nHello"), "external"),
        (vtt("STYLE\n::cue(b) { color: red }", f"{TIMING}\nHello"), "other"),
        (vtt(f"{TIMING}\nHello", "Sentinel between"), "hidden"),
        (said("Hello<script>sentinel()</script>"), "scripts"),
        (said('Hello<img src="https://sentinel.test/">'), "external"),
        (said("Hel<font color=red>lo</font>"), "other"),
        (said("Hello<style>sentinel</style>"), "other"),
    ],
)
def test_what_is_not_shown_is_gone_and_told(content, code, clean):
    done = clean(content, "vtt")
    assert (done.removed, done.path.read_text()) == ({code}, said("Hello"))


def test_nothing_is_told_of_subtitles_with_nothing_to_remove(clean):
    assert clean(said("<b>Hello</b>"), "vtt").removed == frozenset()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<c.loud.red>x</c>", "<c.loud.red>x</c>"),
        ("<lang ko>말</lang>", "<lang ko>말</lang>"),
        ("<ruby>字<rt>ja</rt></ruby>", "<ruby>字<rt>ja</rt></ruby>"),
        ("<00:00:01.500>x", "<00:00:01.500>x"),
        ("<b onclick=go()>x</b>", "<b>x</b>"),
        ("<B>x</B>", "<b>x</b>"),
        ("<scr<b>ipt>x", "&lt;scr<b>ipt>x"),
        ("<<b></b>script>x", "&lt;<b></b>script>x"),
        ("<script>a<b>c</b>", ""),
        ("1 < 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ("a <img src=x onerror=go()", "a &lt;img src=x onerror=go()"),
    ],
)
def test_only_tags_of_subtitles_are_kept(words, shown, written):
    assert written(said(words), "vtt") == said(shown).replace("\n\n\n", "\n\n").rstrip("\n") + "\n"


def test_a_region_keeps_what_places_it(written):
    content = vtt("REGION\nid:low width:40% author:sentinel\nlines:3", f"{TIMING} region:low\nHello")
    assert written(content, "vtt") == vtt("REGION\nid:low\nwidth:40%\nlines:3", f"{TIMING} region:low\nHello")


@pytest.mark.parametrize(
    "content",
    [
        "Hello",
        "WEBVTTX\n\n00:01.000 --> 00:02.000\nHello"[:9],
        vtt(),
        vtt("00:01 --> 00:02\nHello"),
        vtt("00:61:00.000 --> 00:62:00.000\nHello"),
        vtt("NOTE only a note"),
    ],
)
def test_subtitles_without_a_cue_are_refused(content, refusal):
    assert refusal(content, "vtt").code == "damaged"


@pytest.mark.parametrize("content", ["Hello", "1\n00:00:01 --> 00:00:02\nHello", "1\n2\n3\n"])
def test_srt_without_a_cue_is_refused(content, refusal):
    assert refusal(content, "srt").code == "damaged"


@pytest.mark.parametrize(
    ("content", "kind", "found"), [(f"1\n{SRT_TIMING}\nHello\n", "vtt", "srt"), (said("Hello"), "srt", "vtt")]
)
def test_subtitles_of_the_other_kind_are_refused(content, kind, found, refusal):
    error = refusal(content, kind)
    assert (error.code, error.params) == ("ending", {"found": found, "ending": kind})


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<i>Hello</i>", "<i>Hello</i>"),
        ("<font color=red>Hello</font>", "Hello"),
        ("Hello<script>sentinel()</script>", "Hello"),
        ("I <3 you", "I <3 you"),
        ("<<x>img src=a onerror=go()>", "img src=a onerror=go()>"),
        ("two\n\nparts", "two\nparts"),
    ],
)
def test_srt_keeps_what_is_shown(words, shown, written):
    assert written(f"7\n{SRT_TIMING} X1:10\n{words}\n", "srt") == f"1\n{SRT_TIMING}\n{shown}\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (vtt(f"x\n{TIMING}\n<b>1 < 2</b><script>y</script>", "NOTE z"), "vtt"),
        (f"{SRT_TIMING}\n<<b>x</b>\n\ny", "srt"),
    ],
)
def test_cleaning_twice_changes_nothing(content, kind, clean):
    once = clean(content, kind).path.read_bytes()
    twice = clean(once, kind)
    assert (twice.removed, twice.path.read_bytes()) == (frozenset(), once)
