"""Events and editions for calendars (RFC 5545): the same UID for ever, SEQUENCE and STATUS as they change."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event, vDuration, vText, vUri

from events.models.event import Event as HubEvent
from home.addresses import host, whole
from home.languages import bcp47, listed
from home.routing import page_address
from home.structured import language_of

DAY = datetime.timedelta(days=1)
ASK_AGAIN = datetime.timedelta(hours=6)  # how often a calendar that follows this one should
Status = HubEvent.Status
# Nobody should stand before a closed door: what is postponed has no date that holds. Once it has one, it comes back.
STATUS = {
    Status.TENTATIVE: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.TOOK_PLACE: "CONFIRMED",
    Status.POSTPONED: "CANCELLED",
    Status.CANCELLED: "CANCELLED",
}


def _uid(kind, key):
    return f"{kind}-{key}@{host()}"


def event_title(page, event):
    """The title of an event's page, with a word before it where nobody should stand before a closed door."""
    if event.status == Status.CANCELLED:
        return gettext("Cancelled: {title}").format(title=page.title)
    if event.status == Status.POSTPONED:
        return gettext("Postponed: {title}").format(title=page.title)
    return page.title


def _revised(page, record):
    """When words or facts last changed (DTSTAMP of a calendar that asks for no answer)."""
    return max(page.last_published_at or record.updated_at, record.updated_at)


def event_entry(page, event, address):
    """VEVENT of a page of an event: in the city's own zone, or as whole days while the time isn't known."""
    entry = Event()
    entry.add("uid", _uid("event", page.translation_key))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", _revised(page, event))
    entry.add("summary", vText(event_title(page, event), params={"LANGUAGE": bcp47(language_of(page))}))
    if event.starts_time is None:
        entry.add("dtstart", event.starts_on)
        entry.add("dtend", (event.ends_on or event.starts_on) + DAY)
    else:
        zone = ZoneInfo(event.city.time_zone)
        entry.add("dtstart", event.starts_at.astimezone(zone))
        entry.add("dtend", event.ends_at.astimezone(zone))
    city = event.city
    where = [event.venue, event.address, city.display_name, city.country_name]
    entry.add("location", listed(where, of_places=True))
    entry.add("geo", (city.latitude, city.longitude))
    entry.add("status", STATUS[event.status])
    entry.add("categories", [str(label) for label in event.kind_labels])
    if page.summary:
        entry.add("description", page.summary)
    entry.add("url", vUri(address))
    return entry


def edition_entry(page, edition, address):
    """VEVENT of the Day itself: a whole day, the same date everywhere, that makes nobody busy."""
    entry = Event()
    entry.add("uid", _uid("edition", edition.year))
    entry.add("sequence", edition.sequence)
    entry.add("dtstamp", _revised(page, edition))
    entry.add("summary", vText(page.title, params={"LANGUAGE": bcp47(language_of(page))}))
    entry.add("dtstart", edition.date)
    entry.add("dtend", edition.date + DAY)
    entry.add("status", "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("url", vUri(address))
    return entry


def calendar(name, entries):
    """A whole file: bytes."""
    made = Calendar()
    made.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//hub//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("name", name)
    made.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(entry)
    # Only the changes of clocks that matter to it: of all since 1970 a year's calendar would be ten times as long.
    years = [entry["dtstart"].dt.year for entry in entries]
    if years:
        made.add_missing_timezones(datetime.date(min(years) - 1, 1, 1), datetime.date(max(years) + 2, 1, 1))
    return made.to_ical()


def event_calendar(page):
    return calendar(page.title, [event_entry(page, page.event, whole_address(page))])


def whole_address(page):
    return whole(page_address(page))
