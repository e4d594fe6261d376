"""Films and sounds: the picture and the sound go into a new file as they are, and nothing else does."""

from pathlib import Path

from . import ffmpeg, media_copy, playing
from .containers import id3, mp3
from .containers.words import code_of
from .media_kinds import KINDS, MP4_KINDS
from .result import Cleaned, Refused

PLAIN = {"major_brand", "minor_version", "compatible_brands", "language", "duration", "alpha_mode"}
PLAIN |= {"timebase", "start", "end"}
"""Tags that ffmpeg makes up of a file's structure."""
OURS = {"", "Lavf", "Lavc", "ffmpeg", "VideoHandler", "SoundHandler", "[0][0][0][0]"}
"""What ffmpeg writes when it is told to write nothing."""
OGG_ENDINGS = {"ogg", "oga", "opus", "ogv"}
STILL = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
"""Brands of pictures, which are boxes too."""
MAGIC = ((b"\x1aE\xdf\xa3", "webm"), (b"OggS", "ogg"), (b"fLaC", "flac"))


def clean(source, folder, kind):
    """`kind` of KINDS; writes `clean.<ending>` and, of a film, `poster.jpg` into `folder`. Facts: `duration` in seconds,
    `width` and `height` as shown, `has_video`, `has_audio`, `poster` (a path)."""
    source, folder, rules = Path(source), Path(folder), KINDS[kind]
    _check_kind(source, kind)
    removed = rules.walker.traces(source)
    opened = ffmpeg.reading(source, rules.demuxer, rules.codecs)
    chosen, writing, left_out = media_copy.choose(opened, rules)
    removed |= left_out | _tagged(opened)
    ending = _ending(source, kind)
    target = folder / f"clean.{ending}"
    media_copy.copy(source, target, rules, chosen, writing)
    cleaned = ffmpeg.reading(target, rules.demuxer, rules.codecs)
    if rules.walker.traces(target) | _tagged(cleaned):
        target.unlink()
        raise Refused("damaged")
    facts = playing.facts(cleaned)
    if facts["has_video"]:
        facts |= playing.poster(cleaned, folder / "poster.jpg", facts["duration"])
    return Cleaned(target, ending, frozenset(removed), facts)


def _check_kind(source, kind):
    found = _found(source)
    if found is None:
        raise Refused("kind")
    if found != kind and not {found, kind} <= MP4_KINDS:
        raise Refused("ending", found=found, ending=kind)


def _found(source):
    """The kind that the first bytes say, or None."""
    with open(source, "rb") as file:
        head = file.read(64)
        if not head:
            raise Refused("empty")
        tag = id3.size_before(head)
        if tag:
            file.seek(tag)
            return "flac" if file.read(4) == b"fLaC" else "mp3"
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        return None if head[4:8] == b"ftyp" and head[8:12] in STILL else "mp4"
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    sound = "mp3" if mp3.frame_size(head[:4]) else None
    return next((kind for start, kind in MAGIC if head.startswith(start)), sound)


def _ending(source, kind):
    if kind == "ogg":
        own = source.suffix.lower().lstrip(".")
        return own if own in OGG_ENDINGS else "ogg"
    return "mp4" if kind == "mov" else kind


def _tagged(opened):
    """Codes of the tags that ffmpeg reads."""
    return {
        code_of(name)
        for name, value in ffmpeg.tags(opened)
        if name.lower() not in PLAIN and value not in OURS
    }
