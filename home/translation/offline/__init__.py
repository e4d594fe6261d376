"""Translating offline: texts out as PO files and back, entry by entry accounted for; see docs/translation.md."""
