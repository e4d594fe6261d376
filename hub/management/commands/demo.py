"""`manage.py demo`: the demo content, in the foreground. Does nothing twice."""

from django.core.management.base import BaseCommand

from home.background.progress import track
from hub.demo import load


class Command(BaseCommand):
    help = "Load the demo content; a second run finds nothing to do."

    def handle(self, **options):
        load.first_page(self.stdout.write)
        with track(load.PROGRESS_KEY, "Demo") as progress:

            def report(done, total, message):
                progress.set(done=done, total=total, message=message)
                self.stdout.write(f"{done}/{total} {message}")

            load.load_all(report)
