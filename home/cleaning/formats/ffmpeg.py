"""The ffmpeg program: found, kept on a short lead, and ended with whoever started it."""

import os
import re
import shutil
import subprocess
import sys

from .result import Refused

LEASH = """
import os, sys
try:
    import ctypes
    ctypes.CDLL(None).prctl(1, 9)
except (OSError, AttributeError):
    pass
if os.getppid() != int(sys.argv[1]):
    sys.exit(125)
try:
    os.execv(sys.argv[2], sys.argv[2:])
except OSError:
    sys.exit(126)
"""
"""Asks the kernel to kill ffmpeg when its parent dies, then becomes ffmpeg. A program of its own, because code between
fork and exec is not safe."""

DECODERS = {"av1": "libdav1d", "mp3": "mp3float"}
"""Those that are not named as their codec."""
TAG = re.compile(r"^((?:[^=\\\n]|\\.)+)=((?:[^\\\n]|\\.)*)$", re.MULTILINE | re.DOTALL)


def program():
    """Its path; `HUB_FFMPEG` overrides the one that comes with the site."""
    path = os.environ.get("HUB_FFMPEG") or _bundled() or shutil.which("ffmpeg")
    if not path or not os.access(path, os.X_OK):
        raise Refused("tool")
    return path


def _bundled():
    try:
        import imageio_ffmpeg

        return imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        return None


def run(*arguments):
    """A finished process with `stdout` and `stderr` in bytes. Its environment is empty: FFREPORT would write a file."""
    command = [sys.executable, "-I", "-S", "-c", LEASH, str(os.getpid()), program()]
    command += ["-hide_banner", "-nostdin", "-nostats", "-filter_threads", "2", *map(str, arguments)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, env={"LC_ALL": "C"}, check=False
    )
    if done.returncode == 126:
        raise Refused("tool")
    if done.returncode in (-9, -24):  # killed for its memory or its time
        raise Refused("heavy")
    return done


def reading(path, demuxer, codecs):
    """The arguments that open `path` as what it says it is, and let nothing in it open another file or the network."""
    mov = ["-enable_drefs", "0", "-use_absolute_path", "0"] if demuxer == "mov" else []
    return [
        *("-protocol_whitelist", "file,pipe"),
        *("-codec_whitelist", ",".join(sorted(DECODERS.get(codec, codec) for codec in codecs))),
        *("-f", demuxer, *mov),
        *("-threads", "2", "-i", f"file:{path}"),
    ]


def streams(opened):
    """The codecs of the pictures and of the sounds, in order: `(["h264"], ["aac", "aac"])`. Cover pictures are not
    pictures here."""
    found = {"video": [], "audio": []}
    select = ["-map", "0:V?", "-map", "0:a?", "-c", "copy", "-t", "0", "-f", "framehash", "-"]
    done = run("-v", "error", *opened, *select)
    if b"Error opening input" in done.stderr:
        raise Refused("damaged")
    header = done.stdout.decode("ascii", "replace")
    codecs = dict(re.findall(r"^#codec_id (\d+): (\S+)", header, re.MULTILINE))
    for number, medium in re.findall(r"^#media_type (\d+): (\S+)", header, re.MULTILINE):
        found.setdefault(medium, []).append(codecs.get(number, "none"))
    return found["video"], found["audio"]


def tags(opened):
    """`[(name, value)]` of everything ffmpeg reads as metadata, of the file, its streams and chapters."""
    select = [
        "-map",
        "0",
        "-ignore_unknown",
        "-c",
        "copy",
        "-t",
        "0",
        "-fflags",
        "+bitexact",
        "-f",
        "ffmetadata",
        "-",
    ]
    text = run("-v", "error", *opened, *select).stdout.decode("utf-8", "replace")
    chapters = [("chapter title", "chapter")] if "\n[CHAPTER]\n" in text else []
    return chapters + TAG.findall(text)
