"""The file of the world's cities: `events/data/gazetteer.csv.xz`, GeoNames' places over 15,000 people (docs/places.md). Pure."""

import csv
import hashlib
import io
import lzma
from dataclasses import dataclass

from events.places import DATA

FILE = DATA / "gazetteer.csv.xz"
COLUMNS = [
    "geonameid", "name", "slug", "country", "province", "province_code", "near", "latitude", "longitude",
    "time_zone", "population", "names",
]  # fmt: skip
BETWEEN = "|"


@dataclass(frozen=True)
class Place:
    geonameid: int
    name: str
    slug: str
    country: str
    province: str  # GeoNames' first-level division, in English
    province_code: str
    near: str
    latitude: float
    longitude: float
    time_zone: str
    population: int
    names: tuple  # what else it is called, in any script


def write(places, path=FILE):
    """The same places give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place in sorted(places, key=lambda each: each.geonameid):
        *row, names = (getattr(place, column) for column in COLUMNS)
        writer.writerow([*row, BETWEEN.join(names)])
    path.write_bytes(lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME))


def read(path=FILE):
    """All places, one after the other."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if next(rows) != COLUMNS:
            raise ValueError(f"{path.name} has other columns: build it anew with manage.py build_gazetteer")
        for (
            number,
            name,
            slug,
            country,
            province,
            code,
            near,
            latitude,
            longitude,
            zone,
            people,
            names,
        ) in rows:
            yield Place(
                int(number), name, slug, country, province, code, near, float(latitude), float(longitude), zone,
                int(people), tuple(names.split(BETWEEN)) if names else (),
            )  # fmt: skip


def fingerprint(*paths):
    """Changes whenever one of these files does."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:32]
