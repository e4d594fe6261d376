"""The kinds of films and sounds that are taken, and what may be in them: what browsers play."""

from dataclasses import dataclass
from types import ModuleType

from .containers import flac, mp3, mp4, mp4_finish, ogg, wav, webm


@dataclass(frozen=True)
class Kind:
    """`walker` reads the container, `prepare` comes before ffmpeg copies and `finish` after it; `copies` is how often it
    does. `sounds` and `pictures` are codecs as ffmpeg names them; `converted` are sounds
    that only this kind's films may have, and that become AAC."""

    walker: ModuleType
    demuxer: str
    muxer: str
    sounds: frozenset
    converted: frozenset = frozenset()
    pictures: frozenset = frozenset()
    writing: tuple = ()
    prepare: object = None
    finish: object = None
    copies: int = 1

    @property
    def codecs(self):
        return self.sounds | self.pictures | self.converted


MP4 = {
    "walker": mp4,
    "demuxer": "mov",
    "sounds": frozenset({"aac", "mp3", "opus", "flac", "alac"}),
    "writing": ("-movflags", "+faststart", "-write_tmcd", "0"),
    "finish": mp4_finish.finish,
}
PCM = ("u8", "s16le", "s24le", "s32le", "f32le", "f64le", "alaw", "mulaw")
RAW = frozenset(f"pcm_{form}" for form in (*PCM, "s8", "s16be", "s24be", "s32be", "f32be"))  # of cameras
FILM = Kind(**MP4, muxer="mp4", pictures=frozenset({"h264", "hevc", "av1", "vp9"}), converted=RAW)
WEBM = {
    "walker": webm,
    "demuxer": "matroska",
    "muxer": "webm",
    "sounds": frozenset({"opus", "vorbis"}),
    "pictures": frozenset({"vp8", "vp9", "av1"}),
    "finish": webm.finish,
    "copies": 2,  # ffmpeg needs two until another one changes nothing: it rounds the end of the sound
}
MP3 = {"writing": ("-id3v2_version", "0", "-write_id3v1", "0"), "prepare": mp3.prepare}
KINDS = {
    "mp4": FILM,
    "mov": FILM,
    "m4a": Kind(**MP4, muxer="ipod"),
    "webm": Kind(**WEBM),
    "mp3": Kind(mp3, "mp3", "mp3", frozenset({"mp3"}), **MP3),
    "ogg": Kind(ogg, "ogg", "ogg", frozenset({"opus", "vorbis", "flac"}), pictures=frozenset({"vp8"})),
    "wav": Kind(wav, "wav", "wav", frozenset(f"pcm_{form}" for form in PCM), writing=("-rf64", "auto")),
    "flac": Kind(flac, "flac", "flac", frozenset({"flac"}), finish=flac.finish),
}
MP4_KINDS = {"mp4", "mov", "m4a"}
"""They are one format; what is in it decides how it is stored."""
