"""What stands untranslated on a page that is shown says so itself: `lang` and `dir` around each such text.

Pure: HTML comes in, the same HTML goes out, with attributes and <span>s added and not a byte of anything else changed.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape

# Comments and what holds no words for readers stay as they are, whatever is in them.
TOKEN = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>"
    r"|<(?P<kept>script|style|svg|template|textarea|head|iframe)\b.*?</(?P=kept)\s*>"
    r"|<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?P<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"\s+([^\s=>/\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
LINE = ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong")
INLINE = frozenset((*LINE, "sub", "sup", "time", "u", "br", "wbr"))
# Headings are not among these: where one stands depends on its direction, so only what is inside gets another one.
TEXTUAL = INLINE - {"br", "wbr"} | frozenset(
    ("p", "td", "th", "caption", "figcaption", "dt", "dd", "summary", "label", "button", "blockquote")
)
SAID = ("alt", "aria-label", "title", "placeholder")
AROUND = " \t\r\n\xa0,;·•—–|()«»“”„\"'"
NOTE = re.compile(r"\[\w{1,8}\]")  # the mark of a footnote (home/notes.py), which is shown as a number


@dataclass
class Element:
    """An element, or a text (`name` is ""): where it begins and ends, and where what is inside does."""

    name: str
    start: int
    inner: int
    attributes: dict = field(default_factory=dict)
    inner_end: int = 0
    end: int = 0
    parts: list = field(default_factory=list)
    whole: bool = True  # nothing but words inside

    @property
    def is_note(self):
        return self.name == "sup" and any(
            "footnote-ref" in part.attributes.get("class", "") for part in self.parts
        )


def key(text):
    """A text as it is compared: without its spaces, the marks of its footnotes, and capitals that a template gave it."""
    return "".join(NOTE.sub("", text).split()).casefold()


def mark(html, texts, own, source, direction):
    """`html` of a page in the language `own` (tags as in `lang`), where every one of the plain `texts`, which are in
    `source`, is marked; `direction` is that of `source`.
    """
    wanted = {key(text) for text in texts} - {""}
    if not wanted:
        return html
    marks = Marks(html, wanted, own, source, direction)
    marks.look(parsed(html), "")
    return marks.written()


def parsed(html):
    """The tree of `html`, as an `Element` without a name. What isn't closed ends with what it stands in."""
    root = Element("root", 0, 0)
    line, at = [root], 0
    for token in TOKEN.finditer(html):
        _add_text(line[-1], at, token.start())
        at = token.end()
        name = (token["name"] or "").lower()
        if not name:
            line[-1].parts.append(Element("kept", token.start(), at, {}, at, at, whole=False))
            _not_whole(line)
        elif token["close"]:
            _close(line, name, token)
        else:
            element = Element(name, token.start(), at, _attributes(token["rest"]), at, at)
            line[-1].parts.append(element)
            if name not in VOID and not token["rest"].endswith("/"):
                line.append(element)
            elif name not in INLINE:
                element.whole = False
                _not_whole(line)
    _add_text(line[-1], at, len(html))
    for element in line:
        element.inner_end = element.end = len(html)
    return root


def _add_text(parent, start, end):
    if end > start:
        parent.parts.append(Element("", start, start, {}, end, end))


def _not_whole(line):
    for element in line:
        element.whole = False


def _close(line, name, token):
    if name not in [element.name for element in line[1:]]:
        return
    while True:
        element = line.pop()
        element.inner_end, element.end = token.start(), token.start()
        if element.name == name:
            element.end = token.end()
            return


def _attributes(rest):
    return {
        match[1].lower(): unescape((match[2] or "").strip("\"'")) for match in ATTRIBUTE.finditer(f" {rest}")
    }


class Marks:
    """Where marks come, collected in one walk over the tree."""

    def __init__(self, html, wanted, own, source, direction):
        self.html, self.wanted, self.own, self.source = html, wanted, own, source
        self.attributes = f' lang="{escape(source)}" dir="{escape(direction)}"'
        self.edits = []  # (start, end, what takes the place of what is between)

    def look(self, element, language):
        """Mark what is wanted inside `element`, which stands in text of `language`: only what says to be in our own."""
        language = element.attributes.get("lang", language)
        ours = language in ("", self.own)
        if ours:
            self._look_at_attributes(element)
            if element.whole and element.name in TEXTUAL and self._is_wanted(self.words(element)):
                self._put(element, self.attributes)
                return
        run = []
        for part in [*element.parts, None]:
            if part is not None and (not part.name or part.name in INLINE) and part.whole:
                run.append(part)
                continue
            self._look_at_run(run, language, ours)
            run = []
            if part is not None and part.name != "kept":
                self.look(part, language)

    def _look_at_run(self, run, language, ours):
        """Texts and inline elements beside each other: one text of the page, or several."""
        while run and not run[0].name and not self.words(run[0]).strip():
            run = run[1:]
        if ours and len(run) > 1 and self._is_wanted("".join(self.words(part) for part in run)):
            self._wrap(run[0].start, run[-1].end)
            return
        for part in run:
            if part.name:
                self.look(part, language)
            elif ours and self._is_wanted(self.words(part)):
                self._wrap(part.start, part.end)

    def _look_at_attributes(self, element):
        said = [element.attributes[name] for name in SAID if element.attributes.get(name)]
        if not said or not any(key(each) in self.wanted for each in said):
            return
        if element.name in VOID:
            self._put(element, f' lang="{escape(self.source)}"')
        elif all(part.name and part.name != "kept" for part in element.parts if self.words(part).strip()):
            # The name of a region is in one language, what stands inside in another.
            self._put(element, f' lang="{escape(self.source)}"')
            for part in element.parts:
                if part.name and "lang" not in part.attributes and part.name != "kept":
                    self._put(part, f' lang="{escape(self.own)}"')

    def _is_wanted(self, text):
        return key(text) in self.wanted or key(text.strip(AROUND)) in self.wanted

    def words(self, element):
        """The text inside; the number of a footnote is none of it."""
        if not element.name:
            return unescape(self.html[element.start : element.end])
        if element.name == "kept" or element.is_note:
            return ""
        words = "".join(self.words(part) for part in element.parts)
        return words if element.name in INLINE and element.name != "br" else f" {words} "

    def _wrap(self, start, end):
        """A <span> around a stretch, without the space and the signs on its edges that aren't part of the text."""
        text = self.html[start:end]
        exact = any(sign in text for sign in "<&") or key(text) in self.wanted
        edge = " \t\r\n" if exact else AROUND
        start += len(text) - len(text.lstrip(edge))
        end -= len(text) - len(text.rstrip(edge))
        self.edits += [(start, start, f"<span{self.attributes}>"), (end, end, "</span>")]

    def _put(self, element, attributes):
        """Attributes into a tag, in place of its own of the same names. The last word on a tag counts."""
        tag = self.html[element.start : element.inner]
        replaced = {"lang", "dir"} if " dir=" in attributes else {"lang"}
        name_end = len(element.name) + 1
        rest = ATTRIBUTE.sub(lambda each: "" if each[1].lower() in replaced else each[0], tag[name_end:])
        self.edits = [edit for edit in self.edits if edit[:2] != (element.start, element.inner)]
        self.edits.append((element.start, element.inner, tag[:name_end] + attributes + rest))

    def written(self):
        parts, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[:2]):
            parts += [self.html[at:start], text]
            at = end
        return "".join([*parts, self.html[at:]])
