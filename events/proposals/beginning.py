"""What stands in the form of a new event before its host has written anything."""

import datetime

from events.models import Event
from events.proposals import body
from events.proposals.content import read
from events.proposals.publishing import as_content

NOON = datetime.time(12)


def at_first(coordinator, content=None):
    """What a new event says before its host has written anything: everybody at noon of the Day, as long as that is to come."""
    edition = coordinator.edition
    return read(
        {
            "starts_on": "" if edition.is_past else edition.day,
            "starts_time": NOON,
            "display": coordinator.display,
            **(content or {}),
        }
    )


def defaults(proposal):
    """{key: what the form said by itself} of a new proposal, so that staff see what its host has changed."""
    return {"starts_on": proposal.edition.day.isoformat(), "starts_time": NOON.strftime("%H:%M")}


def copied(page, edition):
    """An event of a past year: its words and its place, on this edition's date. Several days stay several days; what was cancelled then is not cancelled now."""
    content = as_content(page)
    event = page.event
    last = edition.day + (event.ends_on - event.starts_on) if event.ends_on else ""
    return read(
        {
            **content,
            "text": content["text"] or body.all_text(page),
            "starts_on": edition.day,
            "ends_on": last if isinstance(last, datetime.date) else "",
            "status": Event.Status.CONFIRMED,
            "visibility": Event.Visibility.PUBLIC,
        }
    )
