"""`manage.py sweep_files`: do rows and files agree?"""

from datetime import timedelta

from django.core.management.base import BaseCommand

from home.filekeeping.sweep import GRACE, QUARANTINE, sweep


class Command(BaseCommand):
    help = "Report files that no row names and rows whose file is missing; put the former into quarantine."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only report.")
        parser.add_argument(
            "--older-than",
            type=float,
            default=GRACE.total_seconds() / 3600,
            metavar="HOURS",
            help="Leave younger files alone: their row may be about to come (default: %(default)s).",
        )

    def handle(self, *, dry_run, older_than, **options):
        report = sweep(change=not dry_run, grace=timedelta(hours=older_than))
        for name in report.orphans:
            self.stdout.write(f"No row names {name}" + ("" if dry_run else f"; moved to {QUARANTINE}/"))
        for label, pk, field, name in report.missing:
            self.stdout.write(f"Missing: {name}, the {field} of {label} {pk}")
        for name in report.ended:
            self.stdout.write(f"Long in quarantine: {name}" + ("" if dry_run else "; deleted"))
        self.stdout.write(str(report) or "Rows and files agree.")
