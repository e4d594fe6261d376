"""Pictures: their pixels decoded and encoded anew, upright, in sRGB; of what else the file held nothing stays."""

import warnings
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin

from home.cleaning.formats import png
from home.cleaning.formats.colours import exact_palette, is_coloured, named, plain, to_srgb
from home.cleaning.formats.encoding import save_moving, save_still
from home.cleaning.formats.result import Cleaned, Refused
from home.cleaning.formats.tails import is_another_file, tail
from home.cleaning.formats.traces import traces
from home.cleaning.formats.webp import is_lossless

MAX_PIXELS = 25_000_000
MAX_FRAMES = 600
MAX_MOVING_PIXELS = 100_000_000  # of all frames together
MAX_SIDE = 30_000

_PILLOW = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
    "tiff": ("TIFF",),
    "heic": ("HEIF",),
    "bmp": ("BMP",),
}
_MOVING = ("png", "gif", "webp", "avif")
_ENDINGS = {"jpeg": "jpg", "tiff": "tif"}

Image.MAX_IMAGE_PIXELS = None  # `_measure` is the limit, before anything is decoded
ImageFile.LOAD_TRUNCATED_IMAGES = False
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _open(source, kind):
    try:
        return Image.open(source, formats=_PILLOW[kind])
    except MemoryError:
        raise
    except Exception:
        raise Refused("damaged") from None


def _measure(im, kind):
    """Frames of what moves; refuses what is too much before a pixel is decoded."""
    width, height = im.size
    if width < 1 or height < 1:
        raise Refused("damaged")
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refused("pixels", limit=MAX_PIXELS)
    if kind not in _MOVING:  # of pages and series one picture stays, however many there are
        return 1
    frames = getattr(im, "n_frames", 1)
    if frames > MAX_FRAMES or (frames > 1 and frames * width * height > MAX_MOVING_PIXELS):
        raise Refused("frames", limit=MAX_FRAMES)
    return frames


def _upright(im, orientation):
    """Turned as the camera was held; the note of it goes with all others."""
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    return im.transpose(turn) if turn is not None else im


def _orientation(im):
    try:
        return im.getexif().get(0x0112, 1)
    except Exception:  # broken data about the picture is no broken picture
        return 1


def _bare(im, info, orientation, opaque=None):
    """A picture of pixels alone."""
    out = _upright(to_srgb(plain(im, opaque), info), orientation)
    out = out.copy() if out is im else out
    out.info = {}
    return out


def _palette(im, orientation):
    """A still picture with a palette stays as small as it is."""
    out = _upright(im.copy(), orientation)
    out.info = {name: im.info[name] for name in ("transparency",) if name in im.info}
    return out


def _still(im, kind, orientation, info, data):
    if kind in ("png", "gif") and im.mode == "P" and not is_coloured(info):
        return _palette(im, orientation)
    return _bare(im, info, orientation, png.opaque(im, data) if im.format == "PNG" else None)


def _frames(im, kind, orientation, info, data):
    """(picture, milliseconds) of every frame, whole, not only what differs from the one before."""
    for number in range(im.n_frames):
        im.seek(number)
        im.load()
        duration = im.info.get("duration", 0) or 0
        opaque = png.opaque(im, data, moving=True) if kind == "png" else None
        frame = _bare(im, info, orientation, opaque)
        if kind == "gif":
            frame = exact_palette(frame.convert("RGB") if frame.mode in ("1", "L") else frame)
        elif frame.mode in ("1", "L"):
            frame = frame.convert("RGB")
        yield frame, round(duration)


def _stored_as(kind, im):
    """The kind in which the web can show it."""
    if kind not in ("tiff", "heic"):
        return kind
    transparent = im.mode in ("1", "P", "PA", "LA", "RGBA", "RGBa") or "transparency" in im.info
    return "png" if transparent else "jpeg"


def _sampling(im):
    """How many of its colours a JPEG keeps, as Pillow counts it."""
    return max(JpegImagePlugin.get_sampling(im), 0) if im.format in ("JPEG", "MPO") else 0


def _check(data, kind):
    """Broken or followed by another file? Returns the bytes behind the picture."""
    if kind == "png":
        try:
            _open(BytesIO(data), kind).verify()
        except MemoryError:
            raise
        except Exception:
            raise Refused("damaged") from None
    rest = tail(data, kind)
    if is_another_file(rest):
        raise Refused("polyglot")
    return rest


@contextmanager
def _refused_as(code):
    """Whatever goes wrong inside is refused as `code`: a file that can't be decoded is damaged, one that can't be encoded
    asks too much."""
    try:
        yield
    except (MemoryError, Refused):
        raise
    except Exception:
        raise Refused(code) from None


def _write(data, out, kind, stored):
    """Decode `data` of `kind`, encode it to `out` as `stored` (None: what the web can show). → (kind, size, removed, frames)"""
    rest = _check(data, kind)
    im = _open(BytesIO(data), kind)
    frames = _measure(im, kind)
    lossless = kind == "webp" and is_lossless(data)
    scout = _open(BytesIO(data), kind)  # one of its own: asking Pillow for a PNG's texts moves its frames
    orientation = _orientation(scout)
    removed = traces(scout) | ({"hidden"} if rest.strip(b"\x00\r\n ") else set())
    with _refused_as("damaged"):
        codes = named(im, kind, data)
    if im.format == "MPO" or kind not in _MOVING and getattr(im, "is_animated", False):
        removed.add("pages")  # Pillow opened the first, of a HEIC the one that is meant to be shown
    if frames > 1:
        info = im.info | codes
        with _refused_as("damaged"):
            whole, durations = zip(*_frames(im, kind, orientation, info, data), strict=True)
        with _refused_as("heavy"):
            save_moving(whole, durations, out, kind, info, lossless)
        return kind, whole[0].size, removed, frames
    with _refused_as("damaged"):
        im.load()
        orientation = _orientation(im)  # read again: Pillow turns a TIFF when it loads it
        stored = stored or _stored_as(kind, im)
        clean = _still(im, stored, orientation, im.info | codes, data)
        if stored == "jpeg" and clean.mode == "RGBA":
            clean = clean.convert("RGB")
    with _refused_as("heavy"):
        save_still(clean, out, stored, _sampling(im), lossless)
    return stored, clean.size, removed, 1


def clean(source, folder, kind):
    """Clean the picture at `source` (of `kind`, see kinds.PICTURES) into `folder`. → Cleaned with width and height."""
    warnings.simplefilter("ignore")
    out = BytesIO()
    stored, size, removed, frames = _write(Path(source).read_bytes(), out, kind, None)
    ending = _ENDINGS.get(stored, stored)
    path = Path(folder) / f"clean.{ending}"
    path.write_bytes(out.getbuffer())
    return Cleaned(path, ending, frozenset(removed), {"width": size[0], "height": size[1], "frames": frames})


def clean_inside(data, ending):
    """Clean a picture that stands inside another file, in its own kind. → (bytes, removed); raises Refused."""
    kind = {"jpg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "tif": "tiff"}.get(ending.lower(), ending.lower())
    if kind not in _PILLOW or kind in ("avif", "heic"):
        raise Refused("embedded")
    out = BytesIO()
    _kind, _size, removed, _frames = _write(data, out, kind, kind)
    return out.getvalue(), frozenset(removed)
