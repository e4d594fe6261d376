"""What waits at the desk, counted: the same few queries however many people signed up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.coordinator_desk import names
from events.coordinator_desk.gaps import without_coordinator
from events.hosting import standing as rooms
from events.models import CityReport, Conversation, EventProposal, SignUp
from events.reporting.waiting import due
from home import outbox

State, Kind = SignUp.State, SignUp.Kind
DAYS_THAT_PRESS = 3


@dataclass(frozen=True)
class Waiting:
    """`oldest`: since when the first of them waits; None where that says nothing."""

    label: str
    number: int
    url: str
    oldest: datetime | None = None

    @property
    def presses(self):
        return bool(self.oldest) and (timezone.now() - self.oldest).days >= DAYS_THAT_PRESS


def _entry(label, url, found, since="created_at"):
    sums = found.order_by().aggregate(number=Count("pk", distinct=True), oldest=Min(since))
    return Waiting(label, sums["number"], url, sums["oldest"])


def _sign_ups(edition, label, query, **which):
    url = f"{reverse('sign-ups:index')}?{query}"
    return _entry(label, url, SignUp.objects.filter(edition=edition, **which))


def _people(edition):
    yield _sign_ups(
        edition, _("Sign-ups held back"), f"state={State.HELD}&edition={edition.pk}", state=State.HELD
    )
    yield _sign_ups(
        edition,
        _("Who would coordinate"),
        f"state={State.WAITING}&kind={Kind.COORDINATE}&edition={edition.pk}",
        state=State.WAITING,
        kind=Kind.COORDINATE,
    )
    number, oldest = names.standing()
    yield Waiting(_("Names to look at"), number, reverse("names-to-look-at:index"), oldest)
    talks = reverse("conversations:index")
    of_edition = Conversation.objects.filter(edition=edition)
    for label, which in (
        (_("Conversations that somebody reported"), "reported"),
        (_("Questions to us"), "questions"),
        (_("Introductions back at the desk"), "returned"),
        (_("Introductions that nobody answered yet"), "unanswered"),
    ):
        yield _entry(label, f"{talks}?waiting={which}", of_edition & getattr(Conversation.objects, which)())


def _events(edition):
    open_ones = EventProposal.objects.filter(edition=edition, state=EventProposal.State.SUBMITTED)
    yield _entry(_("Events to moderate"), reverse("proposal_list"), open_ones)
    letters = rooms.letters_waiting().filter(edition=edition)
    yield _entry(_("Letters of coordinators to look at"), reverse("host-letters-desk:index"), letters)
    reports = CityReport.objects.filter(edition=edition, state=CityReport.State.SUBMITTED)
    reviewing = reverse("city-reports:index")
    yield _entry(_("Reports to look at"), reviewing, reports)
    yield Waiting(_("Reports that have not come yet"), len(due(edition)), f"{reviewing}?show=due")


def _places(edition):
    gaps = without_coordinator(edition).count()
    yield Waiting(_("Cities with a mission and no coordinator"), gaps, reverse("desk_cities"))
    twice = rooms.claimed_twice(edition).count()
    yield Waiting(
        _("Cities that more than one person would take"), twice, f"{reverse('desk_cities')}?show=twice"
    )
    never = rooms.never_came(edition).count()
    yield Waiting(_("Coordinators who have not opened their room"), never, reverse("coordinators:index"))


def _mails():
    standing = outbox.standing()
    yield Waiting(
        _("Mails that could not be sent"), standing["failed"], f"{reverse('mails:index')}?state=failed"
    )
    yield Waiting(
        _("Mails that wait to be sent"), standing["waiting"], reverse("mails:index"), standing["oldest"]
    )


def waiting(edition):
    """[(heading, [Waiting])]. Entries of nothing stay, so that one sees that somebody looked."""
    found = []
    if edition:
        found = [
            (_("People"), list(_people(edition))),
            (_("Events, letters and reports"), list(_events(edition))),
            (_("Cities"), list(_places(edition))),
        ]
    return [*found, (_("Mails"), list(_mails()))]
