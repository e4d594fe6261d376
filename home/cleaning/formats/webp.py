"""Chunks of a WebP file."""


def _chunks(data, at, end):
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], at + 8, min(end, at + 8 + size)
        at += 8 + size + size % 2


def is_lossless(data):
    """Whether no frame of the WebP `data` was encoded with loss."""
    frames = set()
    for name, start, end in _chunks(data, 12, len(data)):
        if name == b"ANMF":
            frames |= {inner for inner, _start, _end in _chunks(data, start + 16, end)}
        frames.add(name)
    return b"VP8L" in frames and b"VP8 " not in frames
