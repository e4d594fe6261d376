"""Text → tokens, for the index and for the query alike. Pure: no Django, no database.

A *word* is written between spaces (Latin, Cyrillic, Arabic, …). A *run* is a stretch of a script that writes no spaces,
or glues particles to its words: Chinese and Japanese, Korean, Thai, Lao, Burmese, Khmer. Runs are cut into
overlapping pairs of characters, so that a word inside a sentence is found without a dictionary.
"""

import unicodedata
from functools import lru_cache
from itertools import groupby

QUERY_LENGTH = 200  # characters of a query that are read
QUERY_TERMS = 20  # words and runs of a query that are looked up

WORD = "word"
_RUNS = {
    "han": ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3041, 0x312F), (0x31A0, 0x31FF), (0x3400, 0x9FFF),
            (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
    "hangul": ((0x1100, 0x11FF), (0x3131, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF)),
    "thai": ((0x0E00, 0x0E7F),),
    "lao": ((0x0E80, 0x0EFF),),
    "burmese": ((0x1000, 0x109F),),
    "khmer": ((0x1780, 0x17FF),),
}  # fmt: skip

# What no decomposition of Unicode folds.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "ـ": "",
    }
)  # fmt: skip
_ARABIC_MARKS = (
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
)
_HEBREW_MARKS = ((0x0591, 0x05BD), (0x05BF, 0x05C2), (0x05C4, 0x05C7))
_VARIATION_SELECTORS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_DROPPED_MARKS = (*_ARABIC_MARKS, *_HEBREW_MARKS, *_VARIATION_SELECTORS)
_CYRILLIC_ACCENTS = "\u0300\u0301"  # stress; the breve of й and the dots of ї make other letters


def _within(code, ranges):
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=20_000)
def _is_dropped(char):
    return _within(ord(char), _DROPPED_MARKS)


def clean(text):
    """The text without NUL, control, invisible and lone surrogate characters; line breaks and tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )


def normalise(text):
    """The text as it is compared: a str in which spellings of the same word are equal. Its length may differ.

    Width and compatibility forms (NFKC), case, decomposed Hangul, accents on Latin and Greek, ё as е, stress marks on Cyrillic,
    variants, diacritics and tatweel of Arabic, digits of any script.
    """
    text = clean(text)
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", clean(text)).casefold())
    kept, base = [], ""
    for char in decomposed:
        code = ord(char)
        if 0x0300 <= code <= 0x036F:
            cyrillic = "\u0400" <= base <= "\u052f"
            if not cyrillic or char in _CYRILLIC_ACCENTS or (char == "\u0308" and base == "е"):
                continue
        elif _is_dropped(char):
            continue
        else:
            base = char
            if code > 127 and unicodedata.category(char) == "Nd":
                char = str(unicodedata.decimal(char))
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept).translate(_LETTERS))


@lru_cache(maxsize=20_000)
def kind_of(char):
    """The script of a run, "word", or "" for what separates."""
    category = unicodedata.category(char)
    if category[0] not in "LNM" or category == "Me":
        return ""
    code = ord(char)
    if code < 0x0E00 or category[0] == "N" and not _within(code, _RUNS["han"]):
        return WORD
    return next((name for name, ranges in _RUNS.items() if _within(code, ranges)), WORD)


def _pieces(normalised):
    """[(kind, str), …] of the words and runs, in order."""
    return [(kind, "".join(chars)) for kind, chars in groupby(normalised, kind_of) if kind]


def _pairs(run):
    return [run[index : index + 2] for index in range(len(run) - 1)] or [run]


def tokens(text):
    """["north", "北朝", "朝鮮", "鮮", …]: the tokens of a text in their order, repeated as often as they stand there.

    A word is one token. A run gives its overlapping pairs and then its last character, so that every character
    of it begins a token.
    """
    found = []
    for kind, piece in _pieces(normalise(text)):
        if kind == WORD:
            found.append(piece)
        else:
            found.extend(_pairs(piece))
            if len(piece) > 1:
                found.append(piece[-1])
    return found


def query_pieces(query):
    """[(kind, piece), …] of a query, each once: what a text is searched for."""
    pieces = _pieces(normalise(clean(query[:QUERY_LENGTH])))
    return list(dict.fromkeys(pieces))[:QUERY_TERMS]


def query_terms(query):
    """[["north"], ["北朝", "朝鮮"]]: for each word or run of the query the tokens that must all be present, adjacent.

    At most 200 characters are read and 20 words kept; [] when there is nothing to look for.
    """
    return [[piece] if kind == WORD else _pairs(piece) for kind, piece in query_pieces(query)]


def pattern(terms):
    """The substring that one list of `query_terms` must match in " a b c ", a text's tokens with spaces around.

    A single character of a run may begin any pair: it is left open at its end.
    """
    open_end = len(terms) == 1 and len(terms[0]) == 1 and kind_of(terms[0]) != WORD
    return f" {' '.join(terms)}" if open_end else f" {' '.join(terms)} "


def spaced(text):
    """ " a b c ": the tokens of a text as one string, for `pattern`."""
    return f" {' '.join(tokens(text))} "
