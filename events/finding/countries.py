"""Countries as people call them in any of our languages, and the parts of countries, to tell cities of one name apart."""

from functools import cache

from babel.core import get_global
from django.conf import settings
from rapidfuzz.distance import OSA

from events.countries import _territories, is_country
from home.names import key, words

# How countries are called beside the name that CLDR gives.
_ALSO = {
    "US": "USA|U.S.A.|US|U.S.|America|United States of America|the States|미국|アメリカ|米国|美利坚|สหรัฐ|امريكا|США|Америка|Estados Unidos de América|EEUU|EUA",
    "GB": "UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|영국|英国|イギリス|อังกฤษ|بريطانيا|انجلترا|Англия|Angleterre|Inglaterra|Großbritannien",
    "KR": "Korea|South Korea|ROK|Republic of Korea|한국|남한|韓国|韩国|南韓|เกาหลี|كوريا|Корея|Corée|Corea|Coreia",
    "KP": "DPRK|North Korea|북한|조선|朝鲜|北朝鮮|北韓",
    "CN": "PRC|Mainland China|중국|中国|中華",
    "TW": "Taiwan|Republic of China|대만|타이완|台灣",
    "HK": "Hong Kong|홍콩|香港",
    "MO": "Macau|Macao|마카오|澳門",
    "JP": "日本|일본",
    "RU": "Russia|Russian Federation|РФ",
    "AE": "UAE|U.A.E.|Emirates|الإمارات",
    "NL": "Holland|The Netherlands",
    "CZ": "Czech Republic|Czechia",
    "CI": "Ivory Coast",
    "TR": "Turkey|Türkiye",
    "MM": "Burma",
    "CD": "DRC|DR Congo|Democratic Republic of the Congo|Congo",
    "CG": "Republic of the Congo|Congo",
    "MK": "Macedonia",
    "SZ": "Swaziland",
    "CV": "Cape Verde",
    "BA": "Bosnia",
    "LA": "Laos",
    "VA": "Vatican|Holy See",
    "PS": "Palestine|West Bank|Gaza",
    "TL": "East Timor",
    "SA": "KSA|Saudi|السعودية",
    "ZA": "RSA|남아공",
    "NZ": "뉴질랜드",
    "XK": "Kosovo",
}  # fmt: skip
# How parts of countries are called for short, where GeoNames has numbers for them.
_SHORT = {
    "CA": {"on": "Ontario", "qc": "Quebec", "ab": "Alberta", "mb": "Manitoba", "sk": "Saskatchewan", "ns": "Nova Scotia",
           "nb": "New Brunswick", "nl": "Newfoundland and Labrador", "pei": "Prince Edward Island"},
    "AU": {"vic": "Victoria", "qld": "Queensland", "tas": "Tasmania", "act": "Australian Capital Territory"},
}  # fmt: skip
# What stands between a city and its country, or behind its name, and tells nothing.
_NOTHING = frozenset(
    [
        "in",
        "en",
        "of",
        "de",
        "du",
        "da",
        "do",
        "the",
        "la",
        "le",
        "el",
        "near",
        "city",
        "town",
        "ville",
        "stadt",
        "ciudad",
        "cidade",
        "город",
        "г",
        "市",
        "県",
        "县",
        "县",
        "county",
        "province",
        "state",
    ]
)
SIMILAR = 5  # letters from which on a slip of the pen is forgiven


@cache
def called():
    """{key: {codes}} of every country in every language of the site."""
    found = {}

    def add(text, code):
        if folded := key(text):
            found.setdefault(folded, set()).add(code)

    codes = [code for code in _territories("en") if is_country(code)]
    for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        names = _territories(language)
        for code in codes:
            add(names.get(code, ""), code)
    for code in codes:
        add(code, code)
    for alias, replaced in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(replaced) == 1 and replaced[0] in codes:
            add(alias, replaced[0])
    for code, names in _ALSO.items():
        for name in names.split("|"):
            add(name, code)
    return found


@cache
def _names_of():
    names = {}
    for folded, codes in called().items():
        for code in codes:
            names.setdefault(code, []).append(folded)
    return names


def countries_called(text):
    """Codes of the countries of this name, in any language; codes of two letters only where they are written large."""
    folded = key(text)
    if len(folded) == 2 and folded.isascii() and text.strip() != text.strip().upper():
        return set()
    return called().get(folded, set())


@cache
def _province_names(country, province, code):
    parts = words(province)
    names = {"".join(parts), code.lower(), "".join(part[0] for part in parts) if len(parts) > 1 else ""}
    names.update(short for short, name in _SHORT.get(country, {}).items() if name == province)
    return frozenset(names - {""}), tuple(part for part in parts if len(part) > 3)


def _is_called(name, folded):
    if name == folded or (len(folded) >= 3 and name.startswith(folded)):
        return True
    return len(folded) >= SIMILAR and OSA.distance(name, folded, score_cutoff=1) <= 1


def told(parts):
    """Of the words beside a name those that tell something."""
    return tuple(part for part in parts if part not in _NOTHING)


def lies_in(place, parts):
    """Whether words beside a city's name (some, and `told` ones) speak of this one: (country, province, its code, near)."""
    country, province, code, near = place
    folded = "".join(parts)
    names, pieces = _province_names(country, province, code)
    if (
        any(_is_called(name, folded) for name in names)
        or any(_is_called(name, folded) for name in pieces)
        or any(_is_called(name, folded) for name in _names_of().get(country, ()))
        or (near and key(near) == folded)
    ):
        return True
    return any(
        lies_in(place, parts[:cut]) and lies_in(place, parts[cut:]) for cut in range(1, min(len(parts), 6))
    )
