"""Sheets for print and screen, made to measure: plain dataclasses in, PDF, PNG or DOCX out. Knows no city and no database."""

from resources.typesetting.blocks import Block, Run
from resources.typesetting.making import make
from resources.typesetting.papers import Paper
from resources.typesetting.sheets import (
    Article,
    CoverSheet,
    Letter,
    Part,
    Point,
    Points,
    Poster,
    Section,
    SignatureSheet,
)

__all__ = [
    "Article",
    "Block",
    "CoverSheet",
    "Letter",
    "Paper",
    "Part",
    "Point",
    "Points",
    "Poster",
    "Run",
    "Section",
    "SignatureSheet",
    "make",
]
