"""The page of a city in an edition. Any city has one; what it offers follows from who and what is there."""

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404

from events.atlas.coordinators import shown_coordinators
from events.atlas.kit import kit
from events.atlas.nearby import nearest
from events.atlas.offers import Offers, offers_in
from events.atlas.way import way
from events.cities import city_address, country_address
from events.models.event_page import EventPage
from events.models.places import City
from events.models.reports import CityReport
from events.models.safety import CountrySafety
from events.roles import role_of
from events.safety import spoken_of
from home.routing import page_address

MOST = 24  # events; the others are in the list of events


def find_city(geonameid, edition_id):
    """The city at an address, with its name for the reader, what is said of safety in its country, and whether anything was
    reported of it in an edition (`has_reports`). One query.
    """
    words = spoken_of().filter(country=OuterRef("country"))
    reports = CityReport.objects.published().filter(edition=edition_id, city=OuterRef("pk"))
    city = (
        City.objects.named()
        .annotate(
            safety_level=Subquery(words.values("level")[:1]),
            safety_checked_on=Subquery(words.values("checked_on")[:1]),
            has_reports=Exists(reports),
        )
        .filter(geonameid=geonameid)
        .first()
    )
    if city is None:
        raise Http404
    return city


def _safety(city):
    """Staff's words on the country as far as the city's page tells them, or None."""
    if not city.safety_level:
        return None
    return CountrySafety(country=city.country, level=city.safety_level, checked_on=city.safety_checked_on)


def _events(city, edition):
    """(at most `MOST` pages of events there, whether there are more). Two queries."""
    pages = EventPage.objects.of(edition).filter(event__city=city).prefetch_related(None).with_hosts()
    found = list(pages[: MOST + 1])
    for page in found:
        page.event.city = city
    return found[:MOST], len(found) > MOST


def city_context(page, request, city):
    edition, address = page.edition, page_address(page)
    role, missions = role_of(city, edition.day)
    events, more = _events(city, edition)
    past = edition.is_past
    coordinators = None if past else shown_coordinators(city, edition)
    letter, library = (None, []) if past else kit()
    return {
        "breadcrumbs": way(request, page, (city.country_name, country_address(address, city.country))),
        "city": city,
        "edition_url": address,
        "country_url": country_address(address, city.country),
        "below": city_address("", city),
        "share_title": f"{city.display_name} · {page.title}",
        "edition": edition,
        "is_past": past,
        "role": role,
        "missions": missions,
        "events": events,
        "more_url": f"{address}events/?city={city.geonameid}" if more else "",
        "nearest": nearest(city, edition),
        "coordinators": coordinators,
        "offers": Offers() if past else offers_in(city, edition, bool(coordinators), bool(events)),
        "safety": _safety(city),
        "letter": letter if missions else None,
        "library": library if missions or letter is None else [letter.page, *library],
    }
