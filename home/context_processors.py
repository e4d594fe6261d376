"""What the furniture of every public page shows: languages, menu, addresses."""

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext
from wagtail.models import Page

from home.furniture import furniture, page_ids
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


def _pages(menus):
    """The visible pages right below the home pages and those that menus name, in all languages; one query.

    Each knows which of its translations a menu named (`named`).
    """
    ids = {pk for entries in menus.values() for pk in page_ids(entries)}
    named = Page.objects.filter(pk__in=ids)
    return list(
        visible(
            Page.objects.filter(
                Q(depth=HOME_DEPTH + 1) | Q(translation_key__in=named.values("translation_key"))
            )
        )
        .annotate(named=Subquery(named.filter(translation_key=OuterRef("translation_key")).values("pk")[:1]))
        .only(
            "title",
            "url_path",
            "locale_id",
            "translation_key",
            "path",
            "depth",
            "show_in_menus",
            "content_type_id",
        )
        .order_by("path")
    )


def _lists(language, pages):
    """{name of the page type: address} of the pages right below the home page: where all of a kind are listed."""
    return {
        page.cached_content_type.model: page_address(page, language)
        for page in pages
        if page.depth == HOME_DEPTH + 1
    }


def _address_of(pages, slug, language):
    """The address of a top page that the furniture leads to, or ""."""
    return (
        f"/{language}/{slug}/" if any(path_below_home(page.url_path) == f"{slug}/" for page in pages) else ""
    )


def _grouped(pages):
    """{translation key: its pages in all the site's languages}, in the order of the tree; those that a menu names by the id it names."""
    codes, found = set(locales().values()), {}
    for page in pages:
        if page.locale_id in codes:
            found.setdefault(page.named or page.translation_key, []).append(page)
    return found


def _page_link(translations, language, path, label="", label_locale=None):
    """A link to a thing in the best language for the reader, or None where no language has it."""
    if not translations:
        return None
    ranked = ranked_locale_ids(language)
    codes = {pk: code for code, pk in locales().items()}
    page = min(translations, key=lambda each: ranked.index(each.locale_id))
    own = path_below_home(page.url_path)
    current = "page" if own == path else "true" if own and path.startswith(own) else ""
    code = codes.get(label_locale if label else page.locale_id, language)
    return _link(label or page.title, page_address(page, language), code, language, current)


def _menu(language, path, pages):
    """Each thing once, in the best language for the reader, in the order of the tree."""
    top = [page for page in pages if page.show_in_menus and page.depth == HOME_DEPTH + 1]
    return [_page_link(translations, language, path) for translations in _grouped(top).values()]


def _arranged(entries, language, path, pages):
    """The links of a menu that staff made; a page that visitors may not see is left out."""
    codes = {pk: code for code, pk in locales().items()}
    grouped = _grouped(pages)
    links = []
    for entry in entries:
        code = codes.get(entry["locale_id"], language)
        if "links" in entry:
            below = _arranged(entry["links"], language, path, pages)
            link = {**_link(entry["label"], "", code, language), "links": below} if below else None
        elif entry["page"]:
            link = _page_link(grouped.get(entry["page"]), language, path, entry["label"], entry["locale_id"])
        else:
            link = _link(entry["label"], entry["url"], code, language)
        links.append(link)
    return [link for link in links if link]


def _footer(language, path, pages, menus, menu):
    """Columns of links: those that staff made, else one column of the main menu."""
    if "footer" not in menus:
        return [{"links": menu}] if menu else []
    links = _arranged(menus["footer"], language, path, pages)
    loose = [link for link in links if "links" not in link]
    return [*(link for link in links if "links" in link), *([{"links": loose}] if loose else [])]


def _said(around, words, social, language):
    """The footer's words and social links, each with its language where that isn't the one around it."""
    codes = {pk: code for code, pk in locales().items()}

    def told(entry):
        code = codes.get(entry["locale_id"], language)
        foreign = code != around
        return {**entry, "lang": bcp47(code) if foreign else "", "dir": direction(code) if foreign else ""}

    return {"words": told(words) if words else None, "social": [told(link) for link in social]}


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
    around = SimpleLazyObject(lambda: furniture(language))
    pages = SimpleLazyObject(lambda: _pages(around["menus"]))
    menu = SimpleLazyObject(
        lambda: (
            _arranged(around["menus"]["main"], language, path, pages)
            if "main" in around["menus"]
            else _menu(language, path, pages)
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
        "canonical_url": (
            f"{settings.SITE_ADDRESS.rstrip('/')}/{content}/{route.path}{route.subpath}" if route else ""
        ),
        "alternates": SimpleLazyObject(lambda: _alternates(route)),
        "menu": menu,
        "footer_columns": SimpleLazyObject(lambda: _footer(language, path, pages, around["menus"], menu)),
        "footer_said": SimpleLazyObject(lambda: _said(spoken, around["words"], around["social"], language)),
        "take_part_url": SimpleLazyObject(lambda: _address_of(pages, "take-part", language)),
        "why_url": SimpleLazyObject(lambda: _address_of(pages, "why-september", language)),
        "lists": SimpleLazyObject(lambda: _lists(language, pages)),
        "languages": SimpleLazyObject(lambda: _languages(request, language, route)),
        "breadcrumbs": _breadcrumbs(route, language) if route else [],
        "home_url": f"/{language}/",
        "search_url": f"/{language}/search/",
    }
