from django.core.management.base import BaseCommand

from events.loading import load_places


class Command(BaseCommand):
    help = "Loads the project's cities, their names and the missions. Repeatable; leaves rows that staff corrected alone."

    def handle(self, *args, **options):
        load_places(stdout=self.stdout if options["verbosity"] else None)
