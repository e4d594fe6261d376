"""A coordinator gives the role back, or staff take it: the link is void, the browsers are out, and the desk looks for somebody."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.hosting.links import revoke
from events.models import Coordinator, HandOver, HostLetter, SignUp
from events.writing import footing, write_to
from home import outbox
from home.languages import in_words
from home.outbox import Letter

TAKEN_OFF = "hub.coordinator.taken_off"
TAKEN_ON = "hub.coordinator.taken_on"


@transaction.atomic
def withdraw(coordinator):
    """Of their own will. Events stay until staff decide; conversations return to staff. Returns whether there was a role."""
    coordinator = end(coordinator)
    if coordinator is None:
        return False
    cities = list(coordinator.cities.with_names())

    def letter():
        return Letter(
            subject=_("You are no longer a coordinator of the Day"),
            paragraphs=(
                _("You gave back your role in {cities}. Thank you for all that you have done.").format(
                    cities=in_words(city.display_name for city in cities)
                ),
                _(
                    "Your link opens nothing any more. Was it not you? Then please answer this message at once."
                ),
            ),
            reason=footing(coordinator.person),
        )

    write_to(coordinator.person, "host-withdrawn", letter, about=f"events.coordinator:{coordinator.pk}")
    return True


@transaction.atomic
def take_off(coordinator, by):
    """By staff, who write to the person themselves if they wish to. What this person wrote to many and has not left yet stays
    here: staff may have a reason. Returns whether there was a role."""
    coordinator = end(coordinator)
    if coordinator is None:
        return False
    for pk in coordinator.letters.values_list("pk", flat=True):
        outbox.cancel(f"events.hostletter:{pk}")
    log(coordinator, TAKEN_OFF, user=by)
    return True


@transaction.atomic
def take_on_again(coordinator, by):
    """Staff give the role back to somebody who had it. The link is a new one, and is sent by itself. Returns whether it was ended."""
    from events.conversations import arrived

    coordinator = Coordinator.objects.select_for_update().get(pk=coordinator.pk)
    if coordinator.active:
        return False
    coordinator.active, coordinator.ended_at, coordinator.followed_by = True, None, None
    coordinator.save(update_fields=["active", "ended_at", "followed_by"])
    revoke(coordinator)
    arrived(coordinator)
    log(coordinator, TAKEN_ON, user=by)
    return True


def end(coordinator, followed_by=None):
    """What every ending has in common; in the transaction that is going on. Returns the coordinator, or None where it had ended."""
    from events.conversations import hand_over

    coordinator = (
        Coordinator.objects.select_for_update(of=("self",))
        .select_related("person", "edition")
        .get(pk=coordinator.pk)
    )
    if not coordinator.active and coordinator.ended_at is not None:
        return None
    now = timezone.now()
    outbox.cancel(f"events.coordinator:{coordinator.pk}")
    coordinator.active, coordinator.trusted = False, False
    coordinator.ended_at, coordinator.followed_by = now, followed_by
    coordinator.save(update_fields=["active", "trusted", "ended_at", "followed_by"])
    revoke(coordinator)
    coordinator.letters.filter(state=HostLetter.State.SUBMITTED).update(state=HostLetter.State.REJECTED)
    SignUp.objects.filter(
        person=coordinator.person,
        edition=coordinator.edition,
        kind=SignUp.Kind.COORDINATE,
        state=SignUp.State.ACCEPTED,
    ).update(state=SignUp.State.WITHDRAWN, decided_at=now)
    for asked in coordinator.hand_overs.filter(state=HandOver.State.ASKED):
        take_back(asked)
    hand_over(coordinator, to=followed_by)
    return coordinator


def take_back(asked):
    """Nobody is asked any longer: the person's address was kept for the question only."""
    close(asked, HandOver.State.WITHDRAWN)


def close(asked, state):
    """The question is over; whoever was asked and is not known otherwise is forgotten."""
    person = asked.person
    asked.state, asked.answered_at, asked.person = state, timezone.now(), None
    asked.save(update_fields=["state", "answered_at", "person"])
    outbox.cancel(f"events.handover:{asked.pk}")
    if person is not None and person.confirmed_at is None:
        person.delete()
