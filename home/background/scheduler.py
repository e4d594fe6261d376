"""Runs periodic jobs when they are due. Any number of schedulers may run: a job is claimed in the database.

A job is short; what takes longer enqueues a task.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections
from django.db.models import F, Q
from django.utils import timezone

from home.models.background import PeriodicRun
from home.registries import periodic

logger = logging.getLogger("hub.scheduler")

INTERVAL = 5
STUCK_AFTER = timedelta(minutes=5)  # a job that started and never finished belonged to a killed scheduler


@dataclass(frozen=True)
class PeriodicJob:
    every: float  # seconds
    run: Callable[[], str | None]  # what it returns is kept as the job's complaint: ids, never private data


def claim(name, every, now):
    """Take the job for this run; false when it is not due or another scheduler has it."""
    PeriodicRun.objects.get_or_create(name=name)
    due = Q(last_started_at=None) | Q(last_started_at__lte=now - timedelta(seconds=every))
    free = (
        Q(last_started_at=None)
        | Q(last_finished_at__gte=F("last_started_at"))
        | Q(last_started_at__lte=now - STUCK_AFTER)
    )
    return bool(PeriodicRun.objects.filter(due, free, name=name).update(last_started_at=now))


def run_due(now=None):
    """Run every job that is due, once, however long nothing ran. Returns the names of those that ran."""
    ran = []
    for name, job in periodic.items():
        try:
            if not claim(name, job.every, now or timezone.now()):
                continue
            ran.append(name)
            complaint = _complaint(name, job)
            before = PeriodicRun.objects.values_list("last_error", flat=True).get(name=name)
            if complaint and complaint != before:
                logger.warning("Periodic job %s: %s", name, complaint)
            PeriodicRun.objects.filter(name=name).update(
                last_finished_at=max(timezone.now(), now or timezone.now()), last_error=complaint
            )
        except Exception:
            logger.exception("Periodic job %s could not be recorded.", name)
            close_old_connections()
    return ran


def _complaint(name, job):
    try:
        return str(job.run() or "")[:2000]
    except Exception as error:
        logger.exception("Periodic job %s failed.", name)
        return type(error).__name__


class Scheduler:
    def __init__(self, interval=INTERVAL):
        self.interval = interval
        self.stopping = threading.Event()

    def stop(self, *signal_arguments):
        self.stopping.set()

    def run(self):
        while not self.stopping.is_set():
            close_old_connections()
            run_due()
            close_old_connections()
            self.stopping.wait(self.interval)
