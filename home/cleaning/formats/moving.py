"""What moves, frame by frame: no more than a few frames ever stand in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image

from home.cleaning.formats import apng, gif
from home.cleaning.formats.bare import bare, upright


class Lazy(Image.Image):
    """A picture that moves, for Pillow's encoders: (picture, milliseconds) from an iterator, taken when they are asked for.

    `durations` fills itself as the frames go by, for Pillow reads the duration of a frame only behind the frame."""

    def __init__(self, frames, count):
        super().__init__()
        self.n_frames, self.is_animated, self.durations = count, True, []
        self._frames, self._at = iter(frames), -1
        self.seek(0)

    def seek(self, frame):
        if frame >= self.n_frames:
            raise EOFError("no more frames")
        while self._at < frame:  # encoders go back only when all is done
            picture, duration = next(self._frames)
            self.im, self._mode, self._size = picture.im, picture.mode, picture.size
            self.durations.append(duration)
            self._at += 1

    def tell(self):
        return 0


@dataclass
class Film:
    """`loop`: how often, 0 for ever; `write`: what writes its kind, (frames, out), where Pillow's own encoder doesn't."""

    size: tuple
    count: int
    _shown: Callable
    write: Callable | None = None
    loop: int = 0

    def frames(self, info, held):
        """(picture, milliseconds) of every frame, whole, upright and in sRGB; `info`: what the file says of its colours."""
        for picture, duration in self._shown(info):
            yield upright(picture, held), round(duration)


def _decoded(im, info):
    for number in range(im.n_frames):
        im.seek(number)
        im.load()
        frame = bare(im, info, 1)
        yield frame.convert("RGB") if frame.mode in ("1", "L") else frame, im.info.get("duration", 0) or 0


def film(im, data, kind):
    """The Film in `data`, opened by Pillow as `im`; None: nothing moves. Raises where it is broken."""
    if kind == "gif":
        size, frames = gif.parse(data)
        if len(frames) > 1:
            write = partial(gif.write, loop=im.info.get("loop"), clear=gif.clears(frames))
            return Film(size, len(frames), lambda _info: gif.shown(size, frames), write)
    elif kind == "png":
        found = apng.parse(data)
        if found:
            write = partial(apng.write, loop=found.loop, separate=found.separate)
            return Film(found.size, len(found.frames), lambda info: apng.shown(found, info), write)
    elif kind in ("webp", "avif") and im.n_frames > 1:
        return Film(im.size, im.n_frames, lambda info: _decoded(im, info), loop=im.info.get("loop", 0))
    return None
