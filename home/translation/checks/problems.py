"""What a check finds."""

from dataclasses import dataclass

WALL, WARNING = "wall", "warning"


@dataclass(frozen=True)
class Problem:
    """`level` WALL or WARNING, `code` for machines, `message` a sentence in the reader's language that says the remedy."""

    level: str
    code: str
    message: str
