"""The Day itself: what happens at this moment, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from events.models import Event, EventPage
from events.times import day_on_earth

MOST = 24  # of each kind; the others are on the edition's page


@dataclass(frozen=True)
class Happening:
    now: list
    next: list
    all_day: list  # nobody said when
    over: int
    made_at: datetime


def happening(edition):
    """The `Happening` of an edition whose Day is today anywhere on earth, or None. Three queries.

    By moments in UTC, so that the order is that in which it happens around the world.
    """
    if edition.date is None or edition.phase() != "today":
        return None
    now = timezone.now()
    begins, ends = day_on_earth(edition.date)
    of_the_day = (
        EventPage.objects.of(edition)
        .filter(event__starts_at__lt=ends, event__ends_at__gte=begins)
        .exclude(event__status__in=[Event.Status.CANCELLED, Event.Status.POSTPONED])
    )
    found = list(of_the_day)  # some hundreds at most: what is over is counted, the rest is shown
    ahead = [page for page in found if page.event.ends_at >= now]
    over = sum(page.event.ends_at < now for page in found)
    if not ahead and not over:
        return None
    timed = [page for page in ahead if page.event.starts_time]
    return Happening(
        now=[page for page in timed if page.event.starts_at <= now][:MOST],
        next=[page for page in timed if page.event.starts_at > now][:MOST],
        all_day=[page for page in ahead if not page.event.starts_time][:MOST],
        over=over,
        made_at=now,
    )
