"""How far a big job is, in numbers and in a sentence."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from home.models import TranslationJob, TranslationJobItem

State = TranslationJobItem.State


@dataclass(frozen=True)
class Standing:
    """Numbers of a job's items."""

    waiting: int = 0
    done: int = 0
    unchanged: int = 0
    failed: int = 0

    @property
    def total(self):
        return self.waiting + self.over

    @property
    def over(self):
        return self.done + self.unchanged + self.failed

    @property
    def percent(self):
        """Whole per cent, and 100 only when nothing is left."""
        return 100 * self.over // self.total if self.total else 100


def standings(jobs):
    """{job pk: Standing}. One query."""
    found = {job.pk: {} for job in jobs}
    rows = TranslationJobItem.objects.filter(job__in=found).order_by().values("job_id", "state")
    for job, state, count in rows.annotate(count=Count("pk")).values_list("job_id", "state", "count"):
        found[job][state] = count
    return {job: Standing(**counts) for job, counts in found.items()}


def is_over(job):
    return job.state not in (TranslationJob.State.WAITING, TranslationJob.State.RUNNING)


def sentence(job, standing):
    """ "Running: 120 of 1,600 (7 %)" in the reader's language."""
    return _("%(state)s: %(over)s of %(total)s (%(percent)s %%)") % {
        "state": capfirst(job.get_state_display()),
        "over": standing.over,
        "total": standing.total,
        "percent": standing.percent,
    }
