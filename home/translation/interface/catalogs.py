"""Catalogs as they stand in locale/. Pure: files, no Django."""

import re
from dataclasses import dataclass

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
LETTER = re.compile(r"[^\W\d_]{3,}")  # a unit of measurement is no word

_read = {}  # (path, list of what may be the same) → (when both were changed, State)


@dataclass(frozen=True)
class State:
    """Messages of a catalog. Each is one of translated, fuzzy, untranslated; `same` of the translated repeat the English,
    and nobody has said that they are right in it.
    """

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    same: int = 0

    @property
    def total(self):
        return self.translated + self.fuzzy + self.untranslated

    @property
    def done(self):
        return self.translated - self.same

    @property
    def percent(self):
        """Whole per cent, and 100 only when nothing is left."""
        return 100 * self.done // self.total if self.total else 0


def said_alike(root):
    """{folder of a language: words that are the same in English and there}, as somebody who knows the language has said.

    `root` holds the folder locale/.
    """
    lines = (root / "locale" / "same-as-english.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            language, _, word = line.partition(": ")
            found.setdefault(language, set()).add(word)
    return found


def is_word(text):
    """Whether there is something to translate in it, placeholders aside."""
    return bool(LETTER.search(PLACEHOLDER.sub("", text)))


def state_of(root, folder):
    """The State of a language's catalog, or None where it has none. Read again when it has changed."""
    path = root / "locale" / folder / "LC_MESSAGES" / "django.po"
    alike = root / "locale" / "same-as-english.txt"
    if not path.exists():
        return None
    changed = (path.stat().st_mtime_ns, alike.stat().st_mtime_ns if alike.exists() else 0)
    if _read.get(path, (None,))[0] != changed:
        allowed = said_alike(root).get(folder, set()) if alike.exists() else set()
        _read[path] = (changed, _counted(polib.pofile(str(path), encoding="utf-8"), allowed))
    return _read[path][1]


def _counted(catalog, allowed):
    entries = [entry for entry in catalog if not entry.obsolete]
    fuzzy = sum(entry.fuzzy for entry in entries)
    translated = [entry for entry in entries if entry.translated()]
    return State(
        translated=len(translated),
        fuzzy=fuzzy,
        untranslated=len(entries) - fuzzy - len(translated),
        same=sum(_repeats(entry) - allowed != set() for entry in translated),
    )


def _repeats(entry):
    """{texts} of a message that say what the English says."""
    ids = {entry.msgid, entry.msgid_plural}
    strings = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return {text for text in strings if text in ids and is_word(text)}
