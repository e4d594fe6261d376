"""The demo's drawings, and those of posters, anew from their SVG sources: `python -m hub.demo.draw`.

Drawing soft light takes seconds a picture, so what is loaded are the JPEG files beside the sources.
"""

from io import BytesIO

from PIL import Image

from home.typesetting import document
from hub.demo.content import ART
from resources.typesetting.making import DRAWINGS

PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image("{name}.svg", width: 100%, height: 100%)"""
SIZES = {"poster": (1754, 2481), "square": (1080, 1080), "tall": (1080, 1920)}
WIDE = (1600, 1000)


def drawn(path):
    """The JPEG of one SVG file."""
    width, height = SIZES.get(path.stem.partition("-")[0], WIDE)
    page = path.with_suffix(".typ")
    page.write_text(PAGE.format(width=width, height=height, name=path.stem), encoding="utf-8")
    try:
        picture = document(page, path.parent, {}, format="png")
    finally:
        page.unlink()
    out = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").save(out, "JPEG", quality=80, optimize=True, progressive=True)
    return out.getvalue()


def main():
    for path in sorted([*ART.glob("*.svg"), *DRAWINGS.glob("*.svg")]):
        path.with_suffix(".jpg").write_bytes(drawn(path))
        print(path.stem)


if __name__ == "__main__":
    main()
