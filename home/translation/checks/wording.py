"""The words themselves: forgotten ones, too many or too few of them, and the glossary's. All warnings."""

import re
from itertools import pairwise

from django.utils.translation import gettext as _

from home.translation.checks.problems import WARNING, Problem
from home.translation.checks.texts import (
    HAN,
    HANGUL,
    KANA,
    LATIN,
    base,
    quoted,
    script,
    without_addresses,
    words_of,
)
from home.translation.glossary.finding import avoided, found_in, says

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# How long a text is in a language that has 100 characters in English (measured on the translations of this site).
LENGTHS = {
    "en": 100, "fr": 120, "es": 112, "de": 118, "pt": 112, "ru": 108, "ar": 85, "th": 98, "ko": 52, "ja": 52, "zh": 33,
    "fa": 92, "ur": 100, "he": 80, "vi": 108, "sw": 110, "lo": 98, "km": 105, "my": 105, "hi": 102,
}  # fmt: skip
LONGEST, SHORTEST = 2.0, 0.5  # of what is to be expected
LEAST = 40  # letters of English: what is shorter varies too much
LEFT_OVER = 4  # words in a row that nobody would leave by chance
OTHER_SCRIPTS = {HANGUL: r"[\uac00-\ud7a3]{2,}", KANA: r"[\u3040-\u30ff]{3,}", "thai": r"[\u0e00-\u0e7f]{4,}", "arabic": r"[\u0600-\u06ff]{3,}", "cyrillic": r"[\u0400-\u04ff]{4,}"}  # fmt: skip


def wording(source, translation, source_language, target_language, terms):
    """[Problem] of words."""
    texts = words_of(source), words_of(translation)
    same = list(_the_same(*texts, source_language, target_language))
    yield from same or _left_over(*texts, source_language, target_language)
    if not same:
        yield from _length(*texts, source_language, target_language)
    yield from _glossary(source, translation, target_language, terms)


def _the_same(source, translation, source_language, target_language):
    """Names stay what they are: only what has words that are no part of one is taken for forgotten."""
    if _flat(source) == _flat(translation) and len(_no_names(WORD.findall(without_addresses(source)))) > 1:
        sentence = _("The translation is the same as the original. Translate it, unless it is a name.")
        yield Problem(WARNING, "same", sentence)


def _no_names(words):
    """Words without those in capitals, and without the short ones that join them: “Lawyers for Human Rights”."""
    return [word for word in words if not word[0].isupper() and (len(word) > 3 or not word.isascii())]


def _left_over(source, translation, source_language, target_language):
    """Words of the original that stand in the translation as they are. Names may, so a row of capitals is none."""
    if {script(source_language), script(target_language)} <= {HAN, KANA} and script(source_language) == HAN:
        return
    translation = without_addresses(translation)
    if script(source_language) != LATIN and script(source_language) != script(target_language):
        letters = OTHER_SCRIPTS.get(script(source_language))
        rows = [row for row in re.findall(letters, translation) if row in source] if letters else []
        rows = rows if sum(map(len, rows)) > 12 else []
    else:
        rows = _shared_rows(WORD.findall(source), WORD.findall(translation))
    if rows:
        sentence = _(
            "Words of the original stand in the translation: %(words)s. Translate them, unless they are a name."
        )
        yield Problem(WARNING, "left-over", sentence % {"words": quoted(rows[:2])})


def _shared_rows(source, translation):
    """[words in a row] that both texts have, of which several are written small."""
    rows = {
        tuple(word.casefold() for word in source[start : start + LEFT_OVER]) for start in range(len(source))
    }
    found = []
    for start in range(len(translation) - LEFT_OVER + 1):
        row = translation[start : start + LEFT_OVER]
        if tuple(word.casefold() for word in row) in rows and len(_no_names(row)) > 1:
            found.append((start, row))
    kept = [found[0]] if found else []
    kept += [after for before, after in pairwise(found) if after[0] > before[0] + 1]
    return [" ".join(row) for _start, row in kept]


def _flat(text):
    return " ".join(text.split()).casefold()


def _length(source, translation, source_language, target_language):
    source_weight, target_weight = (
        LENGTHS.get(base(code), 100) for code in (source_language, target_language)
    )
    names = set(re.findall(r"[A-Za-z]{2,}", source)) & set(re.findall(r"[A-Za-z]{2,}", translation))
    if names and script(source_language) != script(target_language):
        source, translation = (
            re.sub(rf"\b(?:{'|'.join(names)})\b", "", text, flags=re.ASCII) for text in (source, translation)
        )
    english = 100 * len(_flat(source)) / source_weight
    expected = english * target_weight / 100
    if english < LEAST:
        return
    ratio = len(_flat(translation)) / expected
    if ratio > LONGEST:
        yield Problem(
            WARNING,
            "length",
            _("The translation is much longer than is usual. Make sure that nothing was added."),
        )
    elif ratio < SHORTEST:
        yield Problem(
            WARNING,
            "length",
            _("The translation is much shorter than is usual. Make sure that nothing is missing."),
        )


def _glossary(source, translation, language, terms):
    """The word of each term of the original, unless its own form stands in the translation: part of a name, say."""
    if not terms:
        return
    found = found_in(source, terms)
    for term in found:
        wrong = [
            form for form in avoided(term, translation, language)
            if not any(form == right for other in found for right in (other.word, *other.also))
        ]  # fmt: skip
        if wrong:
            sentence = _("Not “%(wrong)s” for “%(term)s”: the glossary says “%(word)s”.")
            values = {"wrong": wrong[0], "term": term.concept, "word": term.word}
            yield Problem(WARNING, "avoided-word", sentence % values)
        elif not says(term, translation, language) and not found_in(translation, [term]):
            sentence = _(
                "The glossary says “%(word)s” for “%(term)s”. Use it, or leave the term out on purpose."
            )
            yield Problem(WARNING, "glossary", sentence % {"word": term.word, "term": term.concept})
