"""Footnotes: marks like [1] in the text of a page, numbered in the order in which they are read. Pure: no database.

A mark is plain text, so it stands in a translator's sentence where it belongs and survives every tool.
"""

import re
import unicodedata

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

_TAG = re.compile(r"(<[^>]*>)")
_MARK = re.compile(r"[ \u00a0]?\[(\w{1,8})\]")  # the number stands close to its word


def folded(mark):
    """A mark as it is compared: digits of any script are the same digits."""
    return "".join(str(unicodedata.digit(char, char)) for char in mark).casefold()


class Notes:
    """The notes of one body. `prefix` tells several bodies of one page apart."""

    def __init__(self, notes, prefix=""):
        self.prefix = prefix
        self._texts = {folded(mark): text for mark, text in notes}
        self._references = {}  # mark → ids of the places that refer to it, marks in reading order

    def __bool__(self):
        return bool(self._texts)

    def link(self, html):
        """Safe HTML in which every known mark leads to its note; marks within links stay what they are."""
        if not self._texts or "[" not in html:
            return mark_safe(html)  # noqa: S308  HTML comes in, HTML goes out
        parts, inside_link = [], 0
        for part in _TAG.split(html):
            if part.startswith("<"):
                inside_link += part[:2].lower() == "<a" and part[2:3] in (" ", ">", "")
                inside_link -= part[:3].lower() == "</a"
            elif not inside_link:
                part = _MARK.sub(self._reference, part)
            parts.append(part)
        return mark_safe("".join(parts))  # noqa: S308

    def _reference(self, match):
        mark = folded(match.group(1))
        if mark not in self._texts:
            return match.group()
        places = self._references.setdefault(mark, [])
        number = list(self._references).index(mark) + 1
        place = f"{self.prefix}ref-{number}" + (f"-{len(places) + 1}" if places else "")
        places.append(place)
        return format_html(
            '<sup><a class="footnote-ref" role="doc-noteref" id="{}" href="#{}note-{}" aria-label="{}">{}</a></sup>',
            place,
            self.prefix,
            number,
            gettext("Note %(number)s") % {"number": number},
            number,
        )

    def listed(self):
        """[{number, id, text, back: [{id, number}]}]: first those that the text refers to, then the others."""
        order = [*self._references, *(mark for mark in self._texts if mark not in self._references)]
        return [
            {
                "number": number,
                "id": f"{self.prefix}note-{number}",
                "text": self._texts[mark],
                "back": self._references.get(mark, []),
            }
            for number, mark in enumerate(order, 1)
        ]

    @classmethod
    def of(cls, body, prefix=""):
        """The notes of a StreamField's value."""
        blocks = [block.value["items"] for block in body or [] if block.block_type == "footnotes"]
        return cls(((item["mark"], item["text"]) for items in blocks for item in items), prefix)
