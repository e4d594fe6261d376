"""The words of the cause: what to call things in each language, found in texts and shown to who translates them."""

from home.translation.glossary.finding import Term, avoided, found_in, highlight, says
from home.translation.glossary.terms import terms_for

__all__ = ["Term", "avoided", "found_in", "highlight", "says", "terms_for"]
