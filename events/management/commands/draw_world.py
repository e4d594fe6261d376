from django.conf import settings
from django.core.management.base import BaseCommand

from events.drawing.world import world_svg


class Command(BaseCommand):
    help = "Draws the map of the world anew from the land outlines in events/data/. Needed when they or the drawing change."

    def handle(self, **options):
        path = settings.BASE_DIR / "static" / "img" / "world.svg"
        path.write_text(world_svg(), encoding="utf-8")
        self.stdout.write(f"{path.relative_to(settings.BASE_DIR)}: {path.stat().st_size} bytes")
