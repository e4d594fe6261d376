"""A host's own events in a city: on the site, on their way, and of past years to begin from."""

from django.db.models import Q

from events.models import Coordinator, Edition, Event, EventPage, EventProposal
from events.proposals.content import read
from home.languages import reader_language
from home.routing import page_address


def sides(coordinator):
    """The coordinator, and those whom they have followed in this edition."""
    return [coordinator.pk, *Coordinator.objects.filter(followed_by=coordinator).values_list("pk", flat=True)]


def events_of(coordinator, city):
    """Events that this coordinator answers for: they host or proposed them."""
    theirs = Q(hosts__person=coordinator.person_id) | Q(
        proposals__coordinator__in=sides(coordinator), proposals__state=EventProposal.State.APPROVED
    )
    return Event.objects.filter(theirs, edition=coordinator.edition, city=city).distinct()


def proposals_of(coordinator, city):
    """What they have sent for a city and can still change or take back, or read an answer to; the newest first."""
    return EventProposal.objects.filter(coordinator__in=sides(coordinator), city=city).exclude(
        state=EventProposal.State.WITHDRAWN
    )


def pages_of(events):
    """{event pk: its page in the reader's best language}, of those that readers see."""
    pages = EventPage.objects.visible().filter(event__in=events).best_for(reader_language())
    return {page.event_id: page for page in pages}


def overview(coordinator, city):
    """[{event, title, page, address, proposal}]: events with the change that waits, then what waits for the first time."""
    events = list(events_of(coordinator, city).select_related("city").order_by("starts_at", "pk"))
    pages = pages_of([event.pk for event in events])
    proposals = list(proposals_of(coordinator, city).select_related("city"))
    titles = dict(EventPage.objects.filter(event__in=events).order_by("-pk").values_list("event", "title"))
    rows = []
    for event in events:
        page = pages.get(event.pk)
        # The last word about it: a change that waits, or one that was answered.
        proposal = next((each for each in proposals if each.event_id == event.pk and each.is_change), None)
        if proposal and not (proposal.is_open or proposal.reason):
            proposal = None
        rows.append(
            {
                "event": event,
                "page": page,
                "title": page.title if page else titles.get(event.pk, ""),
                "address": page_address(page) if page else "",
                "proposal": proposal,
            }
        )
    for proposal in proposals:
        if proposal.event_id is None and proposal.said:
            said = read(proposal.said)
            rows.append(
                {"event": None, "page": None, "title": said["title"], "said": said, "proposal": proposal}
            )
    return rows


def to_copy(coordinator, city, limit=10):
    """The newest pages of the city's events of past editions that readers see."""
    past = Edition.objects.exclude(pk=coordinator.edition_id).filter(year__lt=coordinator.edition.year)
    return list(
        EventPage.objects.listed()
        .filter(event__city=city, event__edition__in=past)
        .best_for(reader_language())
        .select_related("event__edition", "event__city")
        .order_by("-event__starts_at", "pk")[:limit]
    )
