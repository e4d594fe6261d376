"""The translators' desk: what there is to do in one language, the most pressing first."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from home.translation.coverage.matrix import State
from home.translation.coverage.words import words_left

SECTIONS = (
    ("back", _("Sent back"), _("A reviewer asks for a change.")),
    (
        "outdated",
        _("Changed since it was translated"),
        _("Readers see the earlier version until you are done."),
    ),
    ("begun", _("Begun"), ""),
    ("new", _("New"), ""),
    ("review", _("In review"), _("Complete, and waiting for a reviewer.")),
)


@dataclass(frozen=True)
class Task:
    row: object
    cell: object
    words: int


def desk(rows, locale):
    """[(name, title, text, [Task])] of what is not empty; in each section the urgent first, then what is nearly done."""
    back = _sent_back()
    found = {name: [] for name, _title, _text in SECTIONS}
    words = words_left({row.key for row in rows if row.cells[locale.pk].left}, locale)
    for row in rows:
        cell = row.cells[locale.pk]
        section = _section(cell, back)
        if section:
            found[section].append(Task(row, cell, words.get(row.key, 0)))
    for tasks in found.values():
        tasks.sort(key=lambda task: (not task.cell.urgent, task.words))
    return [(name, title, text, found[name]) for name, title, text in SECTIONS if found[name]]


def _section(cell, back):
    if cell.state == State.OUTDATED:
        return "outdated"
    if cell.state == State.REVIEW:
        return "review"
    if cell.state == State.PROGRESS:
        if cell.pk in back:
            return "back"
        return "begun" if cell.done else "new"
    return None


def _sent_back():
    """Pages whose last word from a reviewer was a request for changes."""
    states = WorkflowState.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))
    latest = states.order_by().values("object_id").annotate(last=Max("pk")).values("last")
    asked = states.filter(pk__in=latest, status=WorkflowState.STATUS_NEEDS_CHANGES)
    return {int(pk) for pk in asked.values_list("object_id", flat=True)}
