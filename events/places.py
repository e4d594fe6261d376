"""The project's cities, their names and the missions in them: reading the data files and loading them.

The files in `events/data/` are the project's own; `docs/places.md` says where their contents come from.
Everything but `load_places` is free of Django.
"""

import csv
import datetime
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
KINDS = ("embassy", "consulate-general", "consulate", "office")
EARTH_RADIUS_KM = 6371.0088
BATCH = 500


@dataclass(frozen=True)
class CityRow:
    geonameid: int
    name: str
    slug: str
    country: str
    region: str
    latitude: float
    longitude: float
    time_zone: str
    population: int


@dataclass(frozen=True)
class CityNameRow:
    geonameid: int
    language: str
    name: str


@dataclass(frozen=True)
class MissionRow:
    source_key: str
    geonameid: int
    kind: str
    opened_on: datetime.date | None
    closed_on: datetime.date | None
    note: str

    def is_open_on(self, day):
        return is_open_on(self.opened_on, self.closed_on, day)


def is_open_on(opened_on, closed_on, day):
    """The role rule: open from `opened_on` (empty: always) until the day before `closed_on` (empty: still open)."""
    return (opened_on is None or opened_on <= day) and (closed_on is None or day < closed_on)


def distance_km(lat1, lon1, lat2, lon2):
    """Great-circle distance (haversine)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    a = (
        math.sin((phi2 - phi1) / 2) ** 2
        + math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, a)))


def _parse(path, build):
    """What `build` makes of each row of a file; an error names the file and the line."""
    parsed = []
    with open(path, encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        for row in reader:
            try:
                if None in row or None in row.values():
                    raise ValueError("more or fewer cells than the heading has")
                parsed.append(build({key: value.strip() for key, value in row.items()}))
            except ValueError as error:
                raise ValueError(f"{Path(path).name}, line {reader.line_num}: {error}") from error
    return parsed


def _date(text):
    return datetime.date.fromisoformat(text) if text else None


def read_cities(path=DATA / "cities.csv"):
    def build(row):
        return CityRow(
            geonameid=int(row["geonameid"]),
            name=row["name"],
            slug=row["ascii_slug"],
            country=row["country"],
            region=row["region"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            time_zone=row["time_zone"],
            population=int(row["population"]),
        )

    return _parse(path, build)


def read_city_names(path=DATA / "city_names.csv"):
    """One row per city and language; a cell that is still empty is left out."""

    def build(row):
        geonameid = int(row.pop("geonameid"))
        return [CityNameRow(geonameid, language, name) for language, name in row.items() if name]

    return [name for names in _parse(path, build) for name in names]


def read_missions(path=DATA / "missions.csv"):
    """`source_key` numbers the missions of one kind in one city in the order of the file, so add new ones below."""
    numbers = Counter()

    def build(row):
        geonameid, kind = int(row["geonameid"]), row["kind"]
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}")
        numbers[geonameid, kind] += 1
        return MissionRow(
            source_key=f"{geonameid}:{kind}:{numbers[geonameid, kind]}",
            geonameid=geonameid,
            kind=kind,
            opened_on=_date(row["opened_on"]),
            closed_on=_date(row["closed_on"]),
            note=row["note"],
        )

    return _parse(path, build)


@dataclass
class Loaded:
    """What a load did to one kind of row."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    corrected: int = 0
    absent: int = 0

    def __str__(self):
        return (
            f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged, "
            f"{self.corrected} left as staff corrected them, {self.absent} not in the data (left alone)"
        )


def load_places(stdout=None, data=DATA):
    """Bring cities, names and missions up to the data files. Safe to repeat; never touches a row marked `corrected`.

    Nothing is deleted: staff may have added rows, and events may point to them. Each batch is its own transaction.
    """
    from .models import City, CityName, Mission

    data = Path(data)
    city_rows = read_cities(data / "cities.csv")
    name_rows = read_city_names(data / "city_names.csv")
    mission_rows = read_missions(data / "missions.csv")

    def tell(what, loaded):
        if stdout is not None:
            stdout.write(f"{what}: {loaded}\n")
        return loaded

    cities = tell(
        "Cities",
        _load(
            City,
            {
                row.geonameid: {
                    "geonameid": row.geonameid,
                    "name": row.name,
                    "slug": row.slug,
                    "country": row.country,
                    "region": row.region,
                    "latitude": row.latitude,
                    "longitude": row.longitude,
                    "time_zone": row.time_zone,
                    "population": row.population,
                }
                for row in city_rows
            },
            key=lambda city: city.geonameid,
            # The times of a city's events are derived again when its zone changes, which `save` sees to.
            save_on={"time_zone"},
        ),
    )
    ids = dict(City.objects.values_list("geonameid", "pk"))
    names = tell(
        "Names",
        _load(
            CityName,
            {
                (ids[row.geonameid], row.language): {
                    "city_id": ids[row.geonameid],
                    "language": row.language,
                    "name": row.name,
                }
                for row in name_rows
            },
            key=lambda name: (name.city_id, name.language),
        ),
    )
    missions = tell(
        "Missions",
        _load(
            Mission,
            {
                row.source_key: {
                    "source_key": row.source_key,
                    "city_id": ids[row.geonameid],
                    "kind": row.kind,
                    "opened_on": row.opened_on,
                    "closed_on": row.closed_on,
                    "note": row.note,
                }
                for row in mission_rows
            },
            key=lambda mission: mission.source_key,
        ),
    )
    return {"cities": cities, "names": names, "missions": missions}


def _load(model, wanted, key, save_on=frozenset()):
    """Create and update what differs. `wanted`: key → values; fields it does not name (an address, say) stay as they are."""
    from django.db import transaction

    result = Loaded()
    rows = list(model.objects.all())
    existing = {key(row): row for row in rows}
    result.absent = sum(key(row) not in wanted for row in rows)
    create, update, save, changed_fields = [], [], [], set()
    for wanted_key, values in wanted.items():
        row = existing.get(wanted_key)
        if row is None:
            create.append(model(**values))
            continue
        changed = {field for field, value in values.items() if getattr(row, field) != value}
        if row.corrected:
            result.corrected += 1
        elif not changed:
            result.unchanged += 1
        else:
            for field in changed:
                setattr(row, field, values[field])
            if changed & save_on:
                save.append(row)
            else:
                update.append(row)
                changed_fields |= changed
    for start in range(0, len(create), BATCH):
        with transaction.atomic():
            model.objects.bulk_create(create[start : start + BATCH])
    for start in range(0, len(update), BATCH):
        with transaction.atomic():
            model.objects.bulk_update(update[start : start + BATCH], sorted(changed_fields))
    for row in save:
        with transaction.atomic():
            row.save()
    result.created, result.updated = len(create), len(update) + len(save)
    return result
