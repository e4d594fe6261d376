"""The process that draws what others made: `python -m home.previews.child SOURCE TARGET`.

As where files are cleaned it knows no database and no secret, and may use little memory and time. It answers with one line
of JSON: the size of the picture, and how many pages there are.
"""

import json
import sys

WIDTH, HEIGHT = 640, 960  # at most: twice what a page gives it, for sharp screens


def _page(source):
    """(the first page as a picture, how many pages)"""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(source)
    page = pdf[0]
    scale = min(WIDTH / page.get_width(), HEIGHT / page.get_height())
    return page.render(scale=scale).to_pil(), len(pdf)


def _picture(source):
    from PIL import Image

    picture = Image.open(source)
    picture.thumbnail((WIDTH, HEIGHT))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    return picture, None


def draw(source, target):
    """Draw what is at `source` into the WebP `target`. → {"width", "height", "pages" (of a picture: None)}"""
    picture, pages = (_page if source.endswith(".pdf") else _picture)(source)
    picture.convert("RGB").save(target, "WEBP", quality=80)
    return {"width": picture.width, "height": picture.height, "pages": pages}


if __name__ == "__main__":
    from home.cleaning.child import limit

    limit()
    print(json.dumps(draw(sys.argv[1], sys.argv[2])))
