"""Small films and sounds with things planted in them that a cleaner has to find."""

import hashlib
import subprocess

import pytest

from home.cleaning.formats import ffmpeg, media
from home.cleaning.formats.result import Refused

SENTINEL = "Sentinel"
PLACE = "+37.5665+126.9780/"
PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:duration=1")
H264 = ("-c:v", "libx264", "-pix_fmt", "yuv420p")
TAGS = {
    "title": f"{SENTINEL} title",
    "artist": f"{SENTINEL} artist",
    "comment": f"{SENTINEL} comment",
    "copyright": f"{SENTINEL} copyright",
    "date": "1998-01-02",
}
APPLE = {
    "com.apple.quicktime.location.ISO6709": PLACE,
    "com.apple.quicktime.make": f"{SENTINEL} make",
    "com.apple.quicktime.model": f"{SENTINEL} model",
    "com.apple.quicktime.software": f"{SENTINEL} software",
    "com.apple.quicktime.creationdate": "1998-01-02T03:04:05+0900",
    "com.apple.quicktime.author": f"{SENTINEL} author",
}
CHAPTERS = f";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle={SENTINEL} chapter\n"
SAID = f"1\n00:00:00,000 --> 00:00:00,900\n{SENTINEL} GPS(37.5665,126.9780)\n"
XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + f"<x><tiff:Make>{SENTINEL}</tiff:Make></x>".encode()


def make(path, *arguments):
    command = [ffmpeg.program(), "-v", "error", "-nostdin", "-y", *map(str, arguments), path]
    subprocess.run(command, check=True, capture_output=True)
    return path


def tagged(tags):
    return [part for name, value in tags.items() for part in ("-metadata", f"{name}={value}")]


def changed(path, made, change):
    """A copy of the file `made`, its bytes changed."""
    path.write_bytes(change(made.read_bytes()))
    return path


def box(kind, body):
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def frames(path, *selection):
    """A checksum of everything that is seen and heard, decoded; the times are not in it."""
    command = [ffmpeg.program(), "-v", "error", "-nostdin", "-i", path, *selection, "-f", "framemd5", "-"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    told = sorted(
        (line.split(",")[0], at, line.split(",")[5]) for at, line in enumerate(lines) if line[:1] != "#"
    )
    streams = {}
    for stream, _, frame in told:
        streams.setdefault(stream, hashlib.md5()).update(frame.encode())
    return {stream: digest.hexdigest() for stream, digest in streams.items()}


def film(folder, name="film.mp4", *options):
    return make(folder / name, *PICTURE, *SOUND, *H264, "-c:a", "aac", *options)


def full_film(folder):
    """Place, names, dates, a chapter, subtitles, a cover, XMP, text in free space, bytes after the end."""
    said, chapters = folder / "said.srt", folder / "chapters.txt"
    said.write_text(SAID)
    chapters.write_text(CHAPTERS)
    cover = make(
        folder / "cover.jpg", "-f", "lavfi", "-i", "color=red:size=32x32:duration=0.1", "-frames:v", "1"
    )
    several = [
        "-map",
        "0:v",
        "-map",
        "1:a",
        "-map",
        "2",
        "-map_chapters",
        "3",
        "-c:s",
        "mov_text",
        "-c:a",
        "aac",
        *H264,
    ]
    dated = tagged({**TAGS, "location": PLACE, "creation_time": "1998-01-02T03:04:05"})
    open_film = make(
        folder / "open.mp4",
        *PICTURE,
        *SOUND,
        "-i",
        said,
        "-f",
        "ffmetadata",
        "-i",
        chapters,
        *several,
        *dated,
    )
    streams = [
        "-map",
        "0:v",
        "-map",
        "0:a",
        "-map",
        "0:s",
        "-map",
        "1",
        "-c",
        "copy",
        "-disposition:v:1",
        "attached_pic",
    ]
    covered = make(folder / "covered.mp4", "-i", open_film, "-i", cover, *streams)
    planted = (
        box(b"uuid", XMP) + box(b"free", f"{SENTINEL} free".encode()) + f"{SENTINEL} after the end".encode()
    )
    return changed(folder / "full.mp4", covered, lambda data: data + planted)


VP9 = ("-c:v", "libvpx-vp9", "-b:v", "50k", "-deadline", "realtime")


SOUNDS = {
    "mp3": ("-c:a", "libmp3lame"),
    "ogg": ("-c:a", "libvorbis"),
    "opus": ("-c:a", "libopus"),
    "wav": ("-c:a", "pcm_s16le"),
    "flac": ("-c:a", "flac"),
    "m4a": ("-c:a", "aac"),
}


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


def refusal(source, folder, kind):
    with pytest.raises(Refused) as refused:
        media.clean(source, folder, kind)
    return refused.value
