"""Codes to scan: an address as the squares that a telephone's camera reads."""

from functools import lru_cache
from itertools import groupby

import qrcode

QUIET = 4  # squares of white around a code, by its standard


def squares(address):
    """The QR code of an address: lines of "1" and "0"; none where there is no address."""
    if not address:
        return []
    code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(address)
    code.make(fit=True)
    return ["".join("01"[dark] for dark in row) for row in code.get_matrix()]


@lru_cache(maxsize=512)
def drawing(address):
    """(how many squares a side has with the white around, the path of the dark ones) for an SVG."""
    rows = squares(address)
    path = []
    for y, row in enumerate(rows, start=QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark == "1":
                path.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return len(rows) + 2 * QUIET, "".join(path)
