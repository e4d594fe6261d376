"""Tags and links: each of the original's once, and closed where it was opened.

All walls. A missing link is lost for readers, a link that the original has not breaks the page, and of tags that do not
close each browser makes something else. Where a tag stands in the sentence is the translator's to say.
"""

import re
from collections import Counter

from django.utils.translation import gettext as _

from home.translation.checks.problems import WALL, WARNING, Problem
from home.translation.checks.texts import BREAK, TAG, quoted, words_of

ALLOWED = {"a", "abbr", "acronym", "b", "code", "em", "i", "strong"}
NAME = re.compile(r"</?\s*([a-z][a-z0-9]*)", re.IGNORECASE)
LINK = re.compile(r"<a\b[^<>]*\bid=[\"']?([\w-]+)[^<>]*>", re.IGNORECASE)
EMPTY = re.compile(r"<([a-z]+)\b[^<>]*>(?:\s|&nbsp;)*</\1>", re.IGNORECASE)
# What was to be a tag and became text: a stray bracket before the name of one, typed or escaped.
DEBRIS = re.compile(r"(?:<|&lt;)\s*/?\s*(?:a\s+id|(?:abbr|acronym|b|code|em|i|strong|a|br)\s*/?\s*(?:>|&gt;))", re.IGNORECASE)  # fmt: skip


def markup(source, translation):
    """[Problem] of tags and links."""
    pieces = [tag for tag in TAG.findall(translation) if not BREAK.fullmatch(tag)]
    broken = _broken(pieces) or bool(DEBRIS.search(TAG.sub("", translation))) > bool(
        DEBRIS.search(TAG.sub("", source))
    )
    if broken:
        return [Problem(WALL, "broken-tag", broken if isinstance(broken, str) else _debris())]
    return [*_links(source, translation), *_tags(source, translation), *_empty(source, translation)]


def _debris():
    return _(
        "Part of a tag stands in the text. Write each tag as in the original, or delete what is left of it."
    )


def _broken(tags):
    """A sentence on the first tag that does not fit, or ""."""
    is_open = []
    for tag in tags:
        name = NAME.match(tag)[1].lower()
        if name not in ALLOWED:
            return _("The tag %(tag)s isn't allowed in a text. Delete it.") % {"tag": tag}
        if not tag.startswith("</"):
            if name in is_open:
                return _("The tag %(tag)s stands inside another one of its kind. Close the first one before it.") % {
                    "tag": tag
                }  # fmt: skip
            is_open.append(name)
        elif not is_open or is_open.pop() != name:
            return _("The tag %(tag)s closes nothing that is open. Tags close in the reverse order of their opening.") % {
                "tag": tag
            }  # fmt: skip
    if is_open:
        return _("The tag <%(name)s> isn't closed. Write </%(name)s> where it ends.") % {"name": is_open[-1]}
    return ""


def _links(source, translation):
    wanted, there = Counter(LINK.findall(source)), Counter(LINK.findall(translation))
    wanted_text = {link: _words(source, link) for link in wanted}
    for link in wanted:
        if not there[link]:
            text = {"link": link, "text": wanted_text[link]}
            sentence = _(
                "The link “%(text)s” of the original is missing. Put <a id=\"%(link)s\">…</a> around its words."
            )  # fmt: skip
            yield Problem(WALL, "missing-link", sentence % text)
        elif wanted_text[link] and not _words(translation, link):
            sentence = _("The link <a id=\"%(link)s\"> has no words to click on. Put its words between its tags.")  # fmt: skip
            yield Problem(WALL, "empty-link", sentence % {"link": link})
        elif there[link] > wanted[link]:
            sentence = _("The link <a id=\"%(link)s\"> stands there more than once. Keep one of them.")  # fmt: skip
            yield Problem(WALL, "extra-link", sentence % {"link": link})
    invented = sorted(set(there) - set(wanted))
    if invented or _anonymous(translation) > _anonymous(source):
        sentence = _(
            "There is a link that the original doesn't have. Delete its tags, or write its id as in the original."
        )
        yield Problem(WALL, "invented-link", sentence)


def _anonymous(html):
    """Number of links that lead nowhere: they have no id."""
    return len(re.findall(r"<a\s*>", html, re.IGNORECASE))


def _words(html, link):
    found = re.search(
        rf"<a\b[^<>]*\bid=[\"']?{re.escape(link)}[\"']?\s*>(.*?)</a>", html, re.IGNORECASE | re.DOTALL
    )
    return words_of(found[1]).strip() if found else ""


def _tags(source, translation):
    wanted, there = (_counted(html) for html in (source, translation))
    missing, extra = wanted - there, there - wanted
    if missing:
        sentence = _(
            "Missing from the translation: %(tags)s. Put them around the same words as in the original."
        )
        yield Problem(WALL, "missing-tag", sentence % {"tags": _named(missing)})
    if extra:
        sentence = _("Not in the original: %(tags)s. Delete them.")
        yield Problem(WALL, "extra-tag", sentence % {"tags": _named(extra)})


def _counted(html):
    """How often each pair of tags stands there, links and line breaks aside."""
    names = (NAME.match(tag)[1].lower() for tag in TAG.findall(html) if not tag.startswith("</"))
    return Counter(name for name in names if name not in ("a", "br"))


def _named(tags):
    return ", ".join(f"<{name}>" for name in sorted(tags.elements()))


def _empty(source, translation):
    names = {name.lower() for name in EMPTY.findall(translation)} - {
        name.lower() for name in EMPTY.findall(source)
    }
    if names - {"a"}:
        sentence = _(
            "These tags have nothing between them: %(tags)s. Put the words there that they belong to."
        )
        yield Problem(
            WARNING, "empty-tag", sentence % {"tags": quoted(f"<{name}>" for name in sorted(names - {"a"}))}
        )
