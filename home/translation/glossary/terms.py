"""The glossary of a pair of languages, from the database."""

import re

from django.db.models import Prefetch
from wagtail.models import Locale

from home.models import GlossaryConcept, GlossaryWord
from home.translation.glossary.finding import Term

IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]")


def terms_for(source_locale, target_locale):
    """(Term, …) of what has a word in the target language. Two queries."""
    words = GlossaryWord.objects.filter(locale__in=[source_locale, target_locale])
    concepts = GlossaryConcept.objects.filter(words__locale=target_locale).prefetch_related(
        Prefetch("words", queryset=words, to_attr="words_here")
    )
    return tuple(_term(concept, source_locale, target_locale) for concept in concepts)


def _term(concept, source_locale, target_locale):
    there = {word.locale_id: word for word in concept.words_here}
    word = there[target_locale.pk]
    return Term(
        concept=concept.name,
        note=concept.note,
        source_forms=_source_forms(concept, there.get(source_locale.pk), source_locale),
        word=word.word,
        also=lines(word.also),
        avoid=lines(word.avoid),
        usage_note=word.note,
    )


def _source_forms(concept, word, locale: Locale):
    """How a text in the source language says it. English needs no word of its own: a concept's name is English."""
    if word is not None:
        return (word.word, *lines(word.also))
    return spellings(concept.name) if locale.language_code == "en" else ()


def spellings(text, short_only=True):
    """("UN refugee agency", "UNHCR") of "UN refugee agency (UNHCR)". What else stands in brackets may be an explanation."""
    whole = IN_BRACKETS.sub("", text).strip()
    return (whole, *(form for form in IN_BRACKETS.findall(text) if form.isupper() or not short_only))


def lines(text):
    """What stands on each line of a field, without empty lines."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
