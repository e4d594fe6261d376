"""What several checks ask of a text."""

import re
from html import unescape

TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]+|[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE
)
MARK = re.compile(r"\[(\w{1,8})\]")  # of a footnote, see home/notes.py
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<![\d%])(?<!\d\s)%[sd](?!\w)|\{\w*\}")

LATIN, HAN, HANGUL, KANA = "latin", "han", "hangul", "kana"
# Scripts of languages that are not written in Latin letters; others are.
SCRIPTS = {
    "ko": HANGUL, "zh": HAN, "ja": KANA, "th": "thai", "lo": "lao", "my": "burmese", "km": "khmer", "ru": "cyrillic",
    "uk": "cyrillic", "mn": "cyrillic", "ar": "arabic", "fa": "arabic", "ur": "arabic", "he": "hebrew", "hi": "devanagari",
}  # fmt: skip


def base(language):
    """zh-hant → zh"""
    return language.partition("-")[0]


def script(language):
    return SCRIPTS.get(base(language), LATIN)


def words_of(html):
    """The text without its tags, spaces as they are; a line break is a line break."""
    return unescape(TAG.sub("", BREAK.sub("\n", html)))


def without_addresses(text):
    return ADDRESS.sub(" ", text)


def quoted(items):
    """“a”, “b” for a message."""
    return ", ".join(f"“{item}”" for item in items)
