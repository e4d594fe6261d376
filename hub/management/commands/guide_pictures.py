"""`manage.py guide_pictures`: the pictures of docs/editors.md, taken anew. For developers: it needs a Chromium."""

from django.core.management.base import BaseCommand

from hub.guide_pictures import take_all


class Command(BaseCommand):
    help = "Takes the pictures of the editors' guide from a demo site of its own. Fails where the admin has changed."
    requires_system_checks = []

    def handle(self, **options):
        take_all(say=self.stdout.write)
