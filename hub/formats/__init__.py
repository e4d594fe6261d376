"""Dates and times as this site writes them, where that is not what Django does for a language."""
