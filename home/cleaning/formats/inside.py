"""Pictures inside office files: told by their content, cleaned in their own kind, so that the part keeps its name."""

from home.cleaning.formats import images
from home.cleaning.formats.metafile import clean_metafile, is_emf, is_wmf
from home.cleaning.formats.result import Refused

_RASTER = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"BM", "bmp"),
)


def _raster(data):
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for magic, kind in _RASTER if data.startswith(magic)), None)


def clean_picture(data):
    """→ (bytes, removed: codes of what was taken from the picture, told as "embedded"). Refuses what it can't clean:
    drawings of programs' own kinds, SVG, and any picture that is broken or too big."""
    kind = _raster(data)
    try:
        if kind:
            cleaned, removed = images.clean_inside(data, kind)
        elif is_emf(data) or is_wmf(data):
            cleaned, removed = clean_metafile(data)
        else:
            raise Refused("embedded")
    except Refused:
        raise Refused("embedded") from None  # whatever is wrong, it is wrong with a picture in the file
    return cleaned, {"embedded"} if removed else set()
