"""Texts as they are stored (HTML with a few inline tags) and as people type them."""

import re
from difflib import SequenceMatcher
from hashlib import sha256

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from wagtail_localize.strings import StringValue

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
BARE_AND = re.compile(r"&(?!(?:lt|gt);)")
LONE_LESS = re.compile(r"&lt;(?![a-z/!?])", re.IGNORECASE)  # before these letters it would begin a tag
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# Words, runs of space, single letters of scripts without spaces.
PIECE = re.compile(r"[぀-ヿ㐀-鿿฀-๿]|[^\W぀-ヿ㐀-鿿฀-๿]+|\s+|[^\w\s]")

MOST_COMPARED = 8_000_000  # pieces by pieces: about a second in the worst case


def editable(html):
    """Stored text as it stands in a text field: lines and letters as one types them, tags as they are."""
    text = LONE_LESS.sub("<", BREAK.sub("\n", html)).replace("&gt;", ">")
    return text.replace("&quot;", '"').replace("&#x27;", "'").replace("&nbsp;", "\xa0").replace("&amp;", "&")


def stored(text):
    """What was typed as it is stored. Raises `ValueError`, in words for the translator, where its tags are impossible."""
    text = text.replace("\r\n", "\n").strip().replace("\x00", "")
    return StringValue.from_translated_html(BARE_AND.sub("&amp;", text).replace("\n", "<br>")).data


def plain(html):
    """Its words alone, with single spaces."""
    return " ".join(StringValue(html).render_text().split())


def opening_tags(html):
    """The tags that open something, each once: what a button may put around chosen words."""
    return list(dict.fromkeys(tag for tag in tags(html) if not tag.startswith("</")))


def tags(html):
    """The tags that a translation has to keep, as one types them, in their order."""
    return [tag for tag in TAG.findall(html) if not BREAK.fullmatch(tag)]


def token(html):
    """Short proof of having seen a translation; "" for none. Whoever saves shows it, so that nobody is overwritten unseen."""
    return sha256(html.encode()).hexdigest()[:16] if html else ""


def difference(was, now):
    """Two stored wordings in one: safe HTML with <del> and <ins>."""
    return typed_difference(editable(was), editable(now))


def typed_difference(was, now):
    """The same of texts without mark-up. Of two that are very long it only says that one took the other's place."""
    before, after = PIECE.findall(was), PIECE.findall(now)
    if len(before) * len(after) > MOST_COMPARED:
        before, after = [was], [now]
    parts = []
    for kind, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:end])
        if kind == "equal":
            parts.append(escape(come))
            continue
        if gone:
            parts.append(format_html("<del>{}</del>", gone))
        if come:
            parts.append(format_html("<ins>{}</ins>", come))
    return format_html_join("", "{}", ((mark_safe(part),) for part in parts))


def with_visible_tags(html):
    """Stored text, marks of the glossary in it, as safe HTML that shows its tags as one types them."""

    def show(found):
        tag = found.group()
        if tag.startswith(("<mark", "</mark")):
            return tag
        if BREAK.fullmatch(tag):
            return "<br>"
        return format_html('<span class="workbench__tag" translate="no">{}</span>', tag)

    return mark_safe(TAG.sub(show, html))
