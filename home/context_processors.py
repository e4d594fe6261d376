"""What the furniture of every public page shows: languages, menu, addresses."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info, pgettext
from wagtail.models import Page

from home.languages import bcp47, direction, locales, own_name, ranked_locale_ids, reader_language
from home.routing import page_address, path_below_home


def _entry(page, language, path, codes):
    code = codes.get(page.locale_id, language)
    own = path_below_home(page.url_path)
    current = "page" if own == path else "true" if own and path.startswith(own) else ""
    foreign = code != language
    return {
        "title": page.title,
        "url": page_address(page, language),
        "current": current,
        "lang": bcp47(code) if foreign else "",
        "dir": direction(code) if foreign else "",
    }


def _top_pages():
    """The live pages right below the home pages, in all languages; one query."""
    return list(
        Page.objects.live()
        .filter(depth=3)
        .only("title", "url_path", "locale_id", "translation_key", "path", "show_in_menus")
        .order_by("path")
    )


def _address_of(pages, slug, language):
    """The address of a top page that the furniture leads to, or ""."""
    return (
        f"/{language}/{slug}/" if any(path_below_home(page.url_path) == f"{slug}/" for page in pages) else ""
    )


def _menu(language, path, pages):
    codes = {pk: code for code, pk in locales().items()}
    found = {}
    ranked = ranked_locale_ids(language)
    order = {}
    for page in pages:
        if not page.show_in_menus:
            continue
        order.setdefault(page.translation_key, len(order))
        better = found.get(page.translation_key)
        if better is None or ranked.index(page.locale_id) < ranked.index(better.locale_id):
            found[page.translation_key] = page
    return [
        _entry(page, language, path, codes)
        for page in sorted(found.values(), key=lambda each: order[each.translation_key])
    ]


def _languages(language, route):
    known = [code for code, _name in settings.LANGUAGES if code in locales()]
    available = [code for code in known if code in route.translations] if route else [language]
    target = f"{route.path}{route.subpath}" if route else ""

    def entry(code):
        return {
            "code": code,
            "name": own_name(code),
            "url": f"/{code}/{target}",
            "current": code == language,
        }

    return {
        "current": {"code": language, "name": own_name(language)},
        "available": [entry(code) for code in available],
        "missing": [entry(code) for code in known if code not in available],
    }


def _alternates(route):
    """Real translations only, each naming all of them, and x-default."""
    if route is None or len(route.translations) < 2:
        return []
    base = settings.SITE_ADDRESS.rstrip("/")
    target = f"{route.path}{route.subpath}"
    codes = sorted(route.translations)
    default = "en" if "en" in codes else codes[0]
    return [
        *[{"hreflang": bcp47(code), "url": f"{base}/{code}/{target}"} for code in codes],
        {"hreflang": "x-default", "url": f"{base}/{default}/{target}"},
    ]


def site(request):
    if request.path.startswith(settings.ADMIN_PREFIXES):
        return {}  # Wagtail's admin has names of its own for some of these
    language = reader_language()
    route = getattr(request, "hub_route", None)
    content = route.content_language if route else language
    path = route.path if route else ""
    codes = {pk: code for code, pk in locales().items()} if route else {}
    page = route.page if route else None
    top_pages = SimpleLazyObject(_top_pages)
    return {
        "site_name": settings.SITE_NAME,
        "furniture_lang": bcp47(language),
        "furniture_dir": direction(language),
        "content_lang": bcp47(content),
        "content_dir": direction(content),
        "content_language_name": get_language_info(content)["name_translated"],
        "is_fallback": content != language,
        "noindex": content != language,
        "page_type": page.specific_class._meta.label if page else "",
        "canonical_url": (
            f"{settings.SITE_ADDRESS.rstrip('/')}/{content}/{route.path}{route.subpath}" if route else ""
        ),
        "alternates": SimpleLazyObject(lambda: _alternates(route)),
        "menu": SimpleLazyObject(lambda: _menu(language, path, top_pages)),
        "footer_links": SimpleLazyObject(lambda: _menu(language, path, top_pages)),
        "take_part_url": SimpleLazyObject(lambda: _address_of(top_pages, "take-part", language)),
        "why_url": SimpleLazyObject(lambda: _address_of(top_pages, "why-september", language)),
        "languages": SimpleLazyObject(lambda: _languages(language, route)),
        "breadcrumbs": [
            {
                **_entry(each, language, "-", codes),
                "title": each.title if each.depth > 2 else pgettext("breadcrumb", "Home"),
            }
            for each in (route.ancestors if route else [])
        ],
        "home_url": f"/{language}/",
        "search_url": f"/{language}/search/",
    }
