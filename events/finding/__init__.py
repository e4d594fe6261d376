"""Find your city: by any name in any script, forgiving a slip of the pen."""

from events.finding.found import Found
from events.finding.search import find

__all__ = ["Found", "find"]
