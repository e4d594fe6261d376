"""What was translated before, offered for a text: word for word and alike, with where it comes from and how alike it is."""

from home.translation.memory.matching import Match, matches, matches_for_many, repetitions

__all__ = ["Match", "matches", "matches_for_many", "repetitions"]
