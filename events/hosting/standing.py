"""What of the room waits for the desk."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from events.models import City, Coordinator, HandOver, HostLetter, SignUp


def letters_waiting():
    return HostLetter.objects.waiting()


def never_came(edition):
    """Coordinators who have not opened their room yet."""
    return Coordinator.objects.without_visit().filter(edition=edition)


def left(edition):
    """Coordinators who gave the role back, and nobody follows."""
    return Coordinator.objects.left().filter(edition=edition)


def handing_over(edition):
    return HandOver.objects.filter(state=HandOver.State.ASKED, coordinator__edition=edition)


def claimed_twice(edition):
    """Cities that more than one person coordinates, or would coordinate: `active` and `waiting` count them."""
    active = _number(Coordinator.objects.filter(edition=edition, active=True))
    waiting = _number(
        SignUp.objects.filter(edition=edition, kind=SignUp.Kind.COORDINATE, state=SignUp.State.WAITING)
    )
    counted = City.objects.annotate(active=active, waiting=waiting).filter(Q(active__gt=0) | Q(waiting__gt=0))
    return counted.filter(Q(active__gt=1) | Q(waiting__gt=1) | Q(active__gt=0, waiting__gt=0)).order_by(
        "name", "pk"
    )


def _number(people):
    """How many of these name a city."""
    here = people.filter(cities=OuterRef("pk")).order_by().values("cities").annotate(number=Count("pk"))
    return Coalesce(Subquery(here.values("number")), 0)
