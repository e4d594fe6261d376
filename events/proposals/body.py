"""What a host wrote, in the body of a page: three blocks of their own beside those of editors, which stay as they are."""

import json
import re
import uuid
from html import unescape
from urllib.parse import urlsplit

from django.utils.html import escape

from events.proposals.content import clean_text

BLOCKS = {"text": "paragraph", "links": "buttons", "picture": "picture"}  # what of a content → kind of block
_ENDS = re.compile(r"</(?:p|h[2-6]|ul|ol)>", re.IGNORECASE)
_LINE = re.compile(r"<br\s*/?>|</li>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def block_id(page, name):
    """The same for ever, so that translations keep to the block."""
    return str(uuid.uuid5(page.translation_key, f"events.proposals.{name}"))


def as_html(text):
    """Plain text as paragraphs of rich text."""
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br/>')}</p>" for part in paragraphs)


def as_text(html):
    """The words of rich text, with empty lines between its paragraphs."""
    text = _LINE.sub("\n", _ENDS.sub("\n\n", html))
    return clean_text(unescape(_TAG.sub("", text)), lines=True)


def read(page):
    """{text, links, picture, picture_alt} of what stands in the host's blocks."""
    found = {block["id"]: block["value"] for block in page.body.raw_data}
    picture = found.get(block_id(page, "picture")) or {}
    buttons = found.get(block_id(page, "links")) or []
    return {
        "text": as_text(found.get(block_id(page, "text")) or ""),
        "links": [item.get("value", item).get("url", "") for item in buttons],
        "picture": picture.get("image"),
        "picture_alt": picture.get("alt", ""),
    }


def write(page, content, keys=("text", "links", "picture")):
    """Put what a content says into the host's blocks: each where it is, or behind what is there; without words none."""
    blocks = [dict(block) for block in page.body.raw_data]
    for name, kind in BLOCKS.items():
        if name not in keys:
            continue
        own = block_id(page, name)
        place = next((place for place, block in enumerate(blocks) if block["id"] == own), None)
        value = _value(page, name, content)
        if value is None:
            if place is not None:
                del blocks[place]
        elif place is None:
            blocks.append({"type": kind, "value": value, "id": own})
        else:
            blocks[place]["value"] = value
    page.body = json.dumps(blocks)


def _value(page, name, content):
    if name == "text":
        return as_html(content["text"]) or None
    if name == "picture":
        if not content["picture"]:
            return None
        shown = {"image": content["picture"], "alt": content["picture_alt"]}
        return {**shown, "decorative": False, "caption": ""}
    return [
        {
            "type": "item",
            "value": {"label": (urlsplit(link).hostname or link)[:60], "page": None, "url": link},
            "id": block_id(page, f"link.{link}"),
        }
        for link in content["links"]
    ] or None


def all_text(page):
    """The words of every paragraph, whoever wrote it."""
    found = [as_text(block["value"]) for block in page.body.raw_data if block["type"] == "paragraph"]
    return "\n\n".join(text for text in found if text)
