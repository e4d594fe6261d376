"""`manage.py demo`: the demo content, in the foreground. Does nothing twice."""

from django.core.management.base import BaseCommand, CommandError

from home.background.progress import track
from hub.demo import load
from hub.demo.content import LANGUAGES
from hub.demo.strings import split, update_catalog


class Command(BaseCommand):
    help = "Load the demo content; a second run finds nothing to do."

    def add_arguments(self, parser):
        parser.add_argument(
            "--update-po",
            action="store_true",
            help="Instead of loading: bring the PO files of the demo up to what is translated of the loaded demo. "
            "Load it anew before, so that it says what the files say.",
        )

        parser.add_argument(
            "--languages",
            nargs="+",
            choices=LANGUAGES,
            default=LANGUAGES,
            metavar="LANGUAGE",
            help="Load translations and files in these languages only. A later load adds the others.",
        )

    def handle(self, **options):
        if options["update_po"]:
            return self.update_catalogs()
        load.first_page(self.stdout.write)
        with track(load.PROGRESS_KEY, "Demo") as progress:

            def report(done, total, message):
                progress.set(done=done, total=total, message=message)
                self.stdout.write(f"{done}/{total} {message}")

            load.load_all(report, options["languages"])

    def update_catalogs(self):
        things = load.loaded_things()
        missing = [key for key, instance in things if instance is None]
        if missing:
            raise CommandError(f"Load the demo first: {', '.join(missing)} not found.")
        parts = split(things)
        for language in LANGUAGES:
            counts = update_catalog(parts, load.words(), language)
            told = ", ".join(f"{number} {name}" for name, number in counts.items())
            self.stdout.write(f"{language}: {told}")
