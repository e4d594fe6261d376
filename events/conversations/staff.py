"""What the desk does about conversations. Each is logged with the number of the conversation, never with a word of it."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from events.conversations import asking, introducing, talking
from events.models import Conversation, Coordinator, Side

READ, ANSWERED, STOPPED = "conversation.read", "conversation.answer", "conversation.stop"
SETTLED, TAKEN_OFF, PASSED_ON = "conversation.settle", "conversation.take_off", "conversation.pass_on"


def standing():
    """{what: how many} of what waits for the desk."""
    conversations = Conversation.objects
    return {
        "reported": conversations.reported().count(),
        "questions": conversations.questions().count(),
        "returned": conversations.returned().count(),
        "unanswered": conversations.unanswered().count(),
    }


def read(conversation, user):
    """The messages, where staff may read them: because they were asked, or called. That somebody read is kept."""
    if not conversation.readable_by_staff:
        return []
    with transaction.atomic():
        log(conversation, READ, user=user)
        if conversation.kind == Conversation.Kind.STAFF:
            talking.see(conversation, Side.STAFF)
        return list(conversation.messages.all())


@transaction.atomic
def answer(conversation, text, user):
    asking.answer(conversation, text)
    log(conversation, ANSWERED, user=user)


@transaction.atomic
def stop(conversation, user):
    """End it for both. What was reported is dealt with by that."""
    talking.stop(conversation, Side.STAFF)
    _settle(conversation)
    log(conversation, STOPPED, user=user)


@transaction.atomic
def settle(conversation, user):
    """The report is dealt with: from now on staff can't read the text any more."""
    _settle(conversation)
    log(conversation, SETTLED, user=user)


def _settle(conversation):
    Conversation.objects.filter(pk=conversation.pk, reported_at__isnull=False).update(
        report_settled_at=timezone.now(), report_note=""
    )


@transaction.atomic
def take_off(conversation, user):
    """Who coordinates here does so no longer; all their conversations are the desk's."""
    from events.hosting.leaving import take_off

    take_off(conversation.coordinator, user)
    log(conversation, TAKEN_OFF, user=user)


def successors(conversation):
    """Who else could take it: active there, and no part of it yet."""
    here = Coordinator.objects.active_in(conversation.city, conversation.edition)
    return here.exclude(pk=conversation.coordinator_id).exclude(person=conversation.seeker_id)


@transaction.atomic
def pass_on(conversation, to, user):
    """The new conversation, or None where these two can't be brought together."""
    found = introducing.pass_on(conversation, to)
    if found:
        log(conversation, PASSED_ON, user=user)
    return found
