"""What readers get instead of a page: 403, 404, 410 with the furniture around them; 500 and 503 that stand alone.

All speak the reader's language, also one that the site has no pages in. The API and files answer with their own kind.
"""

import base64
import hashlib
import logging
import re
import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from events.the_day import edition_page, edition_pages
from home.context_processors import site
from home.languages import bcp47, direction, fallbacks, nearest, reader_language
from home.querysets import HOME_DEPTH, hub_pages, restricted_paths
from home.routing import page_address, path_below_home
from hub import health

logger = logging.getLogger("hub.errors")

RETRY_AFTER = 120  # seconds
FILES = ("/media/", "/static/", "/card/")
FILE_KINDS = (".atom", ".ics", ".json", ".rss", ".txt", ".xml")
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


# --- Language


def _has_words(code):
    """Whether the interface speaks a language: a candidate's catalog is empty until somebody translates it."""
    with translation.override(code):
        return gettext("This page is not here") != "This page is not here"


def spoken(code):
    """The language of an error page for a reader of `code`. Asks neither database nor cache."""
    return next((each for each in fallbacks(code) if _has_words(each)), settings.LANGUAGE_CODE)


# --- Answers for machines


def _for_machines(request, status):
    """The API's and files' own kind of answer, or None where a reader may be looking."""
    said = HTTPStatus(status).phrase
    if request.path.startswith("/api/"):
        return JsonResponse({"message": said}, status=status)
    if request.path.startswith(FILES) or request.path.endswith(FILE_KINDS):
        return HttpResponse(f"{said}\n", status=status, content_type="text/plain; charset=utf-8")
    return None


# --- With the furniture of the site


def not_found(request, exception):
    return _page(request, 410 if _was_withdrawn(request) else 404)


def permission_denied(request, exception):
    return _page(request, 403)


def no_token(request, reason=""):
    """What Django says where a form came without its token, or from another site."""
    return _page(request, 403)


def _page(request, status):
    answer = _for_machines(request, status)
    if answer is None:
        code = spoken(reader_language())
        with translation.override(code):
            answer = render(request, f"{status}.html", _ways_on(request, code), status=status)
        answer.headers["Content-Language"] = code
    return answer


def _ways_on(request, code):
    language = nearest(code)  # of what there is to go to
    page = edition_page(edition_pages())
    found = {"noindex": True, "cities_url": f"{page_address(page, language)}cities/" if page else ""}
    if code != language:
        around = site(request)
        found["menu"] = _in_their_language(around["menu"], language)
        found["footer_columns"] = _in_their_language(around["footer_columns"], language)
    return found


def _in_their_language(links, language):
    """Links of a menu in `language`, for a page in another one."""
    return [
        {
            **link,
            "lang": link.get("lang") or bcp47(language),
            "dir": link.get("dir") or direction(language),
            **({"links": _in_their_language(link["links"], language)} if "links" in link else {}),
        }
        for link in links
    ]


def _was_withdrawn(request):
    """Whether everybody could once read a page at this address, and nobody can now. A redirect of staff goes first."""
    match = request.resolver_match
    if match is None or match.view_name != "wagtail_serve":
        return False
    path = "".join(match.args).removesuffix("/")
    if not path or "\0" in path:
        return False
    there = [
        row
        for row in hub_pages()
        .filter(depth=HOME_DEPTH + path.count("/") + 1, slug=path.rpartition("/")[2])
        .only("path", "url_path", "live", "first_published_at")
        if path_below_home(row.url_path) == f"{path}/"
    ]
    closed = tuple(restricted_paths(fresh=True)) if there else ()
    if any(row.live or row.path.startswith(closed) for row in there):
        return False
    return any(row.first_published_at for row in there) and not _redirected(request)


def _redirected(request):
    full = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return any(get_redirect(request, path) for path in dict.fromkeys([full, full.partition("?")[0]]))


# --- Alone: no database, no cache, no file but the template


def server_error(request):
    """500; or 503 where the database does not answer, or lacks what migrations still have to bring."""
    return _alone(request, 503 if _is_away(sys.exc_info()[1]) else 500)


def _is_away(error):
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, ProgrammingError) and not health.passes("migrations", health.migrations)


def closed(request):
    """503 while the operator keeps the site closed, else None. The health addresses answer all the same."""
    if request.path in health.ADDRESSES or not health.in_maintenance():
        return None
    response = _alone(request, 503)
    response._has_been_logged = True  # meant to be so: no error for Django to log
    return response


def _alone(request, status):
    answer = _for_machines(request, status) or _standing_alone(request, status)
    answer.headers["Cache-Control"] = "no-store"
    if status == 503:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _standing_alone(request, status):
    """Its style is in it: the policy of this one answer names the very text."""
    try:
        prefix = translation.get_language_from_path(request.path)
        code = spoken(prefix or translation.get_language_from_request(request))
        with translation.override(code):
            html = render_to_string(f"{status}.html", {"home_url": f"/{prefix}/" if prefix else "/"})
    except Exception:
        logger.exception("The page for %s could not be made.", status)
        phrase = f"{HTTPStatus(status).phrase}\n"
        return HttpResponse(phrase, status=status, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(html, status=status, headers={"Content-Language": code})
    styles = " ".join(f"'sha256-{_digest(style)}'" for style in STYLE.findall(html)) or "'none'"
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {styles}; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    if not prefix:
        patch_vary_headers(answer, ["Accept-Language"])
    return answer


def _digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
