"""ffmpeg copies one picture and the sounds of a file, as they are, into a new one."""

from . import ffmpeg
from .media_kinds import FILM
from .result import Refused

MOST_SOUNDS = 8
MOST_COPIES = 3
FILTERS = {
    "h264": "filter_units=remove_types=12|24-31",  # filler, and units whose meaning each maker chooses
    "hevc": "filter_units=remove_types=38|41-47|48-61",
    "av1": "filter_units=remove_types=5|15",  # metadata, padding
}


def choose(opened, rules):
    """`(arguments that select the streams, arguments that write them, codes of the streams left out)`."""
    pictures, sounds = ffmpeg.streams(opened)
    picture = next((at for at, codec in enumerate(pictures) if codec in rules.pictures), None)
    heard = [at for at, codec in enumerate(sounds) if codec in rules.sounds | rules.converted][:MOST_SOUNDS]
    if rules.muxer == "ipod" and FILM.pictures & set(pictures):
        raise Refused("ending", found="mp4", ending="m4a")
    if not (pictures or sounds):
        raise Refused("kind")
    if (pictures and picture is None) or (sounds and not heard):
        raise Refused("codec", found=" + ".join([*pictures, *sounds]))
    chosen, writing = [], []
    if picture is not None:
        chosen += ["-map", f"0:V:{picture}"]
        writing += _picture(pictures[picture])
    for number, at in enumerate(heard):
        chosen += ["-map", f"0:a:{at}"]
        writing += [f"-disposition:a:{number}", "0" if number else "default"]
        if sounds[at] in rules.converted:
            chosen += [f"-c:a:{number}", "aac", f"-b:a:{number}", "192k"]
    left_out = {"pages"} if len(pictures) > 1 else set()
    return chosen, writing, left_out | ({"other"} if len(heard) < len(sounds) else set())


def _picture(codec):
    writing = ["-disposition:v", "default"]
    if codec == "hevc":
        writing += ["-tag:v", "hvc1"]  # the only name Safari plays
    return writing + (["-bsf:v", FILTERS[codec]] if codec in FILTERS else [])


def copy(source, target, rules, chosen, writing):
    """Copies and finishes until another copy would be the same."""
    made = [rules.prepare(source, target.parent)] if rules.prepare else []
    for number in range(MOST_COPIES):
        copied = target.with_name(f"copy-{number}{target.suffix}")
        _once(made[-1] if made else source, copied, rules, [*chosen, *writing])
        made.append(copied)
        changed = rules.finish(copied) if rules.finish else False
        if not changed and number + 1 >= rules.copies:
            break
        chosen = ["-map", "0"]
    made.pop().replace(target)
    for step in made:
        step.unlink()


def _once(source, target, rules, selection):
    done = ffmpeg.run(
        *("-v", "error", "-xerror", "-y"),
        *ffmpeg.reading(source, rules.demuxer, rules.codecs),
        *("-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"),
        *selection,
        *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
        *rules.writing,
        *("-f", rules.muxer, f"file:{target}"),
    )
    if done.returncode or not target.exists():
        raise Refused("damaged")
