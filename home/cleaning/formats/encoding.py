"""Pictures written anew: good enough that nobody sees a difference, with nothing but pixels in them."""

from home.cleaning.formats.colours import exact_palette

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


def save_moving(frames, durations, out, kind, info, lossless=False):
    """Encode whole frames with their milliseconds; `info` is what the original's file said of its course."""
    loop = info.get("loop", 1 if kind == "gif" else 0)
    if kind != "gif" and len({frame.mode for frame in frames}) > 1:
        frames = [frame.convert("RGBA") for frame in frames]
    options = {"save_all": True, "append_images": frames[1:], "duration": list(durations)}
    if kind == "gif":
        clear = any("transparency" in frame.info for frame in frames)
        played = {} if "loop" not in info else {"loop": loop}
        frames[0].save(out, "GIF", optimize=False, disposal=2 if clear else 1, **played, **options)
    elif kind == "png":
        first = bool(info.get("default_image"))
        if first:  # the picture shown where nothing moves is no part of the animation
            options["duration"] = list(durations[1:])
        frames[0].save(
            out, "PNG", loop=loop, disposal=0, blend=0, default_image=first, compress_level=7, **options
        )
    elif kind == "webp":
        frames[0].save(out, "WEBP", loop=loop, method=4, allow_mixed=False, **_webp(lossless), **options)
    else:
        frames[0].save(out, "AVIF", **_avif(frames[0]), **options)
