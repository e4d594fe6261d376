"""Whether one can sign up now, and for what."""

from dataclasses import dataclass

from events.models import Edition
from events.the_day import phase_of

OPEN = {"open", "near", "today"}


@dataclass(frozen=True)
class Door:
    edition: Edition | None
    phase: str  # of the edition, as `events.the_day` tells it; "" without one

    @property
    def is_open(self):
        return self.phase in OPEN


def the_door():
    edition = Edition.objects.current()
    return Door(edition, phase_of(edition) if edition else "")
