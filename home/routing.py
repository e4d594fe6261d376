"""The one router and the one link: addresses are /<language>/<path>/, and the path is the same in every language.

A page that does not exist in the reader's language is shown under the reader's prefix, in the best language there is.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.views import serve_chain

from home.languages import fallbacks, locales, nearest, ranked_locale_ids, reader_language
from home.querysets import HOME_DEPTH, hub_pages, restricted_paths, visible

DEEPEST = 40  # levels of an address; more is nobody's page, only work for the database


@dataclass
class Route:
    """What the furniture around a page must know; kept on the request as `hub_route`."""

    page: Page
    language: str
    content_language: str
    path: str
    is_open: bool = True  # False: only for some, so Wagtail asks who is there
    translations: list = field(
        default_factory=list
    )  # codes of the languages in which everybody may read this very thing, the original's first
    subpath: str = ""
    ancestors: list = field(default_factory=list)
    is_plain: bool = (
        False  # neither it nor a page above it is an alias, whose restrictions would be another page's
    )

    @property
    def is_fallback(self):
        return self.language != self.content_language


def path_below_home(url_path):
    """A page's path without its home page: /ko/2027/events/ → 2027/events/"""
    return url_path.strip("/").partition("/")[2] + "/" if url_path.strip("/").count("/") else ""


def page_address(page, language=None):
    """The address of a page under a language's prefix (the reader's by default). Asks the database nothing."""
    return f"/{language or reader_language()}/{path_below_home(page.url_path)}"


def _parts(path):
    """The levels of a path, or None where it can't be an address of ours: an odd byte, an empty level, far too long."""
    parts = path.removesuffix("/").split("/") if path else []
    if "\0" in path or len(parts) > DEEPEST or not all(parts):
        return None
    return parts


def find(path, language):
    """The `Route` for a path below a language's prefix, or None. One query for all languages and all levels, and one for who may see what.

    Whose own version is restricted is asked who they are. Else what everybody may read comes before what is restricted,
    so that a restricted translation doesn't stand before an open one. The slugs of home pages don't matter: the prefix
    is the language's code, whatever editors call the page.
    """
    parts = _parts(path)
    if parts is None:
        return None
    wanted = ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts), -1, -1)]
    at_its_level = Q(depth=HOME_DEPTH)
    for level, part in enumerate(parts, start=HOME_DEPTH + 1):
        at_its_level |= Q(depth=level, slug=part)
    codes = {pk: code for code, pk in locales().items()}
    rows = (
        hub_pages()
        .filter(at_its_level, live=True, locale_id__in=codes)
        .only(
            "id",
            "url_path",
            "locale_id",
            "translation_key",
            "path",
            "depth",
            "title",
            "content_type_id",
            "alias_of_id",
        )
        .order_by("path")
    )
    closed_below = tuple(restricted_paths(fresh=True))
    opened, closed = {}, {}
    for row in rows:
        kind = closed if row.path.startswith(closed_below) else opened
        kind.setdefault(path_below_home(row.url_path), {}).setdefault(row.locale_id, row)
    ranked = ranked_locale_ids(language)

    def best(there):
        return next((there[pk] for pk in ranked if pk in there), None)

    for candidate in wanted:
        there, shut = opened.get(candidate, {}), closed.get(candidate, {})
        page = shut.get(locales().get(language)) or best(there) or best(shut)
        if page is None:
            continue
        line = [row for row in rows if page.path.startswith(row.path)]
        above = [best(opened.get(each, {})) for each in reversed(wanted) if len(each) < len(candidate)]
        return Route(
            page=page,
            language=language,
            content_language=codes[page.locale_id],
            path=candidate,
            is_open=page.locale_id in there,
            translations=[codes[pk] for pk in sorted(there, key=lambda pk: there[pk].pk)],
            subpath=wanted[0][len(candidate) :],
            ancestors=[each for each in above if each],
            is_plain=len(line) > page.depth - HOME_DEPTH and not any(row.alias_of_id for row in line),
        )
    return None


def _whole(page):
    """The page with all its fields, and with what its class always needs as well (`served_with`). One query."""
    related = getattr(page.specific_class, "served_with", ())
    return page.specific_class.objects.select_related(*related).get(pk=page.pk) if related else page.specific


def serve(request, path=""):
    """The view behind every public page."""
    language = reader_language()
    if language not in locales():
        raise Http404  # Django knows the language, the site doesn't; the interface may say so in it
    route = find(path, language)
    if route is None:
        return _moved(path, language)
    page, args = _whole(route.page), ()
    page.found_open = route.is_open and route.is_plain
    if route.subpath:
        if not hasattr(page, "resolve_subpage"):
            return _moved(path, language)
        args = page.resolve_subpage(f"/{route.subpath}")
    if args and getattr(args.func, "is_file", False):
        if path.endswith("/"):
            raise Http404
    elif path and not path.endswith("/"):
        return redirect(request.get_full_path(force_append_slash=True), permanent=True)
    request.hub_route = route
    try:
        return _answer(page, request, args)
    except Http404:
        request.hub_route = None  # the page that says so isn't this one
        raise


def _answer(page, request, args):
    """As `wagtail.views.serve`, whose own way to find a page we don't take."""
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, args, {})
        if isinstance(response, HttpResponse):
            return response
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    return chain(page, request, args, {})


def _moved(path, language):
    """Where a page went that was shown here in another language: Wagtail's redirects only know its own address.

    What they do know they answer themselves, once we have said 404.
    """
    if _parts(path):
        old = {code: Redirect.normalise_path(f"/{code}/{path}") for code in locales()}
        known = Redirect.objects.filter(old_path__in=old.values(), redirect_page__isnull=False)
        found = {each.old_path: each.redirect_page for each in known.select_related("redirect_page")}
        page = next((found[old[code]] for code in old if old[code] in found), None)
        if page and old[language] not in found:
            route = find(path_below_home(page.url_path), language)
            if route and route.is_open and not route.subpath:
                return redirect(page_address(page, language), permanent=True)
    raise Http404


def _asked_for(request):
    """The languages of the settings that a browser asks for, the best first."""
    codes = []
    for tag, quality in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if quality > 0:
            try:
                codes.append(translation.get_supported_language_variant(tag))
            except LookupError:
                continue
    return codes


def language_asked_for(request):
    """The best language that has a home page: what the browser asks for, then what its reader reads instead."""
    homes = visible(hub_pages().filter(depth=HOME_DEPTH, locale_id__in=locales().values()))
    known = set(homes.values_list("locale__language_code", flat=True))
    asked = _asked_for(request)
    instead = [each for code in [*asked, settings.LANGUAGE_CODE] for each in fallbacks(code)]
    return next(
        (code for code in [*asked, *instead, *sorted(known)] if code in known), settings.LANGUAGE_CODE
    )


def choose_language(request):
    """`/` leads to the language that the browser asks for."""
    response = redirect(f"/{language_asked_for(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


class LanguageMiddleware(LocaleMiddleware):
    """Django's, which leads an address without a language to the same one with it. Two things it does not know:

    where a view says that there is nothing (the API, a document), there is nothing in another language either; and
    the site may not have the language that the browser asks for.
    """

    def process_response(self, request, response):
        if response.status_code == 404:
            if request.resolver_match:
                patch_vary_headers(response, ["Accept-Language"])
                return response
            translation.activate(nearest(reader_language()))
        return super().process_response(request, response)
