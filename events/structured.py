"""Events and editions in the words of schema.org."""

from django.utils.translation import gettext

from events.times import local_iso
from home.structured import described, publisher

STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled"}
MEETING = {"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode"}


def local_moments(event):
    """(start, end) of an event as ISO 8601: with the city's own offset, or plain dates while the time isn't known."""
    if event.starts_time is None:
        return event.starts_on.isoformat(), (event.ends_on or event.starts_on).isoformat()
    return tuple(local_iso(moment, event.city.time_zone) for moment in (event.starts_at, event.ends_at))


def place_of(event):
    city = event.city
    address = {
        "@type": "PostalAddress",
        "streetAddress": event.address,
        "addressLocality": city.display_name,
        "addressCountry": city.country,
    }
    return {
        "@type": "Place",
        "name": event.venue or city.display_name,
        "address": {name: value for name, value in address.items() if value},
        "geo": {"@type": "GeoCoordinates", "latitude": city.latitude, "longitude": city.longitude},
    }


def event_data(page, event):
    """A page of an event; of its hosts only organisations, and only as they agreed to be shown. Where none is named, the
    Day itself invites: whoever writes to an anonymous host writes to this site.
    """
    start, end = local_moments(event)
    hosts = [host for host in event.hosts.all() if host.display == "organisation"]
    named = [{"@type": "Organization", "name": host.public_name} for host in hosts]
    return described(
        page,
        "Event",
        startDate=start,
        endDate=end,
        eventStatus=f"https://schema.org/{STATUS.get(event.status, 'EventScheduled')}",
        location=place_of(event),
        organizer=named or {"@id": publisher()["@id"]},
        **MEETING,
    )


def edition_data(page, edition):
    """A page of an edition: one day, the same date everywhere; a page without a date is only a page."""
    if not edition.date:
        return described(page, "WebPage")
    date, everywhere = edition.date.isoformat(), gettext("worldwide")
    return described(
        page,
        "Event",
        startDate=date,
        endDate=date,
        eventStatus="https://schema.org/EventScheduled",
        location={"@type": "Place", "name": everywhere, "address": everywhere},
        organizer={"@id": publisher()["@id"]},
        **MEETING,
    )
