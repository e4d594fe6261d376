"""The glossary of the demo: the words of docs/glossary.md, with other right and wrong forms from content/glossary.json."""

import json
import re

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from home.models import GlossaryConcept, GlossaryWord
from home.translation.glossary.terms import spellings
from hub.demo.content import HERE

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|$", re.M)
LANGUAGE = re.compile(r"\(`(\w+)`\)")
EXPLAINED = re.compile(r"\s?[:：]\s?")  # “word: when to use it”
EMPTY = {"also": [], "avoid": [], "note": ""}
SEVERAL = re.compile(r"[,、]\s?")


def words():
    """{concept: {language: {"word", "also", "avoid", "note"}}} of every table in docs/glossary.md."""
    found = {}
    text = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")
    more = extras()
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        language = LANGUAGE.search(part)[1].lower().replace("_", "-")
        for concept, cell in ROW.findall(part)[1:]:
            added = more.get(concept, {}).get("words", {}).get(language, {})
            found.setdefault(concept, {})[language] = _word(cell, added)
    for concept, entry in more.items():
        if "en" in entry["words"]:
            found[concept]["en"] = {**EMPTY, **entry["words"]["en"]}
    return found


def extras():
    """{concept: {"note", "words": {language: {"also", "avoid"}}}}"""
    return json.loads((HERE / "glossary.json").read_text(encoding="utf-8"))


def _word(cell, added):
    forms, *note = EXPLAINED.split(cell, maxsplit=1)
    word, *also = (form for each in SEVERAL.split(forms) for form in spellings(each, short_only=False))
    return {
        "word": word,
        "also": [*also, *added.get("also", [])],
        "avoid": added.get("avoid", []),
        "note": "".join(note),
    }


@transaction.atomic
def load_glossary():
    """Add the entries and the words that are not there yet. What staff wrote stays."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    there = set(GlossaryWord.objects.values_list("concept__name", "locale__language_code"))
    notes = {name: entry["note"] for name, entry in extras().items()}
    concepts = {concept.name: concept for concept in GlossaryConcept.objects.all()}
    new = []
    for name, by_language in words().items():
        if name not in concepts:
            concepts[name] = GlossaryConcept.objects.create(name=name, note=notes.get(name, ""))
        new += [
            GlossaryWord(
                concept=concepts[name],
                locale=locales[language],
                word=word["word"],
                also="\n".join(word["also"]),
                avoid="\n".join(word["avoid"]),
                note=word["note"],
            )
            for language, word in by_language.items()
            if language in locales and (name, language) not in there
        ]
    GlossaryWord.objects.bulk_create(new)
