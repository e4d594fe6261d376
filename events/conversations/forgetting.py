"""What was written is private and does not outlive its Day: rows go, nameless counts stay."""

from django.db import transaction

from events.conversations.introducing import return_to_desk
from events.models import Conversation, DeskNote, Edition, Side
from events.retention import is_over
from home import outbox

AT_ONCE = 200


@transaction.atomic
def forget(conversations):
    """Delete these, their messages, what the desk noted of them, and the mails about them that wait. Returns how many."""
    found = list(conversations.select_for_update(of=("self",)))
    for each in found:
        outbox.cancel(each.about)
    DeskNote.objects.filter(about__in=[each.about for each in found]).delete()
    Conversation.objects.filter(pk__in=[each.pk for each in found]).delete()
    return len(found)


def forget_what_is_over():
    """For the scheduler: conversations of editions that are not kept any longer, some at a time."""
    for edition in Edition.objects.filter(conversations__isnull=False).distinct():
        if is_over(edition):
            of_it = Conversation.objects.filter(edition=edition).order_by("pk")
            while pks := list(of_it.values_list("pk", flat=True)[:AT_ONCE]):
                forget(Conversation.objects.filter(pk__in=pks))


@transaction.atomic
def erase_people(person_pks):
    """For the eraser of persons. What somebody sought goes whole; where they coordinated, the other side's words stay and the
    desk looks for somebody else."""
    forgotten = forget(Conversation.objects.filter(seeker__in=person_pks))
    coordinated = Conversation.objects.filter(coordinator__person__in=person_pks)
    forgotten += forget(coordinated.filter(kind=Conversation.Kind.STAFF))
    for conversation in coordinated.select_for_update(of=("self",)):
        outbox.cancel(conversation.about)
        forgotten += conversation.messages.filter(side=Side.COORDINATOR).delete()[0]
        if conversation.is_going_on:
            return_to_desk(conversation, "left")
        if conversation.reported_by == Side.COORDINATOR:
            conversation.report_note = ""
        conversation.coordinator_released, conversation.coordinator_released_at = [], None
        conversation.coordinator = None
        conversation.save()
    return forgotten
