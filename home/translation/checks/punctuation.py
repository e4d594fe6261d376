"""Punctuation of the language: quotation marks, how sentences end, spaces. All warnings."""

import re

from django.utils.translation import gettext as _

from home.translation.checks.problems import WARNING, Problem
from home.translation.checks.texts import MARK, base, script, words_of

# Quotation marks that a language uses, all that are right in it; what isn't here is not asked.
QUOTES = {
    "en": "“”", "ko": "“”「」『』《》〈〉", "zh-hans": "“”《》〈〉「」", "zh-hant": "「」『』《》〈〉", "ja": "「」『』〈〉《》“”", "ar": "«»“”",
    "fr": "«»“”", "es": "«»“”", "de": "„“»«", "ru": "«»„“", "pt": "“”«»", "th": "“”", "fa": "«»", "uk": "«»„“", "it": "«»“”",
    "pl": "„”»«", "vi": "“”", "sw": "“”", "nl": "“”„", "he": "”“„",
}  # fmt: skip
ALL_QUOTES = set("“”„«»「」『』《》〈〉‟")
SHOWN = {"en": "“…”", "ko": "“…”", "zh-hans": "“…”", "zh-hant": "「…」", "ja": "「…」", "ar": "«…»", "fr": "« … »", "es": "«…»",
         "de": "„…“", "ru": "«…»", "pt": "“…”", "th": "“…”", "fa": "«…»", "uk": "«…»", "it": "«…»", "pl": "„…”", "vi": "“…”",
         "sw": "“…”", "nl": "“…”", "he": "”…“"}  # fmt: skip
STRAIGHT = re.compile(r'(?<!\d)"')  # behind a digit it is an inch
CLOSERS = " \t\n\u00a0\u202f\u200b\u200f\u200e\"'”’»“)]）」』》〉】"
ENDS = {"statement": "..。．۔։।", "question": "?？؟", "call": "!！", "colon": ":：", "open": "…"}
# The sign of a script where a text might have another one's.
OWN = {
    "han": {".": "。", "?": "？", "!": "！", ",": "，"},
    "kana": {".": "。", "?": "？", "!": "！"},
    "arabic": {"?": "؟", ",": "،", ";": "؛"},
}
ABBREVIATED = re.compile(r"\b[^\W\d_]\.$")  # D.C.
QUOTATION = re.compile(r"[“„«「『][^“”„«»「」『』]*\s[^“”„«»「」『』]*[”“»」』]")  # of several words
NO_FULL_STOP = {"th", "lo", "km", "my"}  # a space ends their sentences, or a sign of their own


def punctuation(source, translation, source_language, target_language):
    """[Problem] of signs and spaces."""
    texts = words_of(source), words_of(translation)
    yield from _quotes(*texts, target_language)
    yield from _ends(*texts, source_language, target_language)
    yield from _own_signs(texts[1], target_language)
    yield from _spaces(*texts)


def _quotes(source, translation, language):
    own = QUOTES.get(language) or QUOTES.get(base(language))
    if own is None:
        return
    foreign = sorted(set(translation) & (ALL_QUOTES - set(own)))
    if STRAIGHT.search(translation):
        foreign.append('"')
    if foreign:
        shown = SHOWN.get(language) or SHOWN[base(language)]
        sentence = _("The translation has %(found)s. Quotation marks of this language are %(shown)s.")
        yield Problem(WARNING, "quotes", sentence % {"found": " ".join(foreign), "shown": shown})
    elif QUOTATION.search(source) and not set(translation) & {*ALL_QUOTES, *"‘’‚‹›'"}:
        shown = SHOWN.get(language) or SHOWN[base(language)]
        sentence = _(
            "The original quotes something. Put %(shown)s around it, unless you left the quotation out on purpose."
        )
        yield Problem(WARNING, "quotes", sentence % {"shown": shown})


def _ends(source, translation, source_language, target_language):
    wanted, there = _end(source), _end(translation)
    if wanted == there or {base(source_language), base(target_language)} & NO_FULL_STOP:
        return
    if _last(source) in ",;،؛，；、" or _is_abbreviation(source) or _is_abbreviation(translation):
        return
    if wanted == "question" and base(target_language) == "ja" and _last(translation) in "か。":
        return  # its sentences ask without a sign
    if wanted and not there:
        sentence = _("The original ends with “%(sign)s”. End the translation as its language does.")
        yield Problem(WARNING, "ending", sentence % {"sign": _last(source)})
    elif there and not wanted:
        sentence = _("The original ends without a “%(sign)s”. End the translation without it, too.")
        yield Problem(WARNING, "ending", sentence % {"sign": _last(translation)})
    elif "question" in (wanted, there):
        sentence = _(
            "The original ends with “%(wanted)s”, the translation with “%(there)s”. Make sure that this is meant."
        )
        yield Problem(WARNING, "ending", sentence % {"wanted": _last(source), "there": _last(translation)})


def _last(text):
    return MARK.sub("", text).rstrip(CLOSERS)[-1:]


def _is_abbreviation(text):
    return bool(ABBREVIATED.search(MARK.sub("", text).rstrip(CLOSERS)))


def _end(text):
    """Name of how a text ends, or ""."""
    last = _last(text)
    return next((name for name, signs in ENDS.items() if last and last in signs), "")


def _own_signs(text, language):
    """Signs of another script behind letters of this one."""
    foreign = OWN.get(script(language), {})
    letters = r"\u0600-\u06ff" if script(language) == "arabic" else r"\u3040-\u30ff\u3400-\u9fff"
    found = (
        {match[1] for match in re.finditer(rf"[{letters}]([{re.escape(''.join(foreign))}])(?!\w)", text)}
        if foreign
        else ()
    )
    if found:
        pairs = ", ".join(f"{foreign[sign]} ({sign})" for sign in sorted(found))
        sentence = _("Signs of another script: write %(pairs)s.")
        yield Problem(WARNING, "signs", sentence % {"pairs": pairs})


def _spaces(source, translation):
    if translation != translation.strip() and source == source.strip():
        sentence = _("There is a space at the beginning or at the end. Delete it.")
        yield Problem(WARNING, "outer-space", sentence)
    if re.search(r"[ \u00a0]{2,}", translation.strip()) and not re.search(r"[ \u00a0]{2,}", source.strip()):
        yield Problem(WARNING, "double-space", _("There are two spaces where one is enough. Delete one."))
