"""An MP4 as ffmpeg has written it: what is not needed to play it becomes empty space, in its place."""

from . import iso, nal
from .mp4 import SPACE, TIMES, units

NEEDED = iso.types(
    "moov mvhd trak tkhd edts elst mdia mdhd hdlr minf vmhd smhd dinf dref url stbl stsd stts stss ctts cslg stsc stsz "
    "stco co64 sgpd sbgp sdtp"
)
DESCRIBING = iso.types(
    "avcC hvcC lhvC av1C vpcC esds dOps dfLa alac pasp btrt colr fiel dvcC dvvC clli mdcv SmDm CoLL clap chan chnl srat "
    "amve st3d vexu hfov"
)
"""What a sample entry says about the codec and how it is shown."""
SEEN = iso.types("avc1 avc3 hvc1 hev1 av01 vp09")


def finish(path):
    """Whether a box became empty: another copy leaves the space out."""
    blanked = False
    with open(path, "r+b") as file:
        for moov in [box for box in iso.boxes(file, 0, iso.length(file)) if box.type == b"moov"]:
            for box in list(iso.descend(file, moov)):
                blanked |= _finish_box(file, box)
            for trak in [box for box in iso.children(file, moov) if box.type == b"trak"]:
                _finish_track(file, trak)
    return blanked


def _finish_box(file, box):
    blanked = False
    if box.type in TIMES:
        wide = iso.read(file, box, 1) == b"\1"
        _write(file, box.body + 4, bytes(16 if wide else 8))
    elif box.type == b"stsd":
        for entry in iso.children(file, box):
            blanked |= _finish_entry(file, entry)
    elif box.type not in NEEDED | SPACE:
        blanked = _blank(file, box)
    return blanked


def _finish_entry(file, entry):
    seen = entry.type in SEEN
    if seen:
        _write(file, entry.body + 12, bytes(4))  # who made the compressor
        _write(file, entry.body + 42, bytes(32))  # and its name
    blanked = False
    for box in list(iso.children(file, entry._replace(body=entry.body + (78 if seen else 28)))):
        named = box.type == b"colr" and iso.read(file, box, 4) in (
            b"prof",
            b"rICC",
        )  # a profile has names in it
        if box.type not in DESCRIBING | SPACE or named:
            blanked |= _blank(file, box)
    return blanked


def _finish_track(file, trak):
    for unit, offset, hevc in units(file, trak):
        tidied = nal.tidied(unit, hevc)
        if tidied != unit:
            _write(file, offset, tidied)


def _blank(file, box):
    _write(file, box.start + 4, b"free")
    _write(file, box.body, bytes(max(0, box.end - box.body)))
    return True


def _write(file, offset, data):
    file.seek(offset)
    file.write(data)
