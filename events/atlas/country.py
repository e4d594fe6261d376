"""The page of a country in an edition: its cities, its events, safety there."""

from django.core.paginator import Paginator
from django.http import Http404

from events import numbers
from events.atlas.way import way
from events.cities import by_country, country_address
from events.countries import country_name, is_country
from events.country_map import country_map
from events.models.event_page import EventPage
from events.models.places import City
from events.safety import safety_of
from home.routing import page_address

PAGE_SIZE = 24


def country_context(page, request, country):
    code = country.upper()
    if not is_country(code):
        raise Http404
    edition, address = page.edition, page_address(page)
    listed = EventPage.objects.listed().values("event")
    cities = list(City.objects.filter(country=code).taking_part(edition, listed))
    name = country_name(code)
    found = by_country(cities, address)
    with_events = [city for city in cities if city.events_here > city.cancelled_here]
    events = EventPage.objects.of(edition).filter(event__city__country=code)
    return {
        "breadcrumbs": way(request, page),
        "country": name,
        "country_code": code,
        "below": country_address("", code),
        "share_title": f"{name} · {page.title}",
        "edition": edition,
        "is_past": edition.is_past,
        "cities": found[0]["cities"] if found else [],
        "map": country_map(edition, address, code) if cities else None,
        "cities_url": f"{address}cities/",
        "counters": numbers.in_country(
            len(with_events), sum(city.events_here - city.cancelled_here for city in with_events)
        ),
        "items": Paginator(events, PAGE_SIZE).get_page(request.GET.get("page")),
        "safety": safety_of(code),
        **({} if cities else {"noindex": True}),
    }
