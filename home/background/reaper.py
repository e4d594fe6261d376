"""Puts the tasks of a dead worker back into the queue; django-tasks would leave them running for ever."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.background.heartbeat import DEAD_AFTER
from home.models.background import WorkerHeartbeat

logger = logging.getLogger("hub.reaper")

MAX_REVIVALS = 3  # a task that kills its worker must not do so for ever
FORGET_HEARTBEATS_AFTER = timedelta(days=1)


def reap(now=None):
    """Revive or fail the tasks whose worker is dead; returns nothing to report unless a task was given up."""
    now = now or timezone.now()
    alive = set(
        WorkerHeartbeat.objects.filter(seen_at__gte=now - DEAD_AFTER).values_list("worker_id", flat=True)
    )
    given_up = []
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if result.worker_ids and result.worker_ids[-1] in alive:
            continue
        # Only the very run that was looked at: its worker may have finished or another may have claimed it meanwhile.
        same_run = DBTaskResult.objects.filter(
            pk=result.pk, status=TaskResultStatus.RUNNING, started_at=result.started_at
        )
        if len(result.worker_ids) <= MAX_REVIVALS:
            if same_run.update(status=TaskResultStatus.READY, started_at=None):
                logger.warning("Task %s lost its worker and waits for another.", result.pk)
        elif same_run.update(
            status=TaskResultStatus.FAILED,
            finished_at=now,
            exception_class_path="home.background.reaper.WorkerLost",
            traceback="Every worker that ran this task died.",
        ):
            logger.error(
                "Task %s lost its worker %d times and is given up.", result.pk, len(result.worker_ids)
            )
            given_up.append(str(result.pk))
    WorkerHeartbeat.objects.filter(seen_at__lt=now - FORGET_HEARTBEATS_AFTER).delete()
    return f"Given up: {', '.join(given_up)}" if given_up else ""


class WorkerLost(Exception):
    """Recorded for a task whose workers all died."""
