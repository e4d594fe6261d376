"""Kana → Latin letters, for names that somebody types before the keyboard makes Chinese letters of them. Pure."""

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト",
    "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ",
    "r": "ラリルレロ",
}  # fmt: skip
_SOUNDS = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
}
_SOUNDS |= {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "v",
}  # fmt: skip
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"))


def is_kana(text):
    return bool(text) and all("ァ" <= char <= "ヿ" for char in text)


def latin(katakana):
    """ "トウキョウ" → "tokyo", as maps write it: without the marks of long vowels."""
    found = ""
    doubled = False
    for char in katakana:
        if char == "ッ":
            doubled = True
            continue
        if char in _SMALL:
            vowel = _SMALL[char]
            # キョ is kyo, but ショ is sho and ティ is ti.
            stem = found[:-1]
            found = stem + (vowel[-1] if stem.endswith(("sh", "ch", "j")) else vowel)
            continue
        sound = _SOUNDS.get(char, "")
        found += sound[:1] + sound if doubled and sound else sound
        doubled = False
    for long, short in _LONG:
        found = found.replace(long, short)
    return found
