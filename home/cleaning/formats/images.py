"""Pictures: their pixels decoded and encoded anew, upright, in sRGB; of what else the file held nothing stays."""

import warnings
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image, ImageFile, JpegImagePlugin

from home.cleaning.formats import apng, gif, jpeg, moving, png
from home.cleaning.formats.bare import bare, orientation, with_palette
from home.cleaning.formats.colours import is_coloured, named
from home.cleaning.formats.encoding import save_moving, save_still
from home.cleaning.formats.result import Cleaned, Refused
from home.cleaning.formats.tails import is_another_file, tail
from home.cleaning.formats.traces import traces
from home.cleaning.formats.webp import is_lossless

MAX_PIXELS = 25_000_000
MAX_FRAMES = 600
MAX_MOVING_PIXELS = 200_000_000  # of all frames together: what takes a minute where it takes long
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


def _measure(size, frames=1):
    """Refuses what is too much before a pixel is decoded."""
    width, height = size
    if width < 1 or height < 1:
        raise Refused("damaged")
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refused("pixels", limit=MAX_PIXELS)
    if frames > MAX_FRAMES or (frames > 1 and frames * width * height > MAX_MOVING_PIXELS):
        raise Refused("frames", limit=MAX_FRAMES)


def _still(im, kind, held, info, data):
    if kind == "gif" and im.format == "GIF":
        im = gif.still(*gif.parse(data))
    if kind in ("png", "gif") and im.mode == "P" and not is_coloured(info):
        return with_palette(im, held)
    return bare(im, info, held, png.opaque(im, data) if im.format == "PNG" else None)


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


def _moving(im, film, data, out, kind, info):
    """Encode what moves. → (size, frames)"""
    held = orientation(im)

    def frames():
        with _refused_as("damaged"):
            yield from film.frames(info, held)

    with _refused_as("heavy"):
        save_moving(film, frames(), out, kind, kind == "webp" and is_lossless(data))
        out.seek(0)
        written = _open(out, kind)
        return written.size, written.n_frames  # some encoders make one of frames that are the same


def _resting(im, data, out, kind, stored, info):
    """Encode what doesn't move. → (kind, size)"""
    with _refused_as("damaged"):
        im.load()
        held = orientation(im)  # not before: Pillow turns a TIFF when it loads it
        stored = stored or _stored_as(kind, im)
        clean = _still(im, stored, held, im.info | info, data)
        if stored == "jpeg" and clean.mode == "RGBA":
            clean = clean.convert("RGB")
    with _refused_as("heavy"):
        save_still(clean, out, stored, _sampling(im), kind == "webp" and is_lossless(data))
    return stored, clean.size


def _write(data, out, kind, stored):
    """Decode `data` of `kind`, encode it to `out` as `stored` (None: what the web can show). → (kind, size, removed, frames)"""
    data = jpeg.ended(data) if kind == "jpeg" else data
    rest = _check(data, kind)
    at_rest = apng.resting(data) if kind == "png" else data
    im = _open(BytesIO(at_rest), kind)
    _measure(im.size)
    with _refused_as("damaged"):
        film = moving.film(im, data, kind)
        colours = named(im, kind, data)
    removed = traces(_open(BytesIO(at_rest), kind)) | ({"hidden"} if rest.strip(b"\x00\r\n ") else set())
    if film:
        _measure(film.size, film.count)
        size, frames = _moving(im, film, data, out, kind, im.info | colours)
        return kind, size, removed, frames
    if im.format == "MPO" or getattr(im, "is_animated", False):
        removed.add("pages")  # Pillow opened the first, of a HEIC the one that is meant to be shown
    stored, size = _resting(im, data, out, kind, stored, colours)
    return stored, size, removed, 1


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
