"""Brings the project's data on cities and missions into the database."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from events.finding.keys import follow
from events.models import City, CityName, Mission
from events.places import DATA, read_cities, read_city_names, read_missions

BATCH = 500


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
    data = Path(data)
    city_rows = read_cities(data / "cities.csv")
    name_rows = read_city_names(data / "city_names.csv")
    mission_rows = read_missions(data / "missions.csv")

    ours = [row.geonameid for row in city_rows]

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
            # Not those of the world, which are loaded by `events.finding.loading`.
            among=Q(geonameid__in=ours) | Q(pk__in=CityName.objects.values("city")),
        ),
    )
    ids = dict(City.objects.filter(geonameid__in=ours).values_list("geonameid", "pk"))
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
    if cities.created or cities.updated or names.created or names.updated:
        follow(list(ids.values()))
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


def _load(model, wanted, key, save_on=frozenset(), among=None):
    """Create and update what differs. `wanted`: key → values; fields it does not name (an address, say) stay as they are.

    Of the rows `among` which it looks, those that are not wanted are only counted.
    """
    result = Loaded()
    rows = list(model.objects.all() if among is None else model.objects.filter(among))
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
