"""A picture of nothing but pixels: upright, in the colours of the web."""

from PIL import Image

from home.cleaning.formats.colours import plain, to_srgb

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(im):
    """How the camera was held, as EXIF counts it."""
    try:
        return im.getexif().get(_ORIENTATION, 1)
    except Exception:  # broken data about the picture is no broken picture
        return 1


def upright(im, held):
    """Turned as the camera was held; the note of it goes with all others."""
    turn = _TURNS.get(held)
    return im.transpose(turn) if turn is not None else im


def bare(im, info, held, opaque=None):
    """A picture of pixels alone; `info`: what its file says of its colours, `opaque`: see colours.plain."""
    out = upright(to_srgb(plain(im, opaque), info), held)
    out = out.copy() if out is im else out
    out.info = {}
    return out


def with_palette(im, held):
    """A still picture with a palette stays as small as it is."""
    out = upright(im.copy(), held)
    out.info = {name: im.info[name] for name in ("transparency",) if name in im.info}
    return out
