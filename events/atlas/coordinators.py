"""Whether somebody coordinates in a city, and how they agreed to be shown."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from events.models.people import Coordinator, PublicDisplay
from events.models.signups import SignUp

MOST = 12  # names on a page


@dataclass(frozen=True)
class Shown:
    """How many there are stays ours: of somebody anonymous one learns no more than that there is somebody."""

    names: tuple


def shown_coordinators(city, edition):
    """The `Shown` of a city's active coordinators, or None where there is nobody. One query.

    The organisation is the one that the coordinator named when signing up.
    """
    organisation = (
        SignUp.objects.filter(
            person=OuterRef("person"),
            edition=OuterRef("edition"),
            kind=SignUp.Kind.COORDINATE,
            state=SignUp.State.ACCEPTED,
        )
        .order_by("-pk")
        .values("organisation")[:1]
    )
    found = list(
        Coordinator.objects.active_in(city, edition).annotate(organisation=Subquery(organisation))[:MOST]
    )
    if not found:
        return None
    names = [_name(each) for each in found]
    return Shown(tuple(dict.fromkeys(name for name in names if name)))


def _name(coordinator):
    if coordinator.display == PublicDisplay.NAME:
        return coordinator.person.name
    if coordinator.display == PublicDisplay.ORGANISATION:
        return coordinator.organisation or ""
    return ""
