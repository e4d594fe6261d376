"""A name → the key by which it is found, whoever writes it, in any script. Pure: no Django, no database.

`home.text.normalise` makes spellings of one word equal; a name is written more freely still: with or without hyphens, accents, the
article, the word for city; in simplified or traditional letters, hiragana or katakana. Keys have no spaces, and Hangul is cut
into its letters, so that half a syllable begins what it is the beginning of and one slip of the finger is one letter.
"""

import re
from functools import cache

from home.kana import is_kana, latin
from home.text import WORD, kind_of, normalise

KEY_LENGTH = 80

_SHORT = {"st": "saint", "ste": "sainte", "sta": "santa", "sto": "santo", "ft": "fort", "mt": "mount"}
_LETTERS = str.maketrans(
    {
        # Urdu and Persian letters that Arabic keyboards lack, and the other way round.
        "ے": "ي", "ں": "ن", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "گ": "ك", "ګ": "ك", "ڭ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف",
        "і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "у", "э": "е", "ъ": "", "ь": "",
        "ँ": "ं", "ॉ": "ा", "ॅ": "े", "़": "", "ः": "",
        "่": "", "้": "", "๊": "", "๋": "", "์": "", "ฯ": "",
        "ー": "", "ゝ": "", "ゞ": "", "ヽ": "", "ヾ": "", "ヵ": "カ", "ヶ": "ケ",
    }
)  # fmt: skip
_NASALS = re.compile("[ङञणनम]्(?=[क-ह])")  # मुम्बई is मुंबई
_FOREIGN_V = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_ARTICLE = re.compile("^(?:و?ال)(?=.{3,}$)")
# The words for city that Korean, Chinese and Japanese put behind the name, or leave away.
_CITY = re.compile("(?<=[가-힣]{2})(?:특별자치시|특별시|광역시|시)$|(?<=[\u3400-\u9fff\u30a1-\u30fa]{2})市$")
_INITIAL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL = [
    "ㅏ",
    "ㅐ",
    "ㅑ",
    "ㅒ",
    "ㅓ",
    "ㅔ",
    "ㅕ",
    "ㅖ",
    "ㅗ",
    "ㅗㅏ",
    "ㅗㅐ",
    "ㅗㅣ",
    "ㅛ",
    "ㅜ",
    "ㅜㅓ",
    "ㅜㅔ",
    "ㅜㅣ",
    "ㅠ",
    "ㅡ",
    "ㅡㅣ",
    "ㅣ",
]
_FINAL = [
    "",
    "ㄱ",
    "ㄲ",
    "ㄱㅅ",
    "ㄴ",
    "ㄴㅈ",
    "ㄴㅎ",
    "ㄷ",
    "ㄹ",
    "ㄹㄱ",
    "ㄹㅁ",
    "ㄹㅂ",
    "ㄹㅅ",
    "ㄹㅌ",
    "ㄹㅍ",
    "ㄹㅎ",
    "ㅁ",
    "ㅂ",
    "ㅂㅅ",
    "ㅅ",
    "ㅆ",
    "ㅇ",
    "ㅈ",
    "ㅊ",
    "ㅋ",
    "ㅌ",
    "ㅍ",
    "ㅎ",
]
_JAMO = {
    **{chr(0x1100 + at): letter for at, letter in enumerate(_INITIAL)},
    **{chr(0x1161 + at): letters for at, letters in enumerate(_VOWEL)},
    **{chr(0x11A7 + at): letters for at, letters in enumerate(_FINAL) if at},
}
_ABBREVIATED = re.compile(r"(?<=\w\w)\.")  # St.Petersburg, but D.C.
_JOINING = re.compile("[’'‘ʼ`´′״׳\".]+")
_LETTER_BY_LETTER = {"ä": "ae", "ö": "oe", "ü": "ue"}
_DOTTED = re.compile("[äöüÄÖÜ]")
_UNDOTTED = re.compile("([aou])e")


@cache
def _chinese():
    from opencc import OpenCC

    return OpenCC("jp2t"), OpenCC("t2s")


@cache
def _plain_han(char):
    """One letter for what China, Taiwan and Japan write as three: 广, 廣, 広."""
    to_traditional, to_simplified = _chinese()
    return to_simplified.convert(to_traditional.convert(char))


def _letter(char):
    code = ord(char)
    if 0x3041 <= code <= 0x3096:  # hiragana
        return chr(code + 0x60).translate(_LETTERS)
    if 0x3400 <= code <= 0x9FFF:
        return _plain_han(char)
    if 0xAC00 <= code <= 0xD7A3:
        initial, rest = divmod(code - 0xAC00, 588)
        return _INITIAL[initial] + _VOWEL[rest // 28] + _FINAL[rest % 28]
    if 0x02B0 <= code <= 0x02FF:  # ʻ and the like are apostrophes
        return ""
    return _JAMO.get(char, char)


def _key_of_word(word):
    word = _CITY.sub("", word)
    word = _SHORT.get(word, word)
    word = _ARTICLE.sub("", word.translate(_LETTERS))
    if not word.isascii():
        word = _NASALS.sub("ं", word)
        word = "".join(_letter(char) for char in word)
        for written, plain in _FOREIGN_V:
            word = word.replace(written, plain)
    return word


def words(text):
    """The words of a name, folded: "St. Gallen" → ["saint", "gallen"]. Apostrophes join, everything else separates."""
    if text.isascii():  # the same, quicker
        plain = _JOINING.sub("", _ABBREVIATED.sub(" ", text.lower()))
        return [_SHORT.get(word, word) for word in re.findall("[a-z0-9]+", plain)]
    text = _ABBREVIATED.sub(" ", normalise(text))
    text = _JOINING.sub("", text)
    pieces = re.split(r"\s+", "".join(char if kind_of(char) else " " for char in text))
    return [key for key in (_key_of_word(piece) for piece in pieces if piece) if key]


def key(text):
    """ "São Paulo", "SAO-PAULO" → "saopaulo"; "서울", "서울특별시" → "ㅅㅓㅇㅜㄹ". "" where there is no letter."""
    return "".join(words(text))[:KEY_LENGTH]


def other_spellings(text, plain=None):
    """Further keys of a name: as Germans write it without their dots, and back; kana as maps of Japan write them.

    `plain` is the key of the name, where that is known already.
    """
    plain = key(text) if plain is None else plain
    if is_kana(plain):
        return [latin(plain)]
    if not plain.isascii():
        return []
    found = set()
    if _DOTTED.search(text):
        found.add(key(_DOTTED.sub(lambda match: _LETTER_BY_LETTER[match[0].lower()], text)))
    if _UNDOTTED.search(plain):
        found.add(_UNDOTTED.sub(r"\1", plain))
    return sorted(found - {plain, ""})


def is_word_script(text):
    """Whether a key is of a script that writes words, so that one letter of it says little."""
    return bool(text) and kind_of(text[0]) == WORD
