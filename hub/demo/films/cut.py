"""The cut: scenes of six seconds, soft cross-fades, a quiet sound, one file."""

import subprocess

import imageio_ffmpeg
from PIL import Image

from hub.demo.films.motion import NIGHT, SIZE, ramp

RATE = 24
SCENE = 6  # seconds
FADE = 0.7
POSTER = (960, 540)
# Two soft chords of sines, breathing against each other; {0} is the lowest note in Hz. Peak about -33 dB.
SOUND = (
    "0.012*(sin(2*PI*{0}*t)+0.6*sin(2*PI*{0}*1.5*t)+0.4*sin(2*PI*{0}*2*t))*(0.6+0.4*sin(2*PI*t/12))"
    "+0.009*(sin(2*PI*{0}*1.3333*t)+0.6*sin(2*PI*{0}*1.6667*t)+0.3*sin(2*PI*{0}*2.6667*t))*(0.5-0.5*sin(2*PI*t/12))"
)
PLAIN = "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -bsf:v filter_units=remove_types=6"
VIDEO = "-c:v libx264 -preset slow -tune animation -pix_fmt yuv420p -x264-params psy=0:keyint=240"


def frame(story, seconds):
    """The picture at a moment: one scene, two that fade into each other, or one and the night at either end."""
    length = SCENE * len(story.scenes)
    index = min(len(story.scenes) - 1, int(seconds // SCENE))
    picture = _scene(story, index, seconds)
    into, left = seconds - SCENE * index, SCENE * (index + 1) - seconds
    if left < FADE / 2 and index + 1 < len(story.scenes):
        picture = Image.blend(picture, _scene(story, index + 1, seconds), 0.5 - left / FADE)
    elif into < FADE / 2 and index:
        picture = Image.blend(_scene(story, index - 1, seconds), picture, 0.5 + into / FADE)
    dark = 1 - ramp(seconds, 0, FADE) * (1 - ramp(seconds, length - FADE, length - 1 / RATE))
    return Image.blend(picture, Image.new("RGB", SIZE, NIGHT), dark) if dark else picture


def _scene(story, index, seconds):
    since = seconds - SCENE * index
    return story.scenes[index](since / SCENE, since)


def encode(story, path):
    """Write the film: H.264 and AAC, ready to start before it is loaded, no metadata."""
    length = SCENE * len(story.scenes)
    sound = f"aevalsrc='{SOUND.format(story.note)}':s=44100:d={length}"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error"]
    command += f"-f rawvideo -pix_fmt rgb24 -s {SIZE[0]}x{SIZE[1]} -r {RATE} -i -".split()
    command += ["-f", "lavfi", "-i", sound, "-af", f"afade=in:d=3,afade=out:st={length - 3}:d=3"]
    command += f"{VIDEO} -crf {story.crf} -c:a aac -b:a 32k -t {length} -movflags +faststart {PLAIN}".split()
    with subprocess.Popen([*command, str(path)], stdin=subprocess.PIPE) as process:
        for number in range(length * RATE):
            process.stdin.write(frame(story, number / RATE).tobytes())
        process.stdin.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def still(story, path):
    """The film's poster: lists load as many of them as there are films, so it is smaller than the film."""
    picture = frame(story, story.still).resize(POSTER, Image.Resampling.LANCZOS)
    picture.save(path, quality=72, optimize=True, progressive=True)
