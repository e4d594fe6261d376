"""The project's cities, their names and the missions in them: reading the data files and loading them.

The files in `events/data/` are the project's own; `docs/places.md` says where their contents come from.
Everything but `load_places` is free of Django.
"""

import csv
import datetime
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
KINDS = ("embassy", "consulate-general", "consulate", "office")


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
