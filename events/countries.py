"""Names of countries in the reader's language, from CLDR."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from home.languages import bcp47, reader_language


@lru_cache(maxsize=64)
def _territories(language):
    try:
        return Locale.parse(bcp47(language), sep="-").territories
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en").territories


def country_name(code, language=None):
    """The country's name in a language (the reader's by default); the code itself where nobody knows a name."""
    return _territories(language or reader_language()).get(code) or _territories("en").get(code, code)
