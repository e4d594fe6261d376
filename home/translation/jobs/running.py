"""The worker's side of big jobs: as many items as fit in a moment, each step a transaction with its results in it."""

import logging
import time
from itertools import takewhile

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.background.backend import collected
from home.background.indexing import index_later
from home.background.tasks import durable_task
from home.models import TranslationJob, TranslationJobItem
from home.translation.jobs import handlers, preparers

logger = logging.getLogger("hub.translation")
State = TranslationJobItem.State

SLICE = 5  # seconds until other tasks get their turn
STEP = 0.2  # seconds that a transaction goes on taking further items
MOST = 25  # items of a step
# SQLite lets a second writer look again every tenth of a second at most: between two steps it must find the door open.
GAP = 0.11
TO_INDEX = (
    "to index"  # in results: what the item has written; in parameters: the first item that is not indexed yet
)
UNFINISHED = (TranslationJob.State.WAITING, TranslationJob.State.RUNNING)


@durable_task()
def run(job_id):
    """Do what is waiting of a job for some seconds, then go to the end of the queue."""
    job = TranslationJob.objects.select_related("made_by").filter(pk=job_id, finished_at=None).first()
    if job is not None:
        do_some(job, SLICE)


def do_some(job, seconds):
    """Do what is waiting of a job for so long. A request may do it too, for a job that is over in a moment."""
    ends = time.monotonic() + seconds
    with translation.override(_language(job)):
        while _step(job):
            if time.monotonic() > ends:
                break
            if connection.vendor == "sqlite":
                time.sleep(GAP)
        _end_slice(job)


def _step(job):
    """Some items in one transaction. False where there is nothing (more) for this worker to do."""
    ready = _prepared(job) if job.kind in preparers else None
    with transaction.atomic():
        mine = _locked(job)
        if mine is None or mine.state not in UNFINISHED:
            return False
        items = list(job.items.filter(state=State.WAITING).select_related("locale")[:MOST])
        if not items:
            return False
        if ready is not None:
            items = [ready] if items[0].pk == ready.pk else []
        if mine.state == TranslationJob.State.WAITING:
            TranslationJob.objects.filter(pk=job.pk).update(state=TranslationJob.State.RUNNING)
        job.at_hand = {}  # for handlers: what they have read and need again for the next item of this transaction
        began = time.monotonic()
        done = [_do(item, job) for item in takewhile(lambda item: _has_time(began), items)]
        TranslationJobItem.objects.bulk_update(done, ["state", "result"])
    return True


def _prepared(job):
    """The next item, alone, with what its kind fetches for it or with what went wrong. Nobody else's writing waits for it."""
    if not TranslationJob.objects.filter(pk=job.pk, state__in=UNFINISHED).exists():
        return None
    item = job.items.filter(state=State.WAITING).first()
    if item is not None:
        try:
            item.prepared = preparers.get(job.kind)(item, job)
        except Exception as error:
            item.prepared = error
    return item


def _has_time(began):
    return time.monotonic() - began < STEP


def _locked(job):
    """The job as it is now, if no other worker is at it: its items are done by one worker at a time, in their order."""
    return TranslationJob.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=job.pk).first()


def _do(item, job):
    """The item with its state and result. Whatever it has written is taken back where it fails."""
    try:
        touched = _handle_patiently(item, job)
    except Exception as error:
        job.at_hand.clear()
        item.state, item.result = State.FAILED, {"reason": _reason(error)}
        if not isinstance(error, ValidationError | PermissionDenied):
            logger.exception("Item %s of translation job %s failed.", item.pk, job.pk)
    else:
        if touched:
            item.result = {**item.result, TO_INDEX: sorted(touched)}
    return item


def _handle_patiently(item, job):
    try:
        return _handle(item, job)
    except DatabaseError:  # two writers in each other's way, most likely
        return _handle(item, job)


def _handle(item, job):
    if isinstance(prepared := getattr(item, "prepared", None), Exception):
        raise prepared
    with transaction.atomic(), collected() as touched:
        item.state, item.result = handlers.get(job.kind)(item, job)
    return touched


def _reason(error):
    """A sentence for whoever started the job."""
    if isinstance(error, ValidationError):
        return " ".join(dict.fromkeys(error.messages))
    if isinstance(error, PermissionDenied):
        return str(error) or _("You don't have the right to do this.")
    if isinstance(error, DatabaseError):
        return _("The database refused it. Start it again for what is left.")
    return _("Something went wrong that should not have. The administrators' log says what.")


def _end_slice(job):
    """What was written is indexed in one go; the job goes to the end of the queue, or is over."""
    with transaction.atomic():
        mine = _locked(job)
        if mine is None or mine.finished_at:
            return
        _index_what_is_done(mine)
        waiting = mine.items.filter(state=State.WAITING).exists()
        if waiting and mine.state in UNFINISHED:
            if not _queued([job.pk]):
                run.enqueue(job.pk)
        else:
            mine.finished_at = timezone.now()
            if mine.state in UNFINISHED:
                mine.state = _outcome(mine)
        mine.save()


def _index_what_is_done(job):
    """From the item after the last one that was: a slice may have ended before it came to this."""
    first = job.parameters.get(TO_INDEX, 0)
    rows = job.items.exclude(state=State.WAITING).filter(position__gte=first)
    found, last = set(), first - 1
    for position, result in rows.values_list("position", "result"):
        found.update(map(tuple, result.get(TO_INDEX, ())))
        last = max(last, position)
    index_later(found)
    job.parameters[TO_INDEX] = last + 1


def _outcome(job):
    failed = job.items.filter(state=State.FAILED)
    if failed.exists() and not job.items.exclude(state=State.FAILED).exists():
        return TranslationJob.State.FAILED
    return TranslationJob.State.DONE


def _language(job):
    profile = getattr(job.made_by, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else translation.get_language()


def _queued(pks):
    """Which of these jobs a task is waiting for."""
    tasks = DBTaskResult.objects.filter(task_path=run.module_path, status=TaskResultStatus.READY)
    return {each["args"][0] for each in tasks.values_list("args_kwargs", flat=True)} & set(pks)


def find_lost():
    """For the scheduler: put jobs that are not over, and that no task remembers, back into the queue."""
    unfinished = TranslationJob.objects.filter(finished_at=None).values_list("pk", flat=True)
    if not unfinished:
        return
    queued = DBTaskResult.objects.filter(
        task_path=run.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    known = {each["args"][0] for each in queued.values_list("args_kwargs", flat=True)}
    for pk in unfinished:
        if pk not in known:
            run.enqueue(pk)
