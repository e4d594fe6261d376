"""Colour profiles for pictures that name their colours instead of bringing one: by the codes of ITU-T H.273 (AVIF, HEIC, PNG's
cICP) or by chromaticities and gamma (PNG)."""

from functools import cache
from struct import error, pack

D65, _C, _DCI = (0.3127, 0.3290), (0.310, 0.316), (0.314, 0.351)
SRGB = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), D65)
_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
_SMPTE = ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), D65)
_PRIMARIES = {
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), _C),
    5: ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06), D65),
    6: _SMPTE,
    7: _SMPTE,
    8: ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), _C),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), D65),
    10: ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0), (1 / 3, 1 / 3)),
    11: (*_P3, _DCI),
    12: (*_P3, D65),
    22: ((0.630, 0.340), (0.295, 0.605), (0.155, 0.077), D65),
}
"""Red, green, blue and white; what isn't here is shown as sRGB, as browsers do it."""

_PQ, _HLG = 16, 18
_WHITE = 203  # nits of paper in a picture of high range (ITU-R BT.2408)
_BRIGHTEST = 1000 / _WHITE
_KNEE = 0.5  # of white: below it nothing is changed
_D50 = (0.9642, 1.0, 0.8249)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_STEPS = 255 * 8 + 1  # every value of eight bits has an entry of its own


def srgb_curve(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _rolled_off(light):
    """Light in parts of white, brought into what a screen can show: what is brighter than the knee draws closer together."""
    if light <= _KNEE:
        return light
    over, most = (light - _KNEE) / (1 - _KNEE), (_BRIGHTEST - _KNEE) / (1 - _KNEE)
    return min(1.0, _KNEE + (1 - _KNEE) * over * (1 + over / most**2) / (1 + over))


def _pq_curve(value):
    """SMPTE ST 2084."""
    root = value ** (1 / 78.84375)
    nits = 10_000 * (max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)
    return _rolled_off(nits / _WHITE)


def _hlg_curve(value):
    """ARIB STD-B67 as a screen of 1000 nits shows it."""
    scene = (
        value**2 / 3
        if value <= 0.5
        else (2.718281828459045 ** ((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    )
    return _rolled_off(1000 * scene**1.2 / _WHITE)


_CURVES = {
    4: lambda value: value**2.2,
    5: lambda value: value**2.8,
    8: lambda value: value,
    9: lambda value: 10 ** (2 * (value - 1)) if value else 0,
    10: lambda value: 10 ** (2.5 * (value - 1)) if value else 0,
    _PQ: _pq_curve,
    17: lambda value: min(1, value**2.6 * 52.37 / 48),
    _HLG: _hlg_curve,
}
"""Transfer → light from what is stored; what isn't here is shown as sRGB, as browsers do it."""


def _product(rows, columns):
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*columns, strict=True)]
        for row in rows
    ]


def _inverse(m):
    (a, b, c), (d, e, f), (g, h, i) = m
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    determinant = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    return [[value / determinant for value in row] for row in cofactors]


def _xyz(chromaticity):
    x, y = chromaticity
    return (x / y, 1.0, (1 - x - y) / y)


def _matrix(primaries):
    """From light of these primaries to XYZ as it is seen under D50."""
    *colours, white = primaries
    columns = [[x, y, 1 - x - y] for x, y in colours]
    base = [list(row) for row in zip(*columns, strict=True)]
    white = [[value] for value in _xyz(white)]
    strength = _product(_inverse(base), white)
    matrix = [[value * part for value, (part,) in zip(row, strength, strict=True)] for row in base]
    seen, wanted = _product(_BRADFORD, white), _product(_BRADFORD, [[value] for value in _D50])
    scale = [[wanted[n][0] / seen[n][0] if n == m else 0 for m in range(3)] for n in range(3)]
    return _product(_product(_inverse(_BRADFORD), _product(scale, _BRADFORD)), matrix)


def _fixed(values):
    return pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _profile(primaries, curve):
    """An ICC profile (version 2) of a matrix and one curve for the three colours."""
    table = [round(65535 * min(1, max(0, curve(step / (_STEPS - 1))))) for step in range(_STEPS)]
    parts = {
        b"desc": b"desc" + bytes(4) + pack(">I", 2) + b"-\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"-\0",
        b"wtpt": b"XYZ " + bytes(4) + _fixed(_D50),
    }
    for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), zip(*_matrix(primaries), strict=True), strict=True):
        parts[name] = b"XYZ " + bytes(4) + _fixed(column)
    curves = b"curv" + bytes(4) + pack(f">I{_STEPS}H", _STEPS, *table)
    at = 128 + 4 + 12 * (len(parts) + 3)
    index, body = b"", b""
    for name, content in parts.items():
        content += bytes(-len(content) % 4)
        index += name + pack(">II", at + len(body), len(content))
        body += content
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        index += name + pack(">II", at + len(body), len(curves))
    body += curves + bytes(-len(curves) % 4)
    head = bytes(8) + b"\x02\x10\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28) + _fixed(_D50) + bytes(48)
    whole = head + pack(">I", len(parts) + 3) + index + body
    return pack(">I", len(whole)) + whole[4:]


@cache
def of_codes(primaries, transfer):
    """The profile of colours named by their codes; None: they are sRGB."""
    if primaries not in _PRIMARIES and transfer not in _CURVES:
        return None
    return _profile(_PRIMARIES.get(primaries, SRGB), _CURVES.get(transfer, srgb_curve))


def of_chromaticities(values, gamma):
    """The profile of white, red, green and blue (x and y each) with a curve of `gamma` as PNG means it, None for that of
    sRGB; None: they are sRGB, or nonsense."""
    white, *colours = [tuple(values[at : at + 2]) for at in range(0, 8, 2)]
    primaries = (*colours, white)
    usual = all(
        abs(a - b) < 0.005
        for one, two in zip(primaries, SRGB, strict=True)
        for a, b in zip(one, two, strict=True)
    )
    if usual:
        return None
    try:
        return _profile(primaries, (lambda value: value ** (1 / gamma)) if gamma else srgb_curve)
    except (ArithmeticError, ValueError, error):  # points that span no colours
        return None
