"""What the demo says: `site.json` and `pages/` hold the originals, one PO file a language their translations.

A page's `key` never changes: its translations, its blocks and its translation key hang on it.
"""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import polib

HERE = Path(__file__).parent
ART = HERE.parent / "art"
LANGUAGES = ["en", "ko", "zh-hans", "zh-hant", "ja", "th", "ru", "fr", "es", "de", "pt", "ar"]
# Every string of these has its translation, and a test holds them to it. Of another language only the things are translated
# whose every string is in its PO file; the rest falls back to the original.
COMPLETE = {"en", "ko", "zh-hans", "ja", "fr", "es", "ar"}


def content():
    """Everything in `site.json`, its list of files in `pages/` replaced by the pages in them."""
    site = json.loads((HERE / "site.json").read_text(encoding="utf-8"))
    site["pages"] = [
        page
        for name in site["pages"]
        for page in json.loads((HERE / "pages" / f"{name}.json").read_text(encoding="utf-8"))
    ]
    return site


def catalog_path(language):
    return HERE / f"{language}.po"


def catalog(language):
    """{(context, text): translation} of one language's PO file, without those that are still missing."""
    path = catalog_path(language)
    entries = polib.pofile(str(path), encoding="utf-8") if path.exists() else []
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in entries if entry.msgstr}


def identity(*parts):
    """The same UUID for the same thing in every installation, so that a PO file of one fits another."""
    return uuid5(NAMESPACE_URL, "/".join(map(str, parts)))


def texts_in(words):
    """Every text in `words`, lists and dicts of texts (and of numbers, which stay), in order and once each."""
    if isinstance(words, str):
        return [words]
    parts = words.values() if isinstance(words, dict) else words if isinstance(words, list) else []
    return list(dict.fromkeys(text for part in parts for text in texts_in(part)))


def translated_words(words, context, entries):
    """`words` with every text from `entries` {(context, text): translation}; None where one is missing.

    Where `entries` is None, the words are as they stand.
    """
    if entries is None:
        return words
    if any((context, text) not in entries for text in texts_in(words)):
        return None

    def told(part):
        if isinstance(part, str):
            return entries[context, part]
        if isinstance(part, dict):
            return {name: told(each) for name, each in part.items()}
        return [told(each) for each in part] if isinstance(part, list) else part

    return told(words)
