"""What templates of every room ask about the Day. Each tag asks the database a fixed number of questions, however many
cities and events there are, and yields nothing where there is nothing to show, so that a section can leave itself out.
"""

from dataclasses import replace
from itertools import count

from django import template
from django.utils import timezone

from events import numbers
from events.drawing.years import plot
from events.happening import happening as find_happening
from events.home_page import day_of
from events.kinds import KINDS
from events.models import EventPage
from events.once import once
from events.reporting.showing import what_happened as find_what_happened
from events.the_day import edition_page, edition_pages, last_report, report_pages
from events.world_map import world_map as find_world_map
from home.languages import reader_language
from home.routing import page_address

register = template.Library()


def _request(context):
    """The request of a page, also inside a body block, whose context is a copy of its page's."""
    return context.get("request") or getattr(context, "request", None)


def _edition_page(context, year=None):
    return edition_page(once(_request(context), "edition pages", edition_pages), year)


@register.simple_tag(takes_context=True)
def the_day(context):
    """The current edition's `Day` (events/the_day.py): edition, phase, date, days_left, year and addresses."""
    return day_of(_request(context))


@register.simple_tag(takes_context=True)
def world_map(context, year=None):
    """The `WorldMap` (events/world_map.py) of an edition, for components/world_map.html."""
    page = _edition_page(context, year)
    if page is None:
        return None
    request = _request(context)
    found = once(
        request,
        ("world map", page.edition_id),
        lambda: find_world_map(page.edition, page_address(page)),
    )
    return found and replace(found, number=next(once(request, "maps of this page", lambda: count(1))))


@register.simple_tag(takes_context=True)
def listed_events(context, year=None, country="", kind="", city_id=None, limit=6, upcoming=True):
    """Event pages of an edition with their facts, soonest first; `upcoming=False` takes those that are over too."""
    page = _edition_page(context, year)
    if page is None or (kind and kind not in KINDS):
        return []
    events = EventPage.objects.of(page.edition)
    if upcoming:
        events = events.filter(event__ends_at__gte=timezone.now())
    if country:
        events = events.filter(event__city__country=country.upper())
    if kind:
        # As text, quotation marks and all: SQLite can't look into a list.
        events = events.filter(event__kinds__icontains=f'"{kind}"')
    if city_id:
        events = events.filter(event__city_id=city_id)
    return list(events[:limit])


@register.simple_tag
def chosen_events(pages):
    """Event pages that an editor chose, in that order: those that lists may show."""
    return EventPage.objects.listed().with_facts().chosen(pages or [], reader_language())


@register.simple_tag(takes_context=True)
def day_numbers(context, year=None):
    """The `Numbers` (events/numbers.py) of an edition, for components/counters.html; also year, is_past, is_typed."""
    page = _edition_page(context, year)
    if page is None:
        return None
    return once(
        _request(context),
        ("numbers", page.edition_id),
        lambda: numbers.day_numbers(page.edition),
    )


@register.simple_tag(takes_context=True)
def year_by_year(context):
    """`editions` for components/plot.html."""
    return once(_request(context), "year by year", numbers.year_by_year)


@register.simple_tag(takes_context=True)
def happening(context):
    """What happens now and next (events/happening.py); nothing before and after the Day itself."""
    page = _edition_page(context)
    return find_happening(page.edition) if page else None


@register.simple_tag(takes_context=True)
def last_day_report(context):
    """The report of the last Day: {page, year, numbers}."""
    request = _request(context)
    pages = once(request, "edition pages", edition_pages)
    page = last_report(pages, once(request, "report pages", report_pages))
    if page is None:
        return None
    figures = once(request, ("numbers", page.edition_id), lambda: numbers.day_numbers(page.edition))
    return {"page": page, "year": page.edition.year, "numbers": figures}


@register.inclusion_tag("events/reporting/what_happened.html", takes_context=True)
def what_happened(context, edition, city):
    """What was reported of a city in an edition, as far as it is published."""
    return {
        "told": find_what_happened(edition, city),
        "request": _request(context),
        "content_lang": context.get("content_lang"),
    }


@register.simple_tag
def plotted(editions):
    """`editions` of `year_by_year` as a drawing (events/drawing/years.py)."""
    return plot(editions)
