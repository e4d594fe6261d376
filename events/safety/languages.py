"""In which languages the site speaks of a country's safety: for the switcher, hreflang and the canonical address."""

from django.conf import settings

from events.models.safety import CountrySafety
from home.addresses import whole
from home.languages import bcp47, locales, name_for_reader, own_name, reader_language, served


def spoken_in(key):
    """Codes of the languages in which there are live words under this translation key. One query."""
    codes = {pk: code for code, pk in locales().items()}
    found = CountrySafety.objects.filter(translation_key=key, live=True).order_by("pk")
    return [codes[pk] for pk in found.values_list("locale_id", flat=True) if pk in codes]


def furniture(safety, below):
    """What the furniture around the words is to know; `below` is their address without the language's prefix."""
    codes, reader = spoken_in(safety.translation_key), reader_language()
    shown = next(code for code, pk in locales().items() if pk == safety.locale_id)

    def entry(code):
        return {"code": code, "name": own_name(code), "url": f"/{code}/{below}", "current": code == reader}

    known = [code for code, _name in settings.LANGUAGES if code in served()]
    default = "en" if "en" in codes else codes[0]
    named = {bcp47(code): code for code in codes} | {"x-default": default}
    return {
        "languages": {
            "current": {"code": reader, "name": own_name(reader)},
            "available": [entry(code) for code in known if code in codes],
            "missing": [entry(code) for code in known if code not in codes],
        },
        "canonical_url": whole(f"/{shown}/{below}"),
        "alternates": [{"hreflang": tag, "url": whole(f"/{code}/{below}")} for tag, code in named.items()]
        if shown == reader and len(codes) > 1
        else [],
        "is_fallback": shown != reader,
        "noindex": shown != reader,
        "page_lang": bcp47(shown),
        "content_language_name": name_for_reader(shown),
    }
