"""How far every translation is: original × language, the same few queries however many there are."""

from home.translation.coverage.matrix import Cell, Row, State, decisions, matrix

__all__ = ["Cell", "Row", "State", "decisions", "matrix"]
