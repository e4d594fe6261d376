"""What the furniture of every public page shows: languages, menu, addresses."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext

from home import navigation
from home.addresses import whole
from home.furniture import furniture
from home.languages import (
    bcp47,
    direction,
    locales,
    name_for_reader,
    nearest,
    own_name,
    reader_language,
    served,
)
from home.querysets import HOME_DEPTH
from home.routing import page_address
from home.translation.showing import language_of_text


def _languages(request, language, route):
    """The switcher: the languages in which there is this very thing, and those that show it in another one."""
    known = [code for code, _name in settings.LANGUAGES if code in served()]
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
    target = f"{route.path}{route.subpath}"
    codes = sorted(route.translations)
    default = "en" if "en" in codes else route.translations[0]
    return [
        *[{"hreflang": bcp47(code), "url": whole(f"/{code}/{target}")} for code in codes],
        {"hreflang": "x-default", "url": whole(f"/{default}/{target}")},
    ]


def breadcrumbs(route, language):
    codes = {pk: code for code, pk in locales().items()}
    spoken = reader_language()
    return [
        navigation.link(pgettext("breadcrumb", "Home"), f"/{language}/", spoken, spoken)
        if page.depth == HOME_DEPTH
        else navigation.link(
            page.title,
            page_address(page, language),
            language_of_text(page, page.title) or codes[page.locale_id],
            spoken,
        )
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
    around = SimpleLazyObject(lambda: furniture(language))
    pages = SimpleLazyObject(lambda: navigation.pages_around(around["menus"]))
    menu = SimpleLazyObject(
        lambda: (
            navigation.arranged(around["menus"]["main"], language, path, pages)
            if "main" in around["menus"]
            else navigation.menu(language, path, pages)
        )
    )
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
        "canonical_url": whole(f"/{content}/{route.path}{route.subpath}") if route else "",
        "alternates": SimpleLazyObject(lambda: _alternates(route)),
        "menu": menu,
        "footer_columns": SimpleLazyObject(
            lambda: navigation.footer(language, path, pages, around["menus"], menu)
        ),
        "footer_said": SimpleLazyObject(
            lambda: navigation.said(spoken, around["words"], around["social"], language)
        ),
        "take_part_url": SimpleLazyObject(lambda: navigation.address_of(pages, "take-part", language)),
        "why_url": SimpleLazyObject(lambda: navigation.address_of(pages, "why-september", language)),
        "lists": SimpleLazyObject(lambda: navigation.lists(language, pages)),
        "languages": SimpleLazyObject(lambda: _languages(request, language, route)),
        "breadcrumbs": breadcrumbs(route, language) if route else [],
        "home_url": f"/{language}/",
        "search_url": f"/{language}/search/",
    }
