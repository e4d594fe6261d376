"""The translators' desk: what there is to do in one language, the most pressing first."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from home.registries import pressing
from home.translation.coverage.cells import State
from home.translation.coverage.records import families_by_kind
from home.translation.coverage.words import words_left

SECTIONS = (
    ("back", _("Sent back"), _("A reviewer asks for a change.")),
    (
        "outdated",
        _("Changed since it was translated"),
        _("Readers see the earlier version until you are done."),
    ),
    (
        "ready",
        _("Translated, not published"),
        _("Nobody has asked for a review yet."),
    ),
    (
        "partial",
        _("Published in part"),
        _("Readers see the rest in the language of the original."),
    ),
    ("begun", _("Begun"), ""),
    ("new", _("New"), ""),
    ("review", _("In review"), _("Complete, and waiting for a reviewer.")),
)


SECTION_OF = {
    State.OUTDATED: "outdated",
    State.READY: "ready",
    State.PARTIAL: "partial",
    State.REVIEW: "review",
    State.PROGRESS: "begun",
}
# A translation that readers see may have been changed, submitted and sent back as well.
REPLIES = {State.OUTDATED, State.PROGRESS, State.READY, State.PARTIAL, State.LIVE}


@dataclass(frozen=True)
class Task:
    row: object
    cell: object
    words: int
    comment: str = ""  # what a reviewer asked to change


def desk(rows, locale):
    """[(name, title, text, [Task])] of what is not empty; in each section the urgent first, then what belongs to a Day
    that is coming, then what is nearly done."""
    back = _sent_back()
    found = {name: [] for name, _title, _text in SECTIONS}
    words = words_left({row.key for row in rows if row.cells[locale.pk].left}, locale)
    for row in rows:
        cell = row.cells[locale.pk]
        asked = back.get((cell.family, cell.pk))
        section = "back" if asked is not None and cell.state in REPLIES else SECTION_OF.get(cell.state)
        if section == "begun" and not cell.done:
            section = "new"
        if section:
            found[section].append(Task(row, cell, words.get(row.key, 0), asked or ""))
    rank = _rank(rows)
    for tasks in found.values():
        tasks.sort(key=lambda task: (not task.cell.urgent, rank.get(task.row.key, 0), task.words))
    return [(name, title, text, found[name]) for name, title, text in SECTIONS if found[name]]


def _rank(rows):
    """{translation key: how far behind everything else it comes}, negative for what presses more."""
    rank = {}
    for _name, ranks in pressing.items():
        for key, number in ranks(rows).items():
            rank[key] = rank.get(key, 0) + number
    return rank


def _sent_back():
    """{(family, pk): comment} of what a reviewer asked to change, and nobody has submitted again."""
    asked = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    families = families_by_kind()
    rows = asked.values_list("base_content_type_id", "object_id", "current_task_state__comment")
    return {(families[kind], int(pk)): comment or "" for kind, pk, comment in rows if kind in families}
