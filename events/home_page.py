"""What the home page says of the Day."""

from events.models import Edition, EventPage
from events.once import once
from events.the_day import edition_pages, report_pages, the_day
from home.languages import reader_language


def day_of(request):
    """The `Day` that this page is about, or None."""
    pages = once(request, "edition pages", edition_pages)
    reports = once(request, "report pages", report_pages)
    return the_day(pages, reports)


def what_happens(page, request):
    day = day_of(request)
    edition = day.edition if day else None
    counted = Edition.objects.exclude(cities_count=None).exclude(pk=edition and edition.pk)
    past = next((each for each in counted.order_by("-year") if each.is_past), None)
    events = EventPage.objects.upcoming().best_for(reader_language()).with_facts()[:3] if edition else []
    return {
        "day": day,
        "phase": day.phase if day else "",
        "edition": edition,
        "edition_date": day.date if day else None,
        "edition_page_url": day.address if day else "",
        "finder_url": day.cities_address if day else "",
        "events": list(events),
        "past": past
        and {
            "year": past.year,
            "cities": past.cities_count,
            "countries": past.countries_count,
            "at_least": past.at_least,
        },
        "is_empty_site": edition is None and not page.body,
        "admin_url": "/admin/",
    }
