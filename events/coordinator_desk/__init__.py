"""The desk of those who look after people: what waits, sign-ups, cities without anybody, notes, lists taken away, the next edition."""

from events.coordinator_desk.notes import note

__all__ = ["note"]
