"""Whether somebody coordinates in a city, and how they agreed to be shown."""

from dataclasses import dataclass

from events.models.people import NOT_SHOWN, Coordinator

MOST = 12  # names on a page


@dataclass(frozen=True)
class Shown:
    """How many there are stays ours: of somebody anonymous one learns no more than that there is somebody."""

    names: tuple


def shown_coordinators(city, edition):
    """The `Shown` of a city's active coordinators, or None where there is nobody. One query."""
    found = list(Coordinator.objects.active_in(city, edition).defer(*NOT_SHOWN)[:MOST])
    names = dict.fromkeys(each.public_name for each in found if each.public_name)
    return Shown(tuple(names)) if found else None
