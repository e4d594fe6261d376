"""What hosts wrote is forgotten with them, or with its edition. What is on the site stays there."""

from django.db import transaction
from django.db.models import Q

from events.models import Edition, EventHost, EventProposal, PublicDisplay
from events.proposals import pictures
from events.retention import is_over


@transaction.atomic
def forget_people(pks):
    """Their proposals, and pictures that nobody published. An event of theirs shows its organisation, or an anonymous host."""
    theirs = EventProposal.objects.filter(Q(coordinator__person__in=pks) | Q(sign_up__person__in=pks))
    count = _forget(theirs)
    hosts = EventHost.objects.filter(person__in=pks)
    hosts.filter(display=PublicDisplay.NAME).update(display=PublicDisplay.ANONYMOUS)
    return count + hosts.update(person=None)


def _forget(proposals):
    count = pictures.forget_of(proposals)
    return count + proposals.delete()[0]


def forget_old():
    """For the scheduler: everything that was proposed for editions of which nothing is kept any more."""
    over = [
        edition.pk
        for edition in Edition.objects.filter(proposals__isnull=False).distinct()
        if is_over(edition)
    ]
    if not over:
        return ""
    with transaction.atomic():
        count = _forget(EventProposal.objects.filter(edition__in=over))
    return f"{count}" if count else ""
