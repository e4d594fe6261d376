"""What the home page says of the Day."""

from dataclasses import replace

from django.utils.functional import SimpleLazyObject

from events import numbers
from events.once import once
from events.the_day import edition_pages, report_pages, the_day
from home.sections import phase_previewed


def day_of(request):
    """The `Day` that this page is about, or None; in the phase that an editor previews, if one does."""
    pages = once(request, "edition pages", edition_pages)
    day = the_day(pages, lambda: once(request, "report pages", report_pages))
    phase = phase_previewed(request)
    return replace(day, phase=phase) if day and phase else day


def last_figures(request, edition):
    """{year, cities, countries, at_least} of the last past Day with a figure, or None: what the lights of the scene stand for."""
    years = once(request, "year by year", numbers.year_by_year)
    others = [each for each in years if each["cities"] and (edition is None or each["year"] != edition.year)]
    return others[-1] if others else None


def what_happens(page, request):
    day = day_of(request)
    edition = day.edition if day else None
    return {
        "day": day,
        "phase": day.phase if day else "",
        "edition": edition,
        "edition_date": day.date if day else None,
        "finder_url": day.cities_address if day else "",
        "past": SimpleLazyObject(lambda: last_figures(request, edition)),
        "is_empty_site": edition is None and not page.body and not page.sections,
        "admin_url": "/admin/",
    }
