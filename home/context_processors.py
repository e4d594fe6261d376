"""What the furniture of every public page shows: languages, menu, addresses."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext
from wagtail.models import Page

from home.languages import (
    bcp47,
    direction,
    locales,
    name_for_reader,
    nearest,
    own_name,
    ranked_locale_ids,
    reader_language,
)
from home.querysets import HOME_DEPTH, visible
from home.routing import page_address, path_below_home


def _link(title, url, code, around, current=""):
    """A link, with its language where that isn't the one of the text around it."""
    foreign = code != around
    return {
        "title": title,
        "url": url,
        "current": current,
        "lang": bcp47(code) if foreign else "",
        "dir": direction(code) if foreign else "",
    }


def _top_pages():
    """The visible pages right below the home pages, in all languages; one query."""
    return list(
        visible(Page.objects.filter(depth=HOME_DEPTH + 1))
        .only("title", "url_path", "locale_id", "translation_key", "path", "show_in_menus")
        .order_by("path")
    )


def _address_of(pages, slug, language):
    """The address of a top page that the furniture leads to, or ""."""
    return (
        f"/{language}/{slug}/" if any(path_below_home(page.url_path) == f"{slug}/" for page in pages) else ""
    )


def _menu(language, path, pages):
    """Each thing once, in the best language for the reader, in the order of the tree."""
    codes = {pk: code for code, pk in locales().items()}
    ranked = ranked_locale_ids(language)
    found = {}
    for page in pages:
        if page.show_in_menus and page.locale_id in codes:
            found.setdefault(page.translation_key, []).append(page)
    entries = []
    for translations in found.values():
        page = min(translations, key=lambda each: ranked.index(each.locale_id))
        own = path_below_home(page.url_path)
        current = "page" if own == path else "true" if path.startswith(own) else ""
        entries.append(
            _link(page.title, page_address(page, language), codes[page.locale_id], language, current)
        )
    return entries


def _languages(request, language, route):
    """The switcher: the languages in which there is this very thing, and those that show it in another one."""
    known = [code for code, _name in settings.LANGUAGES if code in locales()]
    if route:
        available, target = route.translations, f"{route.path}{route.subpath}"
    else:
        # A view that isn't a page (search) speaks every language; an error leads to the first page.
        view = getattr(request.resolver_match, "view_name", "")
        prefix = f"/{language}/"
        is_view = view != "wagtail_serve" and request.path.startswith(prefix)
        available, target = known, request.get_full_path().removeprefix(prefix) if is_view else ""

    def entry(code):
        return {
            "code": code,
            "name": own_name(code),
            "url": f"/{code}/{target}",
            "current": code == language,
        }

    return {
        "current": {"code": language, "name": own_name(language)},
        "available": [entry(code) for code in known if code in available],
        "missing": [entry(code) for code in known if code not in available],
    }


def _alternates(route):
    """Real translations only, each naming all of them, and x-default; nothing where this address is none of them."""
    if route is None or route.language not in route.translations or len(route.translations) < 2:
        return []
    base = settings.SITE_ADDRESS.rstrip("/")
    target = f"{route.path}{route.subpath}"
    codes = sorted(route.translations)
    default = "en" if "en" in codes else codes[0]
    return [
        *[{"hreflang": bcp47(code), "url": f"{base}/{code}/{target}"} for code in codes],
        {"hreflang": "x-default", "url": f"{base}/{default}/{target}"},
    ]


def _breadcrumbs(route, language):
    codes = {pk: code for code, pk in locales().items()}
    spoken = reader_language()
    return [
        _link(pgettext("breadcrumb", "Home"), f"/{language}/", spoken, spoken)
        if page.depth == HOME_DEPTH
        else _link(page.title, page_address(page, language), codes[page.locale_id], spoken)
        for page in route.ancestors
    ]


def site(request):
    if request.path.startswith(settings.ADMIN_PREFIXES):
        return {}  # Wagtail's admin has names of its own for some of these
    spoken = reader_language()
    language = nearest(
        spoken
    )  # of the addresses: an error page may be in a language that the site doesn't have
    route = getattr(request, "hub_route", None)
    content = route.content_language if route else spoken
    path = route.path if route else "-"
    top_pages = SimpleLazyObject(_top_pages)
    menu = SimpleLazyObject(lambda: _menu(language, path, top_pages))
    return {
        "site_name": settings.SITE_NAME,
        "furniture_lang": bcp47(spoken),
        "furniture_dir": direction(spoken),
        "content_lang": bcp47(spoken),
        "page_lang": bcp47(content),
        "content_language_name": name_for_reader(content),
        "is_fallback": content != spoken,
        "noindex": content != spoken or bool(route and not route.is_open),
        "page_type": route.page.specific_class._meta.label if route else "",
        "canonical_url": (
            f"{settings.SITE_ADDRESS.rstrip('/')}/{content}/{route.path}{route.subpath}" if route else ""
        ),
        "alternates": SimpleLazyObject(lambda: _alternates(route)),
        "menu": menu,
        "footer_links": menu,
        "take_part_url": SimpleLazyObject(lambda: _address_of(top_pages, "take-part", language)),
        "why_url": SimpleLazyObject(lambda: _address_of(top_pages, "why-september", language)),
        "languages": SimpleLazyObject(lambda: _languages(request, language, route)),
        "breadcrumbs": _breadcrumbs(route, language) if route else [],
        "home_url": f"/{language}/",
        "search_url": f"/{language}/search/",
    }
