"""`manage.py scheduler`: runs the periodic jobs until told to stop."""

import signal

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from home.background.heartbeat import Heartbeat
from home.background.scheduler import INTERVAL, Scheduler
from home.models.background import WorkerHeartbeat


class Command(BaseCommand):
    help = "Run the periodic jobs."

    def add_arguments(self, parser):
        parser.add_argument(
            "--interval", type=float, default=INTERVAL, help="Seconds between looks at the jobs."
        )

    def handle(self, *, interval, **options):
        scheduler = Scheduler(interval)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, scheduler.stop)
        with Heartbeat(get_random_string(32), WorkerHeartbeat.Kind.SCHEDULER):
            scheduler.run()
