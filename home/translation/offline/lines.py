"""What becomes of the entries of a file, one line each."""

import re
from dataclasses import asdict, dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from home.translation.workbench import texts


class Kind(TextChoices):
    APPLIED = "applied", gettext_lazy("taken over")
    HELD = "held", gettext_lazy("in order, but held back")
    UNCHANGED = "unchanged", gettext_lazy("unchanged")
    OUTDATED = "outdated", gettext_lazy("of an earlier version")
    CONFLICT = "conflict", gettext_lazy("changed here meanwhile")
    INVALID = "invalid", gettext_lazy("can't be used")
    SKIPPED = "skipped", gettext_lazy("left out")


@dataclass
class Line:
    """What becomes of one entry. `html` is what would be stored for text `text_id` in place `context_id`, `now` what is."""

    kind: str
    original: str  # as in the file
    translation: str
    where: str = ""
    path: str = ""
    reason: str = ""
    html: str = ""
    now: str = ""
    context_id: int | None = None
    text_id: int | None = None
    warnings: list = field(default_factory=list)

    def as_dict(self):
        return {name: value for name, value in asdict(self).items() if value not in ("", None, [])}


def alike(text):
    """A text as it is looked for: programs trim spaces and fold lines."""
    return " ".join(text.split())


def copied(source, html):
    """Whether a program has put the original where nothing was translated. Names and numbers are the same in any language:
    words that begin with a capital letter, and what has no letters.
    """
    if alike(texts.plain(source)) != alike(texts.plain(html)):
        return False
    words = re.findall(r"[^\W\d_]+", texts.plain(source))
    return any(not word[0].isupper() for word in words)
