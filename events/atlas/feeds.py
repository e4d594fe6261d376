"""Feeds of the events of an edition, a country or a city: what is new, and what changed since."""

from django.db.models.functions import Coalesce, Greatest
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from events.calendar import event_title
from events.countries import country_name, is_country
from events.models import EventPage
from events.views import city_or_404, edition_or_404, place_name
from home import feeds
from home.routing import page_address

LENGTH = 50
cached = cache_control(public=True, max_age=feeds.SECONDS)


def _told(page):
    """Where and when in a line, then what the page says of itself."""
    event = page.event
    when = date_format(event.starts_on)
    if event.starts_time:
        when = f"{when}, {time_format(event.starts_time)} ({event.zone_label})"
    line = f"{event.city.display_name} · {when} · {event.get_status_display()}"
    return f"{line}\n{page.summary}" if page.summary else line


def _entry(page):
    return feeds.Entry(
        page=page,
        title=event_title(page, page.event),
        summary=_told(page),
        published=page.first_published_at,
        updated=page.changed_at,
    )


def _answer(page, pages, name, address, place=""):
    """Also a change of facts makes an entry new again: that an event is cancelled, or at another hour."""
    newest = (
        pages.exclude(first_published_at=None)
        .annotate(
            changed_at=Greatest(Coalesce("last_published_at", "first_published_at"), "event__updated_at")
        )
        .order_by("-changed_at", "-pk")[:LENGTH]
    )
    return feeds.answer(
        title=place_name(page, place),
        name=name,
        link=page_address(page),
        address=address,
        entries=[_entry(each) for each in newest],
    )


@require_safe
@conditional_page
@cached
def edition(request, year, country=""):
    page = edition_or_404(year)
    if country and not is_country(country):
        raise Http404
    events = EventPage.objects.of(page.edition)
    if not country:
        return _answer(page, events, f"events/{year}", reverse("edition-feed", args=[year]))
    events = events.filter(event__city__country=country)
    address = reverse("country-feed", args=[year, country])
    return _answer(page, events, f"events/{year}/{country}", address, country_name(country))


@require_safe
@conditional_page
@cached
def city(request, year, geonameid):
    page, place = edition_or_404(year), city_or_404(geonameid)
    events = EventPage.objects.of(page.edition).filter(event__city=place)
    address = reverse("city-feed", args=[year, geonameid])
    return _answer(page, events, f"events/{year}/city/{geonameid}", address, place.display_name)
