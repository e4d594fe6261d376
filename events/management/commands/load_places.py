from django.core.management.base import BaseCommand

from events.finding.loading import load_gazetteer
from events.loading import load_places


class Command(BaseCommand):
    help = (
        "Loads the project's cities, their names and the missions, then the cities of the world. Repeatable; "
        "leaves rows that staff corrected alone."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--own",
            action="store_true",
            help="Only the project's own cities and missions, not those of the world.",
        )

    def handle(self, *, own, verbosity, **options):
        load_places(stdout=self.stdout if verbosity else None)
        if own:
            return
        count = load_gazetteer(report=self.tell if verbosity else lambda done, total: None)
        if verbosity:
            self.stdout.write("Cities of the world: " + (f"{count} loaded" if count else "unchanged"))

    def tell(self, done, total):
        if done % 10_000 == 0:
            self.stdout.write(f"  {done} of {total}")
            self.stdout.flush()
