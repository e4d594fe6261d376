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


# Regions, user-assigned codes and test locales that CLDR names beside the countries.
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def is_country(code):
    """Whether this is the code of a country or territory, as in ISO 3166."""
    return len(code) == 2 and code.isalpha() and code in _territories("en") and code not in NO_COUNTRIES
