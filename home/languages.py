"""Languages as pages and readers know them: codes, own names, directions, and who reads what instead."""

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.core import get_global
from babel.lists import format_list
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale

_LOCALES_KEY = "hub:languages"


def bcp47(code):
    """The language tag for `lang` and `hreflang` of a Django language code: zh-hans → zh-Hans."""
    language, _, rest = code.partition("-")
    if not rest:
        return language
    return f"{language}-{rest.title() if len(rest) == 4 else rest.upper()}"


def direction(code):
    """ "rtl" or "ltr"."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def with_territory(tag):
    """A language tag as networks want it, with the country that speaks it most: "ko" → "ko_KR", "zh-Hans" → "zh_CN"."""
    known = get_global("likely_subtags")
    likely = known.get(tag.replace("-", "_")) or known.get(tag.partition("-")[0]) or tag
    parts = likely.split("_")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 else parts[0]


def own_name(code):
    """How readers of a language call it."""
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code


def name_for_reader(code):
    """How the reader's language calls a language."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


def reader_language():
    return get_language() or settings.LANGUAGE_CODE


COMMAS = {"ja": "、", "zh": "、", **dict.fromkeys(("ar", "fa", "ur"), "، ")}
"""What stands between the items of a list, where it is not a comma and a space."""

PLACES = COMMAS | {"zh": "，"}
"""The same between the parts of a place: a district, its city, its country."""


def comma(of_places=False):
    """What stands between the items of a list, or the parts of a place, in the reader's language."""
    return (PLACES if of_places else COMMAS).get(reader_language().partition("-")[0], ", ")


def listed(items, of_places=False):
    """Items with nothing but commas between them, as the reader's language writes them; empty ones are left out."""
    return comma(of_places).join(str(item) for item in items if item)


def in_words(items):
    """Items as a list in the reader's language: "a, b and c", «가, 나 및 다»."""
    items = [str(item) for item in items]
    try:
        return format_list(items, locale=BabelLocale.parse(bcp47(reader_language()), sep="-"))
    except (UnknownLocaleError, ValueError):
        return ", ".join(items)


def locales():
    """{language code: locale id} of all languages of the site, in their order; kept in the shared cache."""
    return {code: pk for code, pk, _retired in _known()}


def served():
    """Codes of the languages that the site offers to readers: all but those that are retired."""
    return [code for code, _pk, retired in _known() if not retired]


def is_retired(code):
    """Whether a language is kept without being served. Asks the cache."""
    return any(each == code and retired for each, _pk, retired in _known())


def _known():
    """[(language code, locale id, whether it is retired)], read with one query and kept in the shared cache."""
    found = cache.get(_LOCALES_KEY)
    if found is None:
        from home.models import RetiredLanguage

        retired = RetiredLanguage.objects.locales().filter(locale_id=OuterRef("pk"))
        rows = Locale.objects.order_by("pk").annotate(is_retired=Exists(retired))
        found = list(rows.values_list("language_code", "pk", "is_retired"))
        cache.set(_LOCALES_KEY, found, 300)
    return found


def fallbacks(code):
    """What a reader of `code` reads, best first; every language after these is as good as another."""
    order = [code, *settings.LANGUAGE_FALLBACKS.get(code, []), settings.LANGUAGE_CODE]
    return list(dict.fromkeys(order))


def nearest(code):
    """`code` where the site has that language, else what its reader reads instead."""
    known = locales()
    return next((each for each in fallbacks(code) if each in known), settings.LANGUAGE_CODE)


def ranked_locale_ids(code):
    """All locale ids, the best for a reader of `code` first."""
    known = locales()
    preferred = [known[c] for c in fallbacks(code) if c in known]
    return [*preferred, *[pk for pk in known.values() if pk not in preferred]]


def forget_locales(**kwargs):
    cache.delete(_LOCALES_KEY)
    # A reader between this and the commit may store the old answer again.
    transaction.on_commit(lambda: cache.delete(_LOCALES_KEY))


def connect():
    """Locales are kept in the cache: forget them when one comes, goes or is retired (no other door in Wagtail)."""
    for model in (Locale, "home.RetiredLanguage"):
        post_save.connect(forget_locales, sender=model, dispatch_uid=f"home.languages.saved.{model}")
        post_delete.connect(forget_locales, sender=model, dispatch_uid=f"home.languages.deleted.{model}")
