"""What came of the Day: reported by coordinators, read by staff, added up and shown."""

from events.reporting.deciding import ask_for_changes, publish, reject, take_back
from events.reporting.waiting import due, waiting

__all__ = ["ask_for_changes", "due", "publish", "reject", "take_back", "waiting"]
