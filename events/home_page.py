"""What the home page says of the Day."""

from events.models import Edition, EditionPage, EventPage
from events.models.edition import EditionQuerySet
from home.languages import reader_language
from home.routing import page_address


def what_happens(page, request):
    reader = reader_language()
    # An edition that has no page yet is nobody's business.
    pages = {
        each.edition: each
        for each in EditionPage.objects.visible().best_for(reader).select_related("edition")
    }
    edition = EditionQuerySet.choose_current(pages)
    address = page_address(pages[edition]) if edition else ""
    counted = Edition.objects.exclude(cities_count=None).exclude(pk=edition and edition.pk)
    past = next((each for each in counted.order_by("-year") if each.is_past), None)
    events = EventPage.objects.upcoming().best_for(reader).with_facts()[:3] if edition else []
    return {
        "edition": edition,
        "edition_date": edition.date if edition else None,
        "edition_page_url": address,
        "finder_url": f"{address}cities/" if address else "",
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
