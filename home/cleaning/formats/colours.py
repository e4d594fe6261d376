"""Every picture in the colours of the web: sRGB, eight bits."""

from io import BytesIO

from PIL import Image, ImageChops, ImageCms

from home.cleaning.formats import boxes, png
from home.cleaning.formats.depth import eight_bit
from home.cleaning.formats.profiles import of_chromaticities, of_codes

_SRGB = ImageCms.createProfile("sRGB")
_WEB_GAMMA = 0.45455


def _has_alpha(im):
    return im.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in im.info


def plain(im, opaque=None):
    """L, LA, RGB, RGBA or CMYK without a palette; a bilevel picture stays one. `opaque`: a mask that counts instead of a
    colour called transparent."""
    im = eight_bit(im)
    if opaque is not None:
        out = im.convert("L" if im.mode in ("1", "L") else "RGB")
        out.putalpha(opaque)
        return out
    if im.mode == "1" and not _has_alpha(im):
        return im
    if im.mode in ("LA", "La"):
        return im.convert("LA")
    if _has_alpha(im):
        return im.convert("RGBA")
    return im if im.mode in ("L", "RGB", "CMYK") else im.convert("RGB")


def _converted(im, icc):
    """The picture with its colours counted over from its own profile; as it is where the profile doesn't fit it."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        return ImageCms.profileToProfile(im, profile, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return im


def _with_gamma(im, gamma):
    exponent = _WEB_GAMMA / gamma
    table = [round(255 * (value / 255) ** exponent) for value in range(256)]
    alpha = list(range(256)) if im.mode in ("LA", "RGBA") else []
    return im.point(table * (len(im.getbands()) - bool(alpha)) + alpha)


def _by_profile(im, icc):
    """The picture with its colours counted over from those of its profile, which knows nothing of transparency."""
    alpha = im.getchannel("A") if im.mode in ("LA", "RGBA") else None
    bare = im.convert("L" if im.mode in ("L", "LA") else im.mode.removesuffix("A"))
    out = _converted(bare, icc)
    if bare.mode == "L" and out.mode == "RGB":
        out = out.convert("L")
    if alpha:
        out.putalpha(alpha)
    return out


def named(im, kind, data):
    """The codes by which the file of the opened picture `im` names its colours, as additions to its info."""
    if kind == "png":
        codes = png.colour_codes(data)
        return {"cicp": codes} if codes else {}
    if kind == "avif":
        return {"nclx": boxes.colour_codes(data)}
    profile = im.info.get("nclx_profile") if kind == "heic" else None
    if not profile:
        return {}
    return {"nclx": (int(profile["color_primaries"]), int(profile["transfer_characteristics"]))}


def _made(info):
    """A profile for colours that are named; None where they are sRGB, brought along or only brighter and darker."""
    if info.get("cicp"):
        return of_codes(*info["cicp"])
    if info.get("icc_profile"):
        return None
    if info.get("nclx"):
        return of_codes(*info["nclx"])
    gamma = _gamma(info)
    if gamma and info.get("chromaticity"):
        return of_chromaticities(info["chromaticity"], None if _is_usual(gamma) else gamma)
    return None


def _gamma(info):
    """What a PNG says of its gamma, where that counts."""
    gamma = None if "srgb" in info or info.get("cicp") else info.get("gamma")
    return gamma if gamma and 0.1 < gamma < 10 else None


def _is_usual(gamma):
    return abs(gamma - _WEB_GAMMA) <= 0.01


def is_coloured(info):
    """Whether colours that are said to be there may be others than those of the web."""
    return bool(info.get("icc_profile") or _made(info) or _gamma(info))


def to_srgb(im, info):
    """The picture `im` (as `plain` gives it) in sRGB; `info` is what its file says of its colours, with `named`."""
    made = _made(info)
    gamma = _gamma(info)
    if im.mode == "1":
        return im
    if made and im.mode != "CMYK":
        grey = im.mode in ("L", "LA")
        out = _by_profile(im.convert("RGBA" if im.mode == "LA" else "RGB") if grey else im, made)
        im = out.convert("LA" if im.mode == "LA" else "L") if grey else out
    elif info.get("icc_profile") and not info.get("cicp"):
        im = _by_profile(im, info["icc_profile"])
    elif gamma and not _is_usual(gamma) and im.mode != "CMYK":
        im = _with_gamma(im, gamma)
    return im.convert({"CMYK": "RGB", "LA": "RGBA"}.get(im.mode, im.mode))


def _any_colour(im, seen):
    """Of any pixel that is seen."""
    box = seen.getbbox()
    if not box:
        return 0
    top = box[1]
    left = seen.crop((0, top, im.width, top + 1)).getbbox()[0]
    return im.getpixel((left, top))


def exact_palette(im, clear=False):
    """An RGB or RGBA picture as one with a palette, every colour kept where there are few enough. What is transparent gets
    the last of them; `clear`: that one is there even where nothing is."""
    seen = (
        im.getchannel("A").point([255 * (value >= 128) for value in range(256)])
        if im.mode == "RGBA"
        else None
    )
    clear = seen is not None and (clear or seen.getextrema()[0] == 0)
    colours = im.convert("RGB")
    if clear:  # under what is not seen no colour is spent
        colours = Image.composite(colours, Image.new("RGB", im.size, _any_colour(colours, seen)), seen)
    out = colours.quantize(255 if clear else 256, method=Image.Quantize.MEDIANCUT)
    if clear:
        palette = out.getpalette()
        last = len(palette) // 3
        out.putpalette([*palette, 0, 0, 0])
        out.paste(last, mask=ImageChops.invert(seen))
        out.info["transparency"] = last
    return out
