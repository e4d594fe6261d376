"""Postponed, cancelled, on after all: what a host of an event decides at once, because people would come."""

from django.db import transaction
from wagtail.log_actions import log

from events.models import Event

Status = Event.Status
NEXT = {  # status now → those that a host may give it
    Status.TENTATIVE: (Status.POSTPONED, Status.CANCELLED),
    Status.CONFIRMED: (Status.POSTPONED, Status.CANCELLED),
    Status.POSTPONED: (Status.CONFIRMED, Status.CANCELLED),
    Status.CANCELLED: (Status.CONFIRMED,),
}


@transaction.atomic
def set_status(event, status, reason=""):
    """Returns whether the event may go from its status to this one. Whoever signed up learns of it by the event itself."""
    row = Event.objects.select_for_update(of=("self",)).select_related("city").get(pk=event.pk)
    if status not in NEXT.get(row.status, ()):
        return False
    row.status, row.status_reason = status, reason
    row.save()
    log(instance=row, action=f"events.host.{status}")
    return True
