"""Calendars over the wire, in the reader's language."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events import calendar
from events.countries import country_name, is_country
from events.models import EventPage
from events.the_day import edition_pages
from home.languages import locales, reader_language

cached = cache_control(public=True, max_age=300)


def _answer(name, content):
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}.ics"', "X-Robots-Tag": "noindex"},
    )


@require_safe
@conditional_page
@cached
def edition(request, year, country=""):
    """All listed events of an edition, or of a country in it. The whole one holds the Day itself, too; so does that of a
    country while nothing is planned there, since a calendar without an entry is none (RFC 5545, 3.6).
    """
    page = edition_pages().get(year) if reader_language() in locales() else None
    if page is None or (country and not is_country(country)):
        raise Http404
    events = EventPage.objects.of(page.edition)
    if country:
        events = events.filter(event__city__country=country)
    entries = [calendar.event_entry(each, each.event, calendar.whole_address(each)) for each in events]
    if page.edition.date and not (country and entries):
        entries.insert(0, calendar.edition_entry(page, page.edition, calendar.whole_address(page)))
    name = (
        gettext("{edition} in {country}").format(edition=page.title, country=country_name(country))
        if country
        else page.title
    )
    return _answer(f"{year}-{country}".strip("-"), calendar.calendar(name, entries))


@require_safe
@conditional_page
@cached
def event(request, key):
    """One event by the key that its pages share: nobody can count through those that go by their link only."""
    pages = EventPage.objects.filter(translation_key=key).visible().best_for(reader_language()).with_facts()
    page = pages.first() if reader_language() in locales() else None
    if page is None:
        raise Http404
    return _answer(f"event-{page.slug}", calendar.event_calendar(page))
