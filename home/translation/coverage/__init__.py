"""How far every translation is: original × language, the same few queries however many there are."""

from home.translation.coverage.cells import Cell, Row, State
from home.translation.coverage.columns import Column
from home.translation.coverage.matrix import matrix
from home.translation.coverage.records import decisions

__all__ = ["Cell", "Column", "Row", "State", "decisions", "matrix"]
