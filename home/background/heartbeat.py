"""Says that a process is alive, from a thread of its own, so that a long task does not look like a dead worker."""

import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from home.models.background import WorkerHeartbeat

logger = logging.getLogger("hub.heartbeat")

INTERVAL = 10
DEAD_AFTER = timedelta(seconds=60)


def beat(worker_id, kind):
    WorkerHeartbeat.objects.update_or_create(
        worker_id=worker_id, defaults={"kind": kind, "seen_at": timezone.now()}
    )


def alive(kind):
    """Whether any process of this kind was seen lately."""
    return WorkerHeartbeat.objects.filter(kind=kind, seen_at__gte=timezone.now() - DEAD_AFTER).exists()


class Heartbeat:
    """`with Heartbeat(id, kind):` beats at once, then every ten seconds until the block ends."""

    def __init__(self, worker_id, kind, interval=INTERVAL):
        self.worker_id, self.kind, self.interval = worker_id, kind, interval
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self):
        beat(self.worker_id, self.kind)
        self._thread.start()
        return self

    def __exit__(self, *exc_info):
        self._stop.set()
        self._thread.join()
        try:
            WorkerHeartbeat.objects.filter(worker_id=self.worker_id).delete()
        except DatabaseError:
            logger.warning("Heartbeat of %s could not be removed.", self.kind)

    def _run(self):
        while not self._stop.wait(self.interval):
            try:
                beat(self.worker_id, self.kind)
            except DatabaseError as error:
                logger.warning("Heartbeat of %s missed: %s", self.kind, type(error).__name__)
            finally:
                connection.close()
