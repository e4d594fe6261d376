"""An event of a past year as the beginning of this year's: its words and its place, on this edition's date."""

import datetime

from events.models import Event
from events.proposals import body
from events.proposals.content import read
from events.proposals.publishing import as_content


def copied(page, edition):
    """A content. Several days stay several days; what was cancelled then is not cancelled now."""
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
