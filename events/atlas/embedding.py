"""A page that other sites show in a frame: the next events. No script, no cookie, nothing about whoever reads it.

The only page that may stand in a frame elsewhere, and the only one that can do nothing but be read.
"""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from events import numbers
from events.countries import country_name, is_country
from events.models import EventPage
from events.the_day import edition_page, edition_pages
from home.addresses import whole
from home.languages import locales, reader_language
from home.routing import page_address

MOST = 12
POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


def _events(edition, country):
    """The next events; of a past edition the first ones."""
    pages = EventPage.objects.of(edition)
    if country:
        pages = pages.filter(event__city__country=country)
    if not edition.is_past:
        pages = pages.filter(event__ends_at__gte=timezone.now())
    return list(pages[:MOST])


def _context(page, country):
    edition, address = page.edition, page_address(page)
    return {
        "page": page,
        "edition": edition,
        "is_past": edition.is_past,
        "address": whole(f"{address}cities/{country.lower()}/" if country else address),
        "cities_address": whole(f"{address}cities/"),
        "events": _events(edition, country),
        "counters": () if country else numbers.day_numbers(edition),
    }


@require_safe
@xframe_options_exempt
@csp(POLICY)
@cache_control(public=True, max_age=300)
def embedded(request, year=None, country=""):
    """The current edition's, or that of a year, which says so when it is past."""
    code = country.upper()
    if reader_language() not in locales() or (code and not is_country(code)):
        raise Http404
    pages = edition_pages()
    page = edition_page(pages, int(year) if year else None)
    if page is None and year:
        raise Http404
    current = edition_page(pages)
    response = render(
        request,
        "events/atlas/embedded.html",
        {
            "country": country_name(code) if code else "",
            "current_address": whole(page_address(current)) if current else whole(f"/{reader_language()}/"),
            "is_current": page == current,
            **(_context(page, code) if page else {}),
        },
    )
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
