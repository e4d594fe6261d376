"""Markdown of docs/ → HTML for the admin, with anchors, a table of contents, and pictures from the static files."""

from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

# The documents that are shown in the admin, by the name in their address. Only the guides are in the menu.
DOCUMENTS = {
    "editors": "editors.md",
    "translators": "translators.md",
    "files": "files.md",
    "roles": "roles.md",
    "desk": "desk.md",
}
PICTURES = "../static/"  # as the documents write it, so that pictures show where the repository is read, too


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Document:
    title: str
    html: str
    headings: tuple  # of Heading, those below the title

    @property
    def contents(self):
        """[(heading, [headings below it])] for a table of contents of two levels."""
        chapters = []
        for heading in self.headings:
            if heading.level == 2:
                chapters.append((heading, []))
            elif heading.level == 3 and chapters:
                chapters[-1][1].append(heading)
        return chapters


def read(name):
    """The document of that name, or KeyError. It is read again when its file has changed."""
    path = settings.BASE_DIR / "docs" / DOCUMENTS[name]
    return _render(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=len(DOCUMENTS))
def _render(path, _changed):
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    headings = list(_anchored(tokens))
    title = headings.pop(0).text
    del tokens[:3]  # the admin's own header says the title
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                _from_static(child)
            elif child.type == "link_open":
                child.attrSet("href", _address(str(child.attrGet("href"))))
    html = markdown.renderer.render(list(_scrolling_tables(tokens)), markdown.options, {})
    return Document(title, mark_safe(html), tuple(headings))  # noqa: S308  our own file, without HTML in it


def _anchored(tokens):
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            text = "".join(part.content for part in tokens[place + 1].children)
            token.attrSet("id", slugify(text))
            yield Heading(int(token.tag[1]), text, slugify(text))


def _from_static(image):
    """With its size, so that nothing moves while pictures arrive and anchors stay where they are."""
    file = str(image.attrGet("src")).removeprefix(PICTURES)
    with Image.open(settings.BASE_DIR / "static" / file) as picture:
        width, height = picture.size
    image.attrs |= {"src": static(file), "width": width, "height": height, "loading": "lazy"}


def _address(href):
    """Links between the documents lead to the same place in the admin."""
    file, hash_sign, anchor = href.partition("#")
    for name, document in DOCUMENTS.items():
        if file and normpath(file) == document:
            return address_of(name) + hash_sign + anchor
    return href


def address_of(name):
    return reverse("editors_guide") if name == "editors" else reverse("editors_guide_more", args=[name])


def _scrolling_tables(tokens):
    """Each table in a box that scrolls by itself, also by keyboard, so that a narrow screen keeps the page whole."""
    for token in tokens:
        if token.type == "table_open":
            box = Token("div_open", "div", 1, attrs={"class": "guide__table", "tabindex": "0"}, block=True)
            yield box
        yield token
        if token.type == "table_close":
            yield Token("div_close", "div", -1, block=True)
