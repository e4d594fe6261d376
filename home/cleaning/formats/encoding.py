"""Pictures written anew: good enough that nobody sees a difference, with nothing but pixels in them."""

from home.cleaning.formats.colours import exact_palette
from home.cleaning.formats.moving import Lazy

JPEG_QUALITY = 92  # with the standard's own tables: a camera's would tell which camera it was
WEBP_QUALITY = 92
AVIF_QUALITY = 85


def _webp(lossless):
    return {"lossless": True, "quality": 75} if lossless else {"quality": WEBP_QUALITY, "exact": False}


def _avif(im):
    colours = (
        {} if im.mode in ("1", "L") else {"subsampling": "4:4:4"}
    )  # hardly more bytes than a quarter of them
    return {"quality": AVIF_QUALITY, "speed": 8, "max_threads": 2} | colours


def _save_jpeg(im, out, sampling):
    options = {"quality": JPEG_QUALITY} | ({} if im.mode == "L" else {"subsampling": sampling})
    try:
        im.save(out, "JPEG", optimize=True, progressive=True, **options)
    except OSError:  # Pillow keeps one byte a pixel for both; a grainy picture needs more
        out.seek(0)
        out.truncate()
        im.save(out, "JPEG", **options)


def save_still(im, out, kind, sampling=0, lossless=False):
    """Encode the picture `im`; `sampling`: of the colours, as Pillow counts it for JPEG."""
    if kind == "jpeg":
        _save_jpeg(im.convert("L") if im.mode == "1" else im, out, sampling)
    elif kind == "png":
        im.save(out, "PNG", compress_level=7)
    elif kind == "gif":
        (im if im.mode in ("P", "L", "1") else exact_palette(im)).save(out, "GIF", optimize=False)
    elif kind == "webp":
        im = im.convert("RGB") if im.mode in ("1", "L") else im
        im.save(out, "WEBP", method=4, **_webp(lossless))
    elif kind == "avif":
        im.save(out, "AVIF", **_avif(im))
    elif kind == "tiff":
        im.save(out, "TIFF", compression="tiff_lzw")
    else:
        im.save(out, "BMP")


def save_moving(film, frames, out, kind, lossless=False):
    """Encode `frames` of a moving.Film as they come."""
    if film.write:
        film.write(frames, out)
    else:
        lazy = Lazy(frames, film.count)
        options = {"save_all": True, "duration": lazy.durations}
        if kind == "webp":
            lazy.save(out, "WEBP", loop=film.loop, method=4, allow_mixed=False, **_webp(lossless), **options)
        else:
            lazy.save(out, "AVIF", **_avif(lazy), **options)
