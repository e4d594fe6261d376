"""What staff decide of a proposed event. The version that is decided is the version that they saw."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.hosting.displaying import hold
from events.models import EventProposal, SignUp
from events.proposals.answering import tell_of_answer
from events.proposals.content import read
from events.proposals.hosts import agree_to_host, person_of, show_as_agreed, shown_as
from events.proposals.publishing import current, put_on_site
from home.publishing import Refused

State = EventProposal.State


class Overtaken(Refused):
    """Somebody else has decided meanwhile, or the host has changed the proposal; its message says which."""


def seen_version(proposal):
    """What stands for the very version that somebody looks at: the proposal's, its host's, and its event's as it is now."""
    parts = [proposal.state, proposal.content, proposal.before, str(proposal.picture_id)]
    parts.extend(shown_as(proposal, read(proposal.said)))
    parts.append(repr(sorted(current(proposal.event).items())) if proposal.event_id else "")
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _locked(proposal, seen, states=(State.SUBMITTED,)):
    row = EventProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state not in states:
        by = str(row.decided_by) if row.decided_by_id else ""
        if by and row.state in (State.APPROVED, State.REJECTED, State.CHANGES):
            raise Overtaken(
                _("%(name)s has decided this meanwhile: %(state)s.")
                % {"name": by, "state": row.get_state_display()}
            )
        raise Overtaken(
            _("This doesn't wait for the desk any more: %(state)s.") % {"state": row.get_state_display()}
        )
    if seen is not None and seen != seen_version(row):
        raise Overtaken(_("This was changed while you were reading. Look at it once more, then decide."))
    return row


def _decide(row, state, by, reason=""):
    row.state, row.decided_by, row.decided_at, row.reason = state, by, timezone.now(), reason.strip()
    row.save()
    log(instance=row, action=f"events.proposal.{state}", user=by)
    tell_of_answer(row)
    return row


@transaction.atomic
def approve(proposal, by, *, seen=None, trust=False):
    """Publish it. `trust`: what its host writes from now on is published at once. Returns the `EventPage`.

    Raises `Overtaken`, or ValidationError where the site can't publish it; nothing has changed then.
    """
    if person := person_of(proposal):
        hold(person)  # people come first, as in erasing
    row = _locked(proposal, seen)
    is_new = agree_to_host(row, read(row.said))
    if trust and row.coordinator_id and not row.coordinator.trusted:
        row.coordinator.trusted = True
        row.coordinator.save(update_fields=["trusted"])
        log(instance=row.coordinator, action="events.coordinator.trusted", user=by)
    page = put_on_site(row, by)
    if is_new and row.coordinator_id:
        show_as_agreed(row.coordinator)
    row.event = page.event
    _decide(row, State.APPROVED, by)
    _answer_sign_up(row, SignUp.State.ACCEPTED)
    return page


@transaction.atomic
def ask_for_changes(proposal, by, text, *, seen=None):
    """The host is asked for something and sends it again."""
    return _decide(_locked(proposal, seen), State.CHANGES, by, text)


@transaction.atomic
def reject(proposal, by, reason, *, seen=None):
    row = _decide(_locked(proposal, seen, (State.SUBMITTED, State.CHANGES)), State.REJECTED, by, reason)
    _answer_sign_up(row, SignUp.State.DECLINED)
    return row


def _answer_sign_up(row, state):
    """Somebody who told of an event is answered with it."""
    SignUp.objects.filter(pk=row.sign_up_id, kind=SignUp.Kind.TELL).update(
        state=state, decided_at=timezone.now()
    )
