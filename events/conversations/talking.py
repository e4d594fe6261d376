"""What the two sides can do: each is one transaction, judged by the conversation as it is in that moment."""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from events.conversations.counting import count
from events.conversations.letters import tell, tell_of_message
from events.models import Conversation, Message, Side

State = Conversation.State
RELEASABLE = ("name", "email", "telephone")


class Closed(Exception):
    """The conversation takes nothing any more: it was stopped, or nobody is on the other side."""


def _locked(conversation, takes="takes_messages"):
    """The row as it is now, kept for us until the transaction ends; raises `Closed`."""
    found = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("seeker", "coordinator__person", "city")
        .filter(pk=conversation.pk)
        .first()
    )
    if found is None or not getattr(found, takes):
        raise Closed
    return found


@transaction.atomic
def write(conversation, side, text):
    """Add a message. Answering brings back a conversation that the desk had taken; staff see that it is answered."""
    conversation = _locked(conversation)
    now = timezone.now()
    is_answer = side == conversation.other(conversation.asks)
    if is_answer and not conversation.messages.filter(side=side).exists():
        count(conversation, answered=1)
    message = Message.objects.create(conversation=conversation, side=side, text=text, written_at=now)
    conversation.last_message_at = now
    if conversation.kind == Conversation.Kind.STAFF:
        conversation.answered_at = now if side == Side.STAFF else None
    elif side == Side.COORDINATOR:
        conversation.answered_at = conversation.answered_at or now
        conversation.state, conversation.returned_at = State.OPEN, None
    conversation.save(update_fields=["last_message_at", "answered_at", "state", "returned_at"])
    tell_of_message(conversation, conversation.other(side))
    return message


def see(conversation, side):
    """This side has opened what was written to it. The other side never learns of it."""
    unseen = conversation.messages.filter(seen_at=None).exclude(side=side)
    return unseen.update(seen_at=timezone.now())


def releasable(conversation, side):
    """{name of field: value} of what this side could show."""
    person = conversation.person(side)
    return {name: getattr(person, name) for name in RELEASABLE if getattr(person, name)}


def shown_to(conversation, side):
    """{name of field: value} of what the other side shows to this one. Nothing once the conversation is stopped."""
    if not conversation.takes_messages:
        return {}
    other = conversation.other(side)
    if other == Side.STAFF:
        return {}
    released = getattr(conversation, f"{other}_released")
    return {name: value for name, value in releasable(conversation, other).items() if name in released}


@transaction.atomic
def release(conversation, side, names):
    """Show these of one's details to the other side, and no others."""
    conversation = _locked(conversation)
    allowed = releasable(conversation, side)
    _set_released(conversation, side, [name for name in RELEASABLE if name in names and name in allowed])
    tell(conversation, conversation.other(side), "released")


@transaction.atomic
def take_back(conversation, side):
    """Show nothing any longer. What was seen was seen; the page says so."""
    _set_released(_locked(conversation, "is_going_on"), side, [])


def _set_released(conversation, side, names):
    setattr(conversation, f"{side}_released", names)
    setattr(conversation, f"{side}_released_at", timezone.now() if names else None)
    conversation.save(update_fields=[f"{side}_released", f"{side}_released_at"])


@transaction.atomic
def stop(conversation, by):
    """End it for both; both are told, whoever stopped it."""
    conversation = _locked(conversation, "is_going_on")
    conversation.state, conversation.stopped_at, conversation.stopped_by = State.STOPPED, timezone.now(), by
    conversation.save(update_fields=["state", "stopped_at", "stopped_by"])
    for side in (Side.SEEKER, Side.COORDINATOR):
        tell(conversation, side, "stopped")


@transaction.atomic
def leave(sign_up, cities=None):
    """Somebody takes their sign-up back, or these cities from it: what they talk about on account of it ends. Returns how many conversations it was."""
    going_on = Conversation.objects.going_on().filter(sign_up=sign_up)
    if cities is not None:
        going_on = going_on.filter(city__in=cities)
    ended = 0
    for conversation in list(going_on):
        with suppress(Closed):  # the other side was quicker
            stop(conversation, Side.SEEKER)
            ended += 1
    return ended


@transaction.atomic
def report(conversation, side, note, also_stop):
    """Let staff read the conversation, also one that is stopped already. The other side isn't told of it."""
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    conversation.reported_at, conversation.reported_by = timezone.now(), side
    conversation.report_note, conversation.report_settled_at = note, None
    conversation.save(
        update_fields=["reported_at", "reported_by", "report_note", "report_settled_at"],
    )
    if also_stop and conversation.is_going_on:
        stop(conversation, side)
