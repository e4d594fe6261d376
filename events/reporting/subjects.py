"""What a report can tell of: a city as a whole, or one event there; and who may write it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from events.models import City, CityReport, Edition, Event, EventPage
from home.languages import reader_language


@dataclass(frozen=True)
class Subject:
    edition: Edition
    city: City
    event: Event | None = None

    @property
    def report(self):
        """The report of it, with its content, or None."""
        return (
            CityReport.objects.filter(edition=self.edition, city=self.city, event=self.event)
            .select_related("coordinator")
            .with_content()
            .first()
        )

    @property
    def can_be_told(self):
        """From the moment on at which it begins, until the edition is archived."""
        if self.edition.state == Edition.State.ARCHIVED:
            return False
        return self.has_begun if self.event else self.edition.phase() in {"today", "reporting"}

    @property
    def has_begun(self):
        """Whether there can be anything to tell of: what is still to come is no report, whoever writes it."""
        if self.event:
            return self.event.starts_at <= timezone.now()
        if self.edition.phase() in {"today", "reporting", "archived"}:
            return True
        return told_event_pages(self.edition, self.city).filter(event__starts_at__lte=timezone.now()).exists()


def told_event_pages(edition, city, coordinator=None):
    """Pages of events that a coordinator can report on, each once in the reader's language, soonest first. What is by link
    only is there for its own host. Without a coordinator, for staff: all of them.
    """
    pages = EventPage.objects.visible()
    if coordinator:
        theirs = Event.objects.filter(hosts__person=coordinator.person_id)
        pages = pages.filter(Q(event__visibility=Event.Visibility.PUBLIC) | Q(event__in=theirs))
    return (
        pages.filter(event__edition=edition, event__city=city)
        .exclude(event__status=Event.Status.CANCELLED)
        .best_for(reader_language())
        .select_related("event")
        .order_by("event__starts_at", "pk")
    )


def may_write(report, coordinator):
    """Another coordinator of the city may go on only where nobody stands behind the report any more."""
    author = report.coordinator
    return author is None or author == coordinator or not author.active or author.ended_at is not None
