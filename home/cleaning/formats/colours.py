"""Every picture in the colours of the web: sRGB, eight bits."""

from io import BytesIO

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_WEB_GAMMA = 0.45455


def eight_bit(im):
    """A picture of more than eight bits, or of numbers, as one of eight."""
    if im.mode.startswith("I;16"):
        return im.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if im.mode in ("I", "F"):
        low, high = im.getextrema()
        if im.mode == "I" and high > 255:
            return im.point(lambda value: value * (1 / 256)).convert("L")
        if im.mode == "F" and low >= 0 and high <= 1:
            return im.point(lambda value: value * 255).convert("L")
        return im.convert("L")
    return im


def _has_alpha(im):
    return im.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in im.info


def plain(im):
    """L, RGB or RGBA without a palette; a bilevel picture stays one."""
    im = eight_bit(im)
    if im.mode == "1":
        return im
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
    if im.mode == "RGBA":
        return im.point(table * 3 + list(range(256)))
    return im.point(table * len(im.getbands()))


def to_srgb(im, info):
    """The picture `im` (as `plain` gives it) in sRGB; `info` is what its file says of its colours."""
    icc = info.get("icc_profile")
    if icc and im.mode != "1":
        grey = im.mode == "L"
        alpha = im.getchannel("A") if im.mode == "RGBA" else None
        out = _converted(im.convert("RGB") if alpha else im, icc)
        if alpha:
            out.putalpha(alpha)
        elif grey and out.mode == "RGB":
            out = out.convert("L")
        im = out
    elif info.get("gamma") and "srgb" not in info and im.mode in ("L", "RGB", "RGBA"):
        gamma = info["gamma"]
        if 0.1 < gamma < 10 and abs(gamma - _WEB_GAMMA) > 0.01:
            im = _with_gamma(im, gamma)
    return im.convert("RGB") if im.mode == "CMYK" else im


def exact_palette(im):
    """An RGB or RGBA picture as one with a palette, every colour kept where there are few enough; 255 is transparent."""
    alpha = im.getchannel("A") if im.mode == "RGBA" else None
    colours = im.convert("RGB")
    few = colours.getcolors(255)
    if few:
        table = Image.new("P", (1, 1))
        table.putpalette([part for _count, colour in few for part in colour])
        out = colours.quantize(palette=table, dither=Image.Dither.NONE)
    else:
        out = colours.quantize(255, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG)
    if alpha is not None:
        out.paste(255, mask=alpha.point(lambda value: 255 * (value < 128)))
        out.info["transparency"] = 255
    return out
