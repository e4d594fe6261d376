"""The one router and the one link: addresses are /<language>/<path>/, and the path is the same in every language.

A page that does not exist in the reader's language is shown under the reader's prefix, in the best language there is.
"""

from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail import hooks
from wagtail.models import Page
from wagtail.views import serve_chain

from home.languages import fallbacks, locales, ranked_locale_ids, reader_language


@dataclass
class Route:
    """What the furniture around a page must know; kept on the request as `hub_route`."""

    page: Page
    language: str
    content_language: str
    path: str
    translations: list = field(default_factory=list)  # language codes with a live page of this very thing
    subpath: str = ""
    ancestors: list = field(default_factory=list)

    @property
    def is_fallback(self):
        return self.language != self.content_language


def path_below_home(url_path):
    """A page's path without its home page: /ko/2027/events/ → 2027/events/"""
    return url_path.strip("/").partition("/")[2] + "/" if url_path.strip("/").count("/") else ""


def page_address(page, language=None):
    """The address of a page under a language's prefix (the reader's by default). Asks the database nothing."""
    return f"/{language or reader_language()}/{path_below_home(page.url_path)}"


def _candidates(path):
    """Paths of `path` and of everything above it: 2027/events/ → ["2027/events/", "2027/", ""]"""
    parts = [part for part in path.split("/") if part]
    return ["".join(f"{part}/" for part in parts[:length]) for length in range(len(parts), -1, -1)]


def find(path, language):
    """The `Route` for a path below a language's prefix, or None. One query for all languages and all levels."""
    if "\0" in path or len(path) > 2000:
        return None
    known = locales()
    codes = {pk: code for code, pk in known.items()}
    wanted = _candidates(path)
    rows = (
        Page.objects.filter(live=True, url_path__in=[f"/{code}/{each}" for code in known for each in wanted])
        .only("id", "url_path", "locale_id", "translation_key", "path", "depth", "title", "content_type_id")
        .order_by("depth")
    )
    by_path = {}
    for row in rows:
        by_path.setdefault(path_below_home(row.url_path), {})[row.locale_id] = row
    ranked = ranked_locale_ids(language)

    def best(there):
        return next((there[pk] for pk in ranked if pk in there), None)

    clean = wanted[0]
    for candidate in wanted:
        page = best(by_path.get(candidate, {}))
        if page is None:
            continue
        above = [
            best(by_path[each]) for each in reversed(wanted) if each in by_path and len(each) < len(candidate)
        ]
        return Route(
            page=page,
            language=language,
            content_language=codes.get(page.locale_id, language),
            path=candidate,
            subpath=clean[len(candidate) :],
            translations=[codes[pk] for pk in by_path[candidate] if pk in codes],
            ancestors=[each for each in above if each],
        )
    return None


def serve(request, path=""):
    """The view behind every public page."""
    language = reader_language()
    if language not in locales():
        raise Http404
    route = find(path, language)
    if route is None:
        raise Http404
    page = route.page.specific
    remaining = [part for part in route.subpath.split("/") if part]
    if remaining and not hasattr(page, "resolve_subpage"):
        raise Http404
    page, args, kwargs = page.route(request, remaining) if remaining else (page, [], {})
    if path and not path.endswith("/"):
        return redirect(f"/{language}/{path}/", permanent=True)
    request.hub_route = route
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, args, kwargs)
        if isinstance(response, HttpResponse):
            return response
    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        chain = hook(chain)
    return chain(page, request, args, kwargs)


def choose_language(request):
    """`/` leads to the best language that has a home page, by what the browser asks for."""
    known = set(
        Page.objects.filter(live=True, depth=2, locale_id__in=locales().values()).values_list(
            "locale__language_code", flat=True
        )
    )
    choice = None
    for tag, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        try:
            code = get_supported_language_variant(tag)
        except LookupError:
            continue
        choice = next((each for each in fallbacks(code)[:-1] or [code] if each in known), None)
        if choice is None and code in known:
            choice = code
        if choice:
            break
    response = redirect(f"/{choice or next((c for c in fallbacks('en') if c in known), 'en')}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
