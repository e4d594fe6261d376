"""`manage.py hub_worker`: runs background tasks until told to stop."""

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from home.background.worker import HubWorker


class Command(BaseCommand):
    help = "Run background tasks, with a heartbeat that the reaper watches."

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="Stop when nothing is left to do.")
        parser.add_argument("--interval", type=float, default=1, help="Seconds between looks into the queue.")

    def handle(self, *, batch, interval, **options):
        worker = HubWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        worker.run()
