"""What staff should look at twice in a proposed event. It forbids nothing."""

import datetime
import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import Event, EventProposal
from events.proposals.content import parsed, read

_LINK = re.compile(r"(?:https?://|\bwww\.)\S", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
_NUMBER = re.compile(r"\+?\d[\d\s()./\-]{6,}\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d")
CLOSE = datetime.timedelta(hours=2)
PUBLIC = ("title", "summary", "text", "venue", "address", "picture_alt")


def in_text(proposal):
    """Sentences on what the words hold; no query."""
    said = read(proposal.said)
    text = "\n".join(said[key] for key in PUBLIC)
    found = []
    if said["links"] or _LINK.search(text):
        found.append(_("It holds links: open them before readers do."))
    if _MAIL.search(text):
        found.append(_("It holds an e-mail address, which everybody could read."))
    if any(sum(char.isdigit() for char in each) >= 7 for each in _NUMBER.findall(_DATE.sub(" ", text))):
        found.append(_("It may hold a telephone number, which everybody could read."))
    if said["starts_on"]:
        day = parsed("starts_on", said["starts_on"])
        if abs(day - proposal.edition.day) > datetime.timedelta(days=7):
            found.append(
                _("It is more than a week away from the Day (%(date)s).")
                % {"date": date_format(proposal.edition.day)}
            )
    if proposal.coordinator_id is None and proposal.sign_up_id is None:
        found.append(_("Who sent it is forgotten: nobody can be answered."))
    return found


def same_elsewhere(proposal):
    """([Event], [EventProposal]) in the same city at about the same time: perhaps the same thing told twice. Two queries."""
    said = read(proposal.said)
    if not said["starts_on"]:
        return [], []
    event = Event(edition=proposal.edition, city=proposal.city)
    event.starts_on = parsed("starts_on", said["starts_on"])
    here = Event.objects.filter(city=proposal.city, edition=proposal.edition, starts_on=event.starts_on)
    events = [
        each for each in here.exclude(pk=proposal.event_id) if _close(said["starts_time"], each.starts_time)
    ]
    waiting = EventProposal.objects.open().filter(city=proposal.city, edition=proposal.edition, event=None)
    proposals = []
    for each in waiting.exclude(pk=proposal.pk)[:100]:
        other = read(each.said)
        same_day = other["starts_on"] == said["starts_on"]
        if same_day and _close(said["starts_time"], parsed("starts_time", other["starts_time"])):
            proposals.append(each)
    return events, proposals


def _close(said, other):
    """Whether two times of one day are near each other; one that isn't known is near any."""
    if not said or other is None:
        return True
    said = parsed("starts_time", said)
    day = datetime.date(2000, 1, 1)
    return abs(datetime.datetime.combine(day, said) - datetime.datetime.combine(day, other)) <= CLOSE
