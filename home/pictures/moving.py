"""Pictures that move, smaller: WebP for browsers whose readers don't mind movement."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

MOST_WIDE = 800  # a moving picture that wide is heavy enough


def _frames(picture, size):
    for number in range(picture.n_frames):
        picture.seek(number)
        frame = picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
        yield frame, int(picture.info.get("duration") or 100)


def _encode(file, width):
    with Image.open(file) as picture:
        size = (width, max(1, round(picture.height * width / picture.width)))
        loop = picture.info.get("loop", 1 if picture.format == "GIF" else 0)
        frames, durations = zip(*_frames(picture, size), strict=True)
        out = BytesIO()
        frames[0].save(
            out,
            "WEBP",
            save_all=True,
            append_images=frames[1:],
            duration=list(durations),
            loop=loop,
            quality=75,
            method=3,
        )
    return out.getvalue()


def make_moving(image, widths):
    """[[name, width, height], …] of the picture's animation in its smaller widths; kept as renditions like all others."""
    made = []
    for width in [width for width in widths if width <= MOST_WIDE] or widths[:1]:
        spec = f"width-{width}|moving-webp"
        there = image.renditions.filter(filter_spec=spec, file__startswith=image.rendition_folder)
        rendition = there.first()
        if rendition is None:
            with image.open_file() as file:
                data = _encode(file, width)
            rendition = image.keep_rendition(spec, "", ContentFile(data, "moving.webp"))
        made.append([rendition.file.name, rendition.width, rendition.height])
    return made
