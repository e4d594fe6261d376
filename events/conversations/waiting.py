"""Nobody waits in vain: the coordinator is reminded, and then the desk takes over."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.conversations.introducing import return_to_desk
from events.conversations.together import locked, remind_of_all
from events.models import Conversation, Coordinator

REMIND_AFTER = timedelta(days=2)
RETURN_AFTER = timedelta(days=3)
AT_ONCE = 200


def look_after():
    """For the scheduler: what nobody has answered, and what stands open with somebody who no longer coordinates."""
    now = timezone.now()
    waiting = Conversation.objects.unanswered().filter(state=Conversation.State.OPEN)
    open_ones = Conversation.objects.introductions().filter(state=Conversation.State.OPEN)
    _each(open_ones.exclude(coordinator__active=True), lambda each: return_to_desk(each, "left"))
    _each(waiting.filter(created_at__lte=now - RETURN_AFTER), lambda each: return_to_desk(each, "returned"))
    _remind(waiting.filter(created_at__lte=now - REMIND_AFTER, reminded_at=None))


def _remind(conversations):
    """One mail to each coordinator, however many wait for them."""
    found = Coordinator.objects.filter(pk__in=conversations.order_by().values("coordinator"))
    for pk in list(found.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            coordinator = locked(pk)
            theirs = conversations.filter(coordinator=coordinator).order_by("pk")
            theirs = list(theirs.select_for_update(of=("self",)))
            Conversation.objects.filter(pk__in=[each.pk for each in theirs]).update(
                reminded_at=timezone.now()
            )
            remind_of_all(coordinator, theirs)


def _each(conversations, act):
    """One transaction for each, and only while it still is so: somebody may answer in between."""
    for pk in list(conversations.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            found = conversations.filter(pk=pk).select_for_update(of=("self",)).first()
            if found:
                act(found)
