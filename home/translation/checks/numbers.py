"""Numbers and dates, compared as what they are worth: ٢٤, 24 and 二十四 are the same, 1,000 is 1 000, 9월 is September.

Every number in digits on one side must stand on the other, in digits or in letters. What the other side says in
letters is never asked for: "one" need not be a number.
"""

import re
import unicodedata
from collections import namedtuple
from functools import lru_cache

from django.utils.translation import gettext as _

from home.translation.checks.number_words import SCALES, months, small
from home.translation.checks.problems import WARNING, Problem
from home.translation.checks.texts import MARK, PLACEHOLDER, base, quoted, without_addresses, words_of

# `readings`: what a number as it is written may be worth; `written`: how it stands there.
Number = namedtuple("Number", "readings written")

FULL_HOUR = re.compile(r"(?<=\d)[:.h]00(?!\d)")  # 12:00 is 12
NUMBER = re.compile(r"\d+(?:[.,'’٫٬ \u00a0\u202f]\d+)*")
ROMAN = re.compile(r"\b(?=[VX]|[IVXL]{2})(?:X[LX]{0,2})?(?:IX|IV|V?I{0,3})\b")
HAN_DIGITS = {char: value for value, chars in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for char in chars}  # fmt: skip
HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN_NUMBER = re.compile(f"[{''.join(HAN_DIGITS)}{''.join(HAN_SCALES)}]+")
NUMBERED_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s*[월月]")
BUDDHIST = 543  # years of the Thai calendar are so many more
GROUP = re.compile(r"\d{1,3}(?:[.,'’٬ \u00a0\u202f]\d{3})+")


def numbers(source, translation, source_language, target_language):
    """[Problem] of numbers and months."""
    languages = base(source_language), base(target_language)
    texts = [_bare(ascii_digits(html)) for html in (source, translation)]
    (wanted, wanted_too), (there, there_too) = (
        _numbers(*each) for each in zip(texts, languages, strict=True)
    )
    missing = [number.written for number in wanted if not number.readings & (_all(there) | there_too)]
    extra = [number.written for number in there if not number.readings & (_all(wanted) | wanted_too)]
    if missing and extra:
        sentence = _(
            "The original says %(wanted)s, the translation %(found)s. Make sure that the number is right."
        )
        yield Problem(WARNING, "numbers", sentence % {"wanted": quoted(missing), "found": quoted(extra)})
    elif missing:
        sentence = _(
            "The original says %(wanted)s, which the translation doesn't. Add it, in digits or in letters."
        )
        yield Problem(WARNING, "numbers", sentence % {"wanted": quoted(missing)})
    elif extra:
        sentence = _(
            "The translation says %(found)s, which the original doesn't. Make sure that it is right."
        )
        yield Problem(WARNING, "numbers", sentence % {"found": quoted(extra)})
    else:
        yield from _dates(texts, languages, there)


def _dates(texts, languages, there):
    """Months of dates: those that stand beside a number, so that a person called May is none."""
    wanted, found = (_months(text, language) for text, language in zip(texts, languages, strict=True))
    if wanted and found and not set(wanted) <= {*found, *_all(there)}:
        name = next(name for number, name in wanted.items() if number not in found)
        sentence = _(
            "The original says “%(month)s”, the translation another month. Make sure that the date is right."
        )
        yield Problem(WARNING, "dates", sentence % {"month": name})


def ascii_digits(text):
    """Digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char for char in text
    )


def _bare(html):
    """Text in which digits are numbers: no addresses, placeholders or marks of footnotes."""
    text = without_addresses(words_of(html))
    return FULL_HOUR.sub("", MARK.sub(" ", PLACEHOLDER.sub(" ", text)))


def _numbers(text, language):
    """([Number] in digits, {what else is said in letters})."""
    found = []
    for match in NUMBER.finditer(text):
        for written, readings in _read(match[0]):
            scale = _scale(text[match.end() :], language)
            scaled = {round(value * scale, 6) for value in readings} if scale else set()
            found.append(Number(frozenset(readings | scaled), written))
    return _joined(found, text, language), _in_letters(text, language)


def _joined(found, text, language):
    """Add what only makes sense together: 6 p.m. is 18, and a Thai year is counted from elsewhere."""
    more = []
    for number in found:
        readings = set(number.readings)
        for value in number.readings:
            if 12 < value < 24 and value == int(value):
                readings.add(value - 12)
            if language == "th" and 2400 < value < 2700:
                readings.add(value - BUDDHIST)
        more.append(Number(frozenset(readings), number.written))
    return more


def _read(written):
    """[(as written, {what it may be worth})]: one number, or several that only stand close together."""
    compact = re.sub(r"['’ \u00a0\u202f٬]", "", written)
    if GROUP.fullmatch(written):
        values = {float(re.sub(r"\D", "", written))}
        if len(re.findall(r"[.,]", written)) == 1:
            values.add(float(re.sub("[,٫]", ".", compact)))
        return [(written, values)]
    if re.fullmatch(r"\d+[.,٫]\d+", written):
        whole, part = re.split(r"[.,٫]", written)
        apart = (
            {float(whole), float(part)} if len(part) == 2 else set()
        )  # 18.30 is a time, too, and 24,11 a verse
        return [(written, {float(f"{whole}.{part}"), *apart})]
    return [(part, {float(part)}) for part in re.findall(r"\d+", written)]


def _scale(after, language):
    """What multiplies a number, judged by what stands behind it."""
    after = after.lstrip(" \u00a0\u202f.-").casefold()
    for word, factor in _sorted_scales(language):
        if after.startswith(word):
            return factor
    return None


@lru_cache
def _sorted_scales(language):
    return sorted(SCALES.get(language, {}).items(), key=lambda pair: -len(pair[0]))


def _in_letters(text, language):
    """{value} of what is written in letters: months, small numbers, Chinese and Roman numerals."""
    lowered = text.casefold()
    found = {float(number) for name, number in months(language).items() if name in lowered}
    words = set(re.findall(r"[^\W\d]+(?:-[^\W\d]+)*", lowered))
    glued = language in ("ko", "ja", "zh", "th")
    for word, number in small(language).items():
        if (
            word in words
            or any(word in each.split("-") for each in words if "-" in each)
            or (glued and word in lowered)
            or (language == "ar" and _in_arabic(word, words))
        ):
            found.add(float(number))
    for written in filter(None, ROMAN.findall(text)):
        found.add(float(_roman(written)))
    for run in HAN_NUMBER.findall(text):
        found |= {float(value) for value in _han(run)}
    return found


def _in_arabic(word, words):
    return any(f"{before}{word}" in words for before in ("و", "ال", "ب", "ل", "وال", "بال", "في"))


def _roman(written):
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[char] for char in written]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def _han(run):
    """{what a run of Chinese numerals may be worth}: 二十四, 一九八二, 三万."""
    if not any(char in HAN_SCALES for char in run):
        return {int("".join(str(HAN_DIGITS[char]) for char in run)), *(HAN_DIGITS[char] for char in run)}
    total = section = digit = 0
    for char in run:
        if char in HAN_DIGITS:
            digit = digit * 10 + HAN_DIGITS[char]
        elif HAN_SCALES[char] < 10**4:
            section, digit = section + (digit or 1) * HAN_SCALES[char], 0
        else:
            total, section, digit = (total + section + digit or 1) * HAN_SCALES[char], 0, 0
    return {total + section + digit}


def _months(text, language):
    """{1 … 12: as written} of the months that stand beside a number."""
    lowered = text.casefold()
    found = {int(match[1]): match[0] for match in NUMBERED_MONTH.finditer(lowered)}
    for name, number in months(language).items():
        beside = rf"(?:\d\S{{0,2}}\s(?:de\s|of\s)?{re.escape(name)}(?!\w)|(?<!\w){re.escape(name)}[\s,.]+(?:de\s)?\d)"
        if match := re.search(beside, lowered):
            found.setdefault(number, match[0].strip("0123456789 ,."))
    return found


def _all(found):
    return {value for number in found for value in number.readings}
