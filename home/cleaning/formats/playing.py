"""That a cleaned film or sound plays, and what it looks like."""

import re

from . import ffmpeg
from .result import Refused

WHOLE = 180
"""Seconds up to which all of it is decoded; of a longer one, the beginning and the end."""
BEGINNING, END = 60, 5
POSTER_WIDTH = 1280
DECODING = ("-map", "0:v?", "-map", "0:a?", "-threads", "2", "-progress", "pipe:1", "-f", "null", "-")
NO_MEMORY = ("Cannot allocate memory", "Resource temporarily unavailable", "get_buffer() failed")
SHOWN = re.compile(r"Stream #0:\d.*: Video: .*?, (\d+)x(\d+)(?: \[SAR (\d+):(\d+))?")
LASTS = re.compile(r"Duration: (\d+):(\d+):(\d+\.\d+)")


def facts(opened):
    """Of a file opened as in `ffmpeg.reading`. Decodes it; Refused("damaged") where that fails or ends too soon."""
    part = ("-t", BEGINNING) if _lasting(opened) > WHOLE else ()
    report, reached = _decode(*part, *opened)
    found = LASTS.search(report)
    duration = _seconds(found) if found else reached
    if duration > WHOLE:
        if _decode("-sseof", -END, *opened)[1] <= 0:
            raise Refused("damaged")
    elif reached < duration - max(1, duration / 50):
        raise Refused("damaged")
    written = report.partition("Output #0")[2]
    shown = SHOWN.search(written)
    told = {"duration": duration, "has_video": bool(shown), "has_audio": ": Audio: " in written}
    return told | _size(shown)


def _lasting(opened):
    found = LASTS.search(ffmpeg.run(*opened).stderr.decode("utf-8", "replace"))
    return _seconds(found) if found else 0


def _seconds(found):
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _decode(*opened):
    """`(what ffmpeg reports, the second it has come to)`."""
    done = ffmpeg.run("-v", "info", "-xerror", "-err_detect", "crccheck", *opened, *DECODING)
    report = done.stderr.decode("utf-8", "replace")
    if done.returncode and any(word in report for word in NO_MEMORY):
        raise Refused("heavy")
    reached = re.findall(rb"^out_time_us=(\d+)", done.stdout, re.MULTILINE)
    if done.returncode or not reached or "CRC error" in report:
        raise Refused("damaged")
    return report, int(reached[-1]) / 1_000_000


def _size(shown):
    if shown is None:
        return {"width": None, "height": None}
    width, height, wide, high = (int(number or 1) for number in shown.groups())
    return {"width": round(width * wide / high) if wide and high else width, "height": height}


def poster(opened, target, duration):
    """One picture, for whoever looks through the films; a film of which none can be made does without."""
    ffmpeg.run(
        *("-v", "error", "-y", "-ss", f"{min(1.0, duration / 10):.3f}", *opened),
        *("-map", "0:V:0", "-frames:v", "1", "-vf", f"scale=w='min({POSTER_WIDTH},iw*sar)':h=-1,setsar=1"),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", "2"),
        *(
            "-c:v",
            "mjpeg",
            "-pix_fmt",
            "yuvj420p",
            "-q:v",
            "4",
            "-update",
            "1",
            "-f",
            "image2",
            f"file:{target}",
        ),
    )
    return {"poster": str(target)} if target.exists() and target.stat().st_size else {}
