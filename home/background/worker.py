"""The worker of django-tasks-db, with a heartbeat, and patient with signals."""

import logging

from django_tasks_db.management.commands.db_worker import Worker

from home.background.heartbeat import Heartbeat
from home.models.background import WorkerHeartbeat

logger = logging.getLogger("hub.worker")


class HubWorker(Worker):
    def shutdown(self, signum, frame):
        """Finish the task at hand, then stop. A second signal changes nothing: whoever can't wait kills the process, and
        the reaper puts the task back. (The original fails the task at the second signal, and loses it.)"""
        self.running = False

    def run(self):
        with Heartbeat(self.worker_id, WorkerHeartbeat.Kind.WORKER):
            super().run()
