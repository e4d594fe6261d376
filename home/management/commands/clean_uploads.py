"""`manage.py clean_uploads`: cleans files that did not come in through the site."""

from django.core.management.base import BaseCommand, CommandError

from home.cleaning.again import clean_stored
from home.cleaning.words import what_was_removed


class Command(BaseCommand):
    help = "Look through every stored file; remove what betrays somebody and report. Clean files stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only report what would be removed.")

    def handle(self, *, dry_run, **options):
        seen = cleaned = refused = 0
        for outcome in clean_stored(change=not dry_run):
            seen += 1
            name = f"{outcome.label} {outcome.pk} ({outcome.field})"
            if outcome.problem:
                refused += 1
                self.stdout.write(f"{name}: not cleaned. {outcome.problem}")
            elif outcome.removed:
                cleaned += 1
                self.stdout.write(f"{name}: {what_was_removed(outcome.removed)}")
        would = "would be " if dry_run else ""
        self.stdout.write(
            f"{seen} files looked at, {cleaned} {would}cleaned, {refused} could not be cleaned."
        )
        if refused:
            raise CommandError("Replace or delete the files named above: they may hold details of people.")
