"""Pictures of science and of scanners, with more than eight bits or with numbers, as pictures of eight bits."""

import math

from PIL import Image, TiffImagePlugin

_BITS, _PHOTOMETRIC, _SAMPLES = 258, 262, 339
_SIGNED = 2
_ALMOST_ONE = 2  # numbers that overshoot a scale from nought to one

# Grey pictures that Pillow can unpack but doesn't know it: (byte order, white is nought, unsigned, bits) → mode.
for _order, _photometric, _depth, _mode, _raw in (
    (b"MM", 0, 16, "I;16B", "I;16B"),
    (b"II", 0, 12, "I;16", "I;12"),
    (b"MM", 0, 12, "I;16", "I;12"),
    (b"MM", 1, 12, "I;16", "I;12"),
    (b"MM", 1, 32, "I", "I;32B"),
):
    TiffImagePlugin.OPEN_INFO.setdefault((_order, _photometric, (1,), 1, (_depth,), ()), (_mode, _raw))


def _sixteen(im, bits):
    if bits < 16:
        return im.convert("I").point(lambda value: value * (255 / (2**bits - 1))).convert("L")
    halves = Image.frombytes("LA", im.size, im.tobytes())
    return halves.getchannel(0 if im.mode == "I;16B" else 1)


def _integers(im, signed, bits):
    if not signed:  # Pillow takes the upper half of them for negative
        parts = Image.frombytes("RGBA", im.size, im.tobytes()).split()
        filled = [part.getextrema()[1] > 0 for part in parts]
        return parts[3 if filled[2] or filled[3] else 1 if filled[1] else 0]
    low, high = im.getextrema()
    if low < 0:
        return _spread(im, low, high)
    if high <= 255:
        return im.convert("L")
    scale = 255 / (2 ** (bits - 1) - 1)
    return im.point(lambda value: value * scale).convert("L")


def _spread(im, low, high):
    scale = 255 / ((high - low) or 1)
    return im.point(lambda value: value * scale - low * scale).convert("L")


def _numbers(im):
    low, high = im.getextrema()
    if not (math.isfinite(low) and math.isfinite(high)) or (low > -_ALMOST_ONE and high <= _ALMOST_ONE):
        return im.point(lambda value: value * 255 + 0.5).convert("L")
    if low < 0 or high > 65535:
        return _spread(im, low, high)
    return im.convert("L") if high <= 255 else im.point(lambda value: value * (1 / 257) + 0.5).convert("L")


def eight_bit(im):
    """The picture `im` with eight bits; scaled by what its file says of its numbers, and by their range where that says
    nothing."""
    tags = getattr(im, "tag_v2", {})
    bits = (tags.get(_BITS) or (16,))[0]
    if im.mode.startswith("I;16"):
        out = _sixteen(im, bits)
    elif im.mode == "I":
        out = _integers(im, (tags.get(_SAMPLES) or (1,))[0] == _SIGNED, bits)
    elif im.mode == "F":
        out = _numbers(im)
    else:
        return im
    return out.point([255 - value for value in range(256)]) if tags.get(_PHOTOMETRIC) == 0 else out
