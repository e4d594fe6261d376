from django.core.management.base import BaseCommand

from search.index import rebuild


class Command(BaseCommand):
    help = "Makes the search index anew from the published pages."

    def handle(self, *args, **options):
        def progress(done, total):
            if options["verbosity"] and (done % 100 == 0 or done == total):
                self.stdout.write(f"{done} of {total} pages")

        self.stdout.write(self.style.SUCCESS(f"{rebuild(progress)} pages can be found."))
