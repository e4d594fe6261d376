"""What the room forgets of people, and when."""

from events.hosting.leaving import close
from events.models import Edition, HandOver, HostLetter, LetterStop
from events.retention import is_over

AT_ONCE = 200


def erase_people(pks):
    """For the eraser of persons: whom they asked to follow, and that they were asked. Their own rows go with them."""
    removed = 0
    for asked in HandOver.objects.filter(coordinator__person__in=pks).select_related("person"):
        close(asked, HandOver.State.WITHDRAWN)
        removed += 1
    for rows in (HandOver.objects.filter(person__in=pks), LetterStop.objects.filter(person__in=pks)):
        removed += rows.delete()[0]
    return removed


def forget_what_is_over():
    """For the scheduler: letters of editions that are not kept any longer, whoever still wants news, some at a time."""
    for edition in Edition.objects.filter(pk__in=HostLetter.objects.values("edition")):
        if is_over(edition):
            found = HostLetter.objects.filter(edition=edition).order_by("pk")
            while pks := list(found.values_list("pk", flat=True)[:AT_ONCE]):
                HostLetter.objects.filter(pk__in=pks).delete()
            LetterStop.objects.filter(edition=edition).delete()
