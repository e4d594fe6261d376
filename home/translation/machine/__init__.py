"""Drafts by machines: offered to translators, never on a page before a person has taken them over; see docs/translation.md."""
