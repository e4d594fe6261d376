"""What stands in a page's fields, in reading order: pictures, links and headings, each with where it stands."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

_TOLD = re.compile(
    r"<a\b(?P<attributes>[^>]*\blinktype=\"page\"[^>]*)>(?P<label>.*?)</a>"
    r"|<h(?P<level>[2-6])[^>]*>(?P<heading>.*?)</h(?P=level)>",
    re.S,
)
_ID = re.compile(r"\bid=\"(\d+)\"")


@dataclass(frozen=True)
class Picture:
    where: str
    image: object
    text: str
    decorative: bool


@dataclass(frozen=True)
class Link:
    """`page_id` is None where a page was chosen once and is gone, or none was chosen where one is needed."""

    where: str
    page_id: int | None
    text: str = ""


@dataclass(frozen=True)
class Heading:
    where: str
    level: int
    text: str


def _plain(html):
    return Truncator(unescape(strip_tags(html)).strip()).chars(60)


def in_rich_text(html, where):
    """The links to pages, and the headings, of a rich text."""
    for found in _TOLD.finditer(html or ""):
        if found["level"]:
            yield Heading(where, int(found["level"]), _plain(found["heading"]))
            yield from in_rich_text(found["heading"], where)  # links in it
        else:
            known = _ID.search(found["attributes"])
            yield Link(where, int(known[1]) if known else None, _plain(found["label"]))


def _in_struct(block, value, where):
    names = block.child_blocks
    if {"image", "alt"} <= names.keys() and isinstance(value.get("image"), get_image_model()):
        yield Picture(where, value["image"], value.get("alt") or "", bool(value.get("decorative")))
    if {"level", "text"} <= names.keys() and str(value.get("level")).isdecimal():
        yield Heading(where, int(value["level"]), _plain(value.get("text") or ""))
    text = str(value.get("label") or value.get("title") or "")
    for name, child in names.items():
        inner = value.get(name)
        if isinstance(child, blocks.PageChooserBlock):
            elsewhere = bool(value.get("url"))
            if inner is not None or not (elsewhere or name != "page" and not child.required):
                yield Link(where, inner.pk if inner else None, text)
        else:
            yield from in_block(child, inner, where)


def in_block(block, value, where):
    """Everything in the value of a block and of the blocks in it."""
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for place, child in enumerate(value, 1):
            label = capfirst(str(child.block.label))
            below = _("%(where)s, block %(number)s (%(kind)s)") % {
                "where": where,
                "number": place,
                "kind": label,
            }
            yield from in_block(child.block, child.value, below)
    elif isinstance(block, blocks.StructBlock):
        yield from _in_struct(block, value, where)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            if isinstance(block.child_block, blocks.PageChooserBlock):
                yield Link(where, item.pk if item else None)
            else:
                yield from in_block(block.child_block, item, where)
    elif isinstance(block, blocks.RichTextBlock):
        yield from in_rich_text(value.source, where)


def contents(page):
    """[Picture | Link | Heading] of all rich texts and bodies of a page, in the order of its form."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField | RichTextField):
            continue
        where, value = capfirst(str(field.verbose_name)), getattr(page, field.name)
        if isinstance(field, StreamField):
            yield from in_block(value.stream_block, value, where)
        else:
            yield from in_rich_text(value, where)
