"""Words of the glossary found in texts: in the plural, in another case, with endings; the longest first. Pure: no database."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from home.text import WORD, kind_of, normalise

# What a text may hold (wagtail-localize lets nothing else in): everything else is shown as it is written.
TAG = re.compile(
    r"(</?(?:a|abbr|acronym|b|code|em|i|strong)(?:\s+id=\"[\w-]*\")?\s*>|<br\s*/?>)", re.IGNORECASE
)
# Letters of scripts that put spaces between words: what bounds a word, and what its endings are made of.
LETTER = r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]"
GAP = r"[\s\-‐‑–·]*"
BETWEEN = r"[\s\-‐‑–·]+"
ARABIC = re.compile(r"[\u0600-\u06ff]")
ARABIC_ARTICLE = re.compile("^(?:ال|لل)(?=...)")
ARABIC_BEFORE = "(?:[وف]?(?:ال|لل|بال|كال|[بلك])?)?"


@dataclass(frozen=True)
class Term:
    """A concept with its forms in the language of the original (tuple), the word for it in the language of the
    translation, other right forms and wrong ones (tuples), and notes for all translators and for this language's.
    """

    concept: str
    note: str
    source_forms: tuple
    word: str
    also: tuple = ()
    avoid: tuple = ()
    usage_note: str = ""


def found_in(html, terms):
    """[Term] that a text in the original's language uses, in the order of their first place."""
    folded, _places = fold(words_of(html))
    return list(dict.fromkeys(term for _start, _end, term in _matches(folded, terms)))


def highlight(html, terms):
    """Safe HTML of a text in which the forms of the terms stand in <mark data-term="concept">; its tags stay."""
    folded, places = fold(words_of(html))
    marks = [
        (places[start], places[end - 1] + 1, term.concept) for start, end, term in _matches(folded, terms)
    ]
    parts, offset = [], 0
    for part in TAG.split(html):
        if TAG.fullmatch(part):
            parts.append(part)
            offset += len(words_of(part))
        else:
            text = unescape(part)
            parts.append(_marked(text, offset, marks))
            offset += len(text)
    return mark_safe("".join(parts))  # noqa: S308  tags of TAG, and escaped text


def says(term, html, language):
    """Whether a translation uses the word, whatever its endings."""
    text = fold(words_of(html))[0]
    return any(_is_in(text, form, language) for form in (term.word, *term.also))


def avoided(term, html, language):
    """[form] that a translation must not use for this, unless it is part of a right one."""
    text = fold(words_of(html))[0]
    for right in sorted((term.word, *term.also), key=len, reverse=True):
        text = _pattern(right, language).sub(" ", text)
    return [form for form in term.avoid if _pattern(form, language).search(text)]


def words_of(html):
    """The text without its tags; a line break is a space."""
    return unescape(re.sub(TAG, lambda tag: " " if tag[0][1:3].lower() == "br" else "", html))


def fold(text):
    """The text as it is compared, and for each of its characters the place in `text` that it comes from."""
    letters, places = [], []
    for place, char in enumerate(text):
        for letter in _folded(char):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=20_000)
def _folded(char):
    if unicodedata.category(char) == "Cf":
        return ""
    return normalise(char) if char.isalnum() or unicodedata.combining(char) else char.casefold()


def _matches(folded, terms):
    """[(start, end, Term)] in the order of the text; of those that overlap the longest."""
    found = [
        (match.start(), match.end(), term)
        for term in terms
        for form in term.source_forms
        for match in _pattern(form, "en").finditer(folded)
    ]
    found.sort(key=lambda match: (match[0] - match[1], match[0]))
    taken = []
    for start, end, term in found:
        if all(end <= first or last <= start for first, last, _term in taken):
            taken.append((start, end, term))
    return sorted(taken, key=lambda match: match[:2])


def _marked(text, offset, marks):
    """Text that begins at `offset` of the whole, escaped, with what of the marks falls into it."""
    parts, here = [], 0
    for start, end, concept in marks:
        start, end = max(start - offset, 0), min(end - offset, len(text))
        if start < end:
            parts.append(escape(text[here:start]))
            parts.append(format_html('<mark data-term="{}">{}</mark>', concept, text[start:end]))
            here = end
    return "".join([*parts, escape(text[here:])])


def _is_in(text, form, language):
    """In one piece, or each of its words somewhere: many languages move them about."""
    if _pattern(form, language).search(text):
        return True
    words = _words(form)
    return len(words) > 1 and all(_pattern(word, language).search(text) for word in words)


@lru_cache(maxsize=20_000)
def _words(form):
    """[str]: its words; of a script without spaces, its runs."""
    return ["".join(letters) for kind, letters in groupby(fold(form)[0], kind_of) if kind]


@lru_cache(maxsize=20_000)
def _pattern(form, language):
    """What finds a form in folded text. Where words have spaces it is whole words, with the endings of the language."""
    words = _words(form)
    if any(kind_of(char) != WORD for word in words for char in word):
        return re.compile(GAP.join(re.escape(word) for word in words) or r"(?!)")
    inflected = _plural if language == "en" else _any_ending
    return re.compile(
        rf"(?<!{LETTER}){BETWEEN.join(map(inflected, words))}(?!{LETTER})" if words else r"(?!)"
    )


def _plural(word):
    """Plural and possessive as in English, which is what originals are written in; other alphabets decline."""
    if not word.isascii():
        return _any_ending(word)
    if word.endswith("y") and len(word) > 3:
        return f"{re.escape(word[:-1])}(?:y|ies)(?:['’]s?)?"
    return f"{re.escape(word)}(?:e?s)?(?:['’]s?)?"


def _any_ending(word):
    """Declined: the last letters are others, and a few more. Short words only take more."""
    if ARABIC.match(word):
        bare = ARABIC_ARTICLE.sub("", word)
        bare = bare[:-1] if len(bare) > 3 and bare[-1] in "هي" else bare
        return rf"{ARABIC_BEFORE}{re.escape(bare)}{LETTER}{{0,4}}"
    stem = word if len(word) < 4 else word[:-1] if len(word) < 6 else word[:-2]
    return rf"{re.escape(stem)}{LETTER}{{0,4}}"
