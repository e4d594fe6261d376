"""What staff decide about a sign-up, and what people take back themselves. Each in one transaction."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.models import Consent, Coordinator, SignUp
from events.signing_up import letters
from events.signing_up.receiving import ask
from events.writing import write_to
from home import outbox

State = SignUp.State
DECLINED = "hub.signup.declined"


def _locked(sign_up):
    return (
        SignUp.objects.select_for_update(of=("self",)).select_related("person", "edition").get(pk=sign_up.pk)
    )


@transaction.atomic
def release(sign_up):
    """A held one goes the way of all others: its mail leaves now. Returns whether it was held."""
    sign_up = _locked(sign_up)
    if sign_up.state != State.HELD:
        return False
    sign_up.state = State.UNCONFIRMED
    sign_up.save(update_fields=["state"])
    ask(sign_up)
    return True


@transaction.atomic
def decline(sign_up, by, words=""):
    """Staff say no. Whoever confirmed the address is told kindly; to any other address nothing is written.

    `words`: what staff add to the usual ones in that mail, and nowhere else. Returns whether it could be declined still.
    """
    sign_up = _locked(sign_up)
    if sign_up.state not in {State.HELD, State.UNCONFIRMED, State.WAITING}:
        return False
    was_confirmed = sign_up.confirmed_at is not None
    _end(sign_up, State.DECLINED)
    if was_confirmed:
        write_to(
            sign_up.person,
            "sign-up-declined",
            lambda: letters.declined(sign_up, words),
            about=f"events.signup:{sign_up.pk}",
        )
    log(sign_up, DECLINED, user=by)
    return True


@transaction.atomic
def withdraw(sign_up):
    """Somebody takes a sign-up back: conversations of it end, and so does what they took on by it."""
    sign_up = _locked(sign_up)
    if sign_up.state not in {State.WAITING, State.ACCEPTED}:
        return False
    if sign_up.kind == SignUp.Kind.COORDINATE and sign_up.state == State.ACCEPTED:
        give_up(sign_up.person, sign_up.edition)
    _end(sign_up, State.WITHDRAWN)
    return True


def _end(sign_up, state):
    sign_up.state, sign_up.decided_at = state, timezone.now()
    sign_up.save(update_fields=["state", "decided_at"])
    outbox.cancel(f"events.signup:{sign_up.pk}")
    end_conversations(sign_up)
    for proposal in sign_up.proposals.all():
        take_back_proposal(proposal)


def end_conversations(sign_up, cities=None):
    """The other side is told that there is nobody any more who asks: anywhere, or in these cities."""
    from events.conversations.talking import leave

    leave(sign_up, cities)


def take_back_proposal(proposal):
    """What was told of an event and is not decided yet is not public, and never will be."""
    from events.proposals import withdraw

    withdraw(proposal)


def give_up(person, edition):
    """The coordinator of this edition steps back, as they could in their room."""
    from events.hosting import withdraw as step_back

    for coordinator in Coordinator.objects.filter(person=person, edition=edition, active=True):
        step_back(coordinator)


@transaction.atomic
def take_back(person, consent):
    """An agreement ends now. What was kept on the strength of it goes, and what can't go on without it ends."""
    consent.refresh_from_db()
    if consent.withdrawn_at:
        return
    same = person.consents.filter(purpose=consent.purpose, edition=consent.edition, withdrawn_at__isnull=True)
    same.update(withdrawn_at=timezone.now())
    theirs = person.sign_ups.filter(edition=consent.edition)
    if consent.purpose == Consent.Purpose.DAY:
        for sign_up in theirs.exclude(kind=SignUp.Kind.NEWS):
            withdraw(sign_up)
        give_up(
            person, consent.edition
        )  # also who came to it without a sign-up: somebody handed over to them
    elif consent.purpose == Consent.Purpose.SENSITIVE:
        theirs.update(note="", activities=[])


def what_ends(consent):
    """What it means to take this agreement back, before one does: a list of sentences."""
    return {
        Consent.Purpose.DAY: [
            _("We don't write to you about this Day any more."),
            _("Your sign-ups for it are withdrawn, because we could not answer you."),
        ],
        Consent.Purpose.NEWS: [_("We don't send you news any more.")],
        Consent.Purpose.SENSITIVE: [
            _("Your notes, and what you would like to do, are erased. Your sign-ups stay."),
        ],
    }[consent.purpose]
