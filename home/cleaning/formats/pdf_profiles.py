"""Profiles of colours inside a PDF: the numbers stay where they are, the texts are made blank.

Everything keeps its place and length (ICC.1:2022, 7), so that viewers that know a profile by sight still know it.
"""

_TABLES = {
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0", b"B2D1",
    b"B2D2", b"B2D3", b"pre0", b"pre1", b"pre2", b"gamt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC",
    b"kTRC", b"wtpt", b"bkpt", b"chad", b"chrm", b"lumi", b"meas", b"view", b"tech", b"rig0", b"ciis", b"cicp",
}  # fmt: skip
_TYPES = {
    b"XYZ ", b"curv", b"para", b"mft1", b"mft2", b"mAB ", b"mBA ", b"sf32", b"sig ", b"meas", b"view", b"chrm",
    b"mpet", b"cicp",
}  # fmt: skip
_KNOWN = (b"sRGB IEC61966-2.1", b"Adobe RGB (1998)", b"Display P3", b"sRGB", b"ProPhoto RGB")
_DATE = b"\x07\xd0\0\1\0\1\0\0\0\0\0\0"


def _blank(name, payload):
    """A valid text of the same type that says nothing; nothing at all for what no reader needs."""
    if name not in (b"desc", b"cprt"):
        return b""
    kind = payload[:4]
    if kind == b"desc" and len(payload) >= 90:  # the plain text is followed by 78 bytes of other writings
        said = payload[12 : 12 + int.from_bytes(payload[8:12], "big")].rstrip(b"\0")
        text = (said if said in _KNOWN else b"") + b"\0"
        blank = kind + bytes(4) + len(text).to_bytes(4, "big") + text
        return blank + bytes(len(payload) - len(blank))
    if kind == b"mluc" and len(payload) >= 16:
        return kind + bytes(8) + b"\0\0\0\x0c" + bytes(len(payload) - 16)
    if kind == b"text" and len(payload) >= 9:
        return kind + bytes(len(payload) - 4)
    return b""


def _head(data):
    """Without date, the file's own number, and who made program, device and profile."""
    head = bytearray(data[:128])
    head[24:36] = _DATE
    for start, end in ((4, 8), (40, 44), (48, 56), (80, 128)):
        head[start:end] = bytes(end - start)
    return head


def _covers(taken, start, end):
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def blank_profile(data):
    """The profile without what its texts tell; empty if it is none that can be read (then none is used by viewers)."""
    size = int.from_bytes(data[:4], "big")
    count = int.from_bytes(data[128:132], "big")
    if data[36:40] != b"acsp" or size > len(data) or count > 200 or size < 132 + 12 * count:
        return b""
    out = bytearray(size)
    out[:128] = _head(data)
    out[128 : 132 + 12 * count] = data[128 : 132 + 12 * count]
    taken, texts = [], []
    for number in range(count):
        entry = data[132 + 12 * number : 144 + 12 * number]
        start = int.from_bytes(entry[4:8], "big")
        end = start + int.from_bytes(entry[8:12], "big")
        if start < 132 + 12 * count or end > size:
            return b""
        if entry[:4] in _TABLES and data[start : start + 4] in _TYPES:
            out[start:end] = data[start:end]
            taken.append((start, end))
        else:
            texts.append((entry[:4], start, end))
    for name, start, end in texts:
        if not _covers(taken, start, end):
            blank = _blank(name, data[start:end])
            out[start : start + len(blank)] = blank
            taken.append((start, end))
    return bytes(out)


def has_profile(data):
    return data[36:40] == b"acsp"
