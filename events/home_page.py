"""What the home page says of the Day."""

from events.models import Edition, EditionPage, EventPage
from events.models.edition import EditionQuerySet
from home.languages import reader_language
from home.routing import page_address


def what_happens(page, request):
    editions = list(Edition.objects.order_by("-year"))
    edition = EditionQuerySet.choose_current(editions)
    reader = reader_language()
    edition_page = None
    if edition:
        edition_page = EditionPage.objects.visible().filter(edition=edition).best_for(reader).first()
    address = page_address(edition_page) if edition_page else ""
    past = next((each for each in editions if each.cities_count and each != edition), None)
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
