"""What a translator sees of the demo content: the strings of a page, in reading order.

Pure Python. The splitting is that of wagtail-localize: a plain text is one string; rich text gives one
string for each block element (`p`, `h3`, `li`), inline tags kept, the attributes of a link replaced by an id.
"""

from collections.abc import Iterator
from html.parser import HTMLParser

TEXT_FIELDS = ("title", "demand", "lead", "summary", "search_description", "display_name")
HTML_FIELDS = ("how_to_use",)

# What is translated in the value of each block: plain names, rich text, and the names within each item.
BLOCKS = {
    "heading": {"text": ("text",)},
    "quotation": {"text": ("text", "source")},
    "statistic": {"text": ("figure", "label", "source")},
    "timeline": {"text": ("title",), "item_text": ("when", "title", "text")},
    "questions": {"item_text": ("question",), "item_html": ("answer",)},
    "callout": {"text": ("title",), "html": ("text",)},
    "steps": {"item_text": ("title", "text")},
    "organisations": {"text": ("title",)},
}

BLOCK_TAGS = {"p", "h3", "li"}
CONTAINER_TAGS = {"ul", "ol"}
INLINE_TAGS = {"b", "i", "a"}


class _Segments(HTMLParser):
    """Collects the inner HTML of each block element; refuses what the demo content does not use."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._parts: list[str] | None = None
        self._links = 0

    def handle_starttag(self, tag, attrs):
        if tag in BLOCK_TAGS:
            if self._parts is not None:
                raise ValueError(f"<{tag}> inside another block element")
            self._parts, self._links = [], 0
        elif tag in INLINE_TAGS and self._parts is not None:
            if attrs:
                self._links += 1
                self._parts.append(f'<{tag} id="{tag}{self._links}">')
            else:
                self._parts.append(f"<{tag}>")
        elif tag not in CONTAINER_TAGS:
            raise ValueError(f"<{tag}> is not expected here")

    def handle_endtag(self, tag):
        if tag in BLOCK_TAGS:
            if text := "".join(self._parts or ()).strip():
                self.found.append(text)
            self._parts = None
        elif tag in INLINE_TAGS:
            self._parts.append(f"</{tag}>")

    def handle_data(self, data):
        if self._parts is not None:
            self._parts.append(data)
        elif data.strip():
            raise ValueError(f"text outside a block element: {data.strip()!r}")

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")


def html_strings(html: str) -> list[str]:
    """The strings of a rich text. Raises ValueError for markup the demo content does not use."""
    parser = _Segments()
    parser.feed(html)
    parser.close()
    return parser.found


def _pick(value: dict, text: tuple[str, ...] = (), html: tuple[str, ...] = ()) -> Iterator[str]:
    for name, content in value.items():
        if name in text and content:
            yield content
        elif name in html and content:
            yield from html_strings(content)


def block_strings(block: dict) -> list[str]:
    """The strings of one body block, in reading order."""
    if block["type"] == "paragraph":
        return html_strings(block["value"])
    rules, value = BLOCKS[block["type"]], block["value"]
    found = list(_pick(value, rules.get("text", ()), rules.get("html", ())))
    for item in value.get("items", ()):
        found += _pick(item, rules.get("item_text", ()), rules.get("item_html", ()))
    return found


def strings(page: dict) -> list[str]:
    """Every string of a page that is translated, once each, in reading order."""
    found = list(_pick(page["fields"], TEXT_FIELDS, HTML_FIELDS))
    for block in page["body"]:
        found += block_strings(block)
    return list(dict.fromkeys(found))


def contexts(site: dict) -> Iterator[tuple[str, str, list[str]]]:
    """(message context, language of the original, strings) for everything in `site.json` that is translated."""
    for topic in site["topics"]:
        yield f"topic:{topic['key']}", "en", [topic["name"]]
    for organisation in site["organisations"]:
        yield f"organisation:{organisation['key']}", "en", [organisation["description"]]
    for context, texts in menu_strings(site):
        yield context, "en", texts
    for page in site["pages"]:
        yield page["key"], page["locale"], strings(page)


def menu_strings(site):
    """(message context, strings) of the menus."""
    for place, data in site["menus"].items():
        titles = [entry["title"] for entry in data if not isinstance(entry, str)]
        if titles:
            yield f"menu:{place}", titles
