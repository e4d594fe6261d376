"""`manage.py check_receipt FILE`: did this site sign the receipt of a withdrawal, as it is?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from resources.withdrawal.receipts import is_ours


class Command(BaseCommand):
    help = "Check the receipt of a withdrawal: whether this site signed it and nobody changed it since."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The receipt as it was downloaded.")

    def handle(self, *, file, **options):
        try:
            receipt = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} can't be read ({error.strerror}).") from error
        if not is_ours(receipt):
            raise CommandError(f"{file} is not a receipt of this site, or somebody changed it.")
        self.stdout.write(f"{file} is a receipt of this site, unchanged.")
