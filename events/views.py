"""Calendars over the wire, in the reader's language."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events import calendar
from events.countries import country_name, is_country
from events.models import City, EventPage
from events.the_day import edition_pages
from home.languages import locales, reader_language

cached = cache_control(public=True, max_age=300)


def edition_or_404(year):
    """The page of an edition that visitors may read, in their best language."""
    page = edition_pages().get(year) if reader_language() in locales() else None
    if page is None:
        raise Http404
    return page


def city_or_404(geonameid):
    city = City.objects.named().filter(geonameid=geonameid).first()
    if city is None:
        raise Http404
    return city


def place_name(page, place):
    """ "The Day in 2027 in South Korea"; of a past edition with a word that it is past."""
    name = (
        gettext("{edition} in {country}").format(edition=page.title, country=place) if place else page.title
    )
    return gettext("{title} (past edition)").format(title=name) if page.edition.is_past else name


def _answer(name, content):
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}.ics"', "X-Robots-Tag": "noindex"},
    )


def _calendar(page, events, file, place=""):
    """The whole calendar holds the Day itself, too; so does that of a place while nothing is planned there, since a calendar
    without an entry is none (RFC 5545, 3.6).
    """
    entries = [calendar.event_entry(each, each.event, calendar.whole_address(each)) for each in events]
    if page.edition.date and not (place and entries):
        entries.insert(0, calendar.edition_entry(page, page.edition, calendar.whole_address(page)))
    return _answer(file, calendar.calendar(place_name(page, place), entries))


@require_safe
@conditional_page
@cached
def edition(request, year, country=""):
    """All listed events of an edition, or of a country in it."""
    page = edition_or_404(year)
    if country and not is_country(country):
        raise Http404
    events = EventPage.objects.of(page.edition)
    if country:
        events = events.filter(event__city__country=country)
    return _calendar(page, events, f"{year}-{country}".strip("-"), country and country_name(country))


@require_safe
@conditional_page
@cached
def city(request, year, geonameid):
    page, place = edition_or_404(year), city_or_404(geonameid)
    events = EventPage.objects.of(page.edition).filter(event__city=place)
    return _calendar(page, events, f"{year}-{place.slug}", place.display_name)


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
