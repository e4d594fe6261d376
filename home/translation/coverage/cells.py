"""What the matrix is made of: a row for each thing, a cell for each of its languages."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    ORIGINAL = "original", _("original")
    MISSING = "missing", _("missing")
    PROGRESS = "progress", _("in progress")
    REVIEW = "review", _("in review")
    OUTDATED = "outdated", _("outdated")
    READY = "ready", _("translated, not published")
    LEFT = "left", _("left with its original")
    PARTIAL = "partial", _("live in part")
    LIVE = "live", _("live")
    LEFT_OUT = "left_out", _("left out on purpose")


@dataclass(frozen=True)
class Cell:
    """One thing in one language. `done` of `total` texts are translated; `pk` is the target's, None where there is none."""

    state: State
    done: int = 0
    total: int = 0
    pk: int | None = None
    urgent: bool = False
    family: str = ""  # "pages", or the label of its model
    translation: int | None = None  # pk of wagtail-localize's record, for the workbench

    @property
    def left(self):
        return self.total - self.done

    @property
    def percent(self):
        """Whole per cent, and 100 only when nothing is left."""
        return 100 * self.done // self.total if self.total else 0


@dataclass
class Row:
    """A thing that is translated. `cells` is {locale pk: Cell}."""

    key: object
    kind: str  # label of its model, or "files"
    kind_name: str
    title: str
    pk: int
    locale_id: int
    live: bool
    cells: dict = field(default_factory=dict)
    file_of: tuple = ()  # of files: (kind, pk) of what is edited to add one
    path: str = ""  # of pages: their place in the tree
