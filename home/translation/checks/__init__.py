"""What is wrong or doubtful in a translation, text by text. Pure: it knows texts and languages, and no database.

A *wall* would break the page or lose what readers need, so the translation must not go live with it. A *warning* is for
the translator's eye: every one of them can be right in a language.
"""

from home.translation.checks.content import content
from home.translation.checks.markup import markup
from home.translation.checks.numbers import numbers
from home.translation.checks.problems import WALL, WARNING, Problem
from home.translation.checks.punctuation import punctuation
from home.translation.checks.wording import wording

__all__ = ["WALL", "WARNING", "Problem", "check"]


def check(source_html, translation_html, source_language, target_language, terms=()):
    """[Problem] of a translation, walls first. Texts are HTML as wagtail-localize stores it, or as somebody typed it;
    languages are codes of Django; `terms` are `home.translation.glossary.Term`s of this pair.
    """
    if not translation_html.strip():
        return []
    languages = (source_language.lower(), target_language.lower())
    found = [
        *markup(source_html, translation_html),
        *content(source_html, translation_html),
        *numbers(source_html, translation_html, *languages),
        *punctuation(source_html, translation_html, *languages),
        *wording(source_html, translation_html, *languages, terms),
    ]
    return sorted(found, key=lambda problem: problem.level != WALL)
