"""Brings the world's cities into the database: in batches, each its own transaction, so that a load cut short goes on."""

from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

import home.kana
import home.names
import home.text
from events.finding import gazetteer, keys
from events.loading import load_places
from events.models import City, CityKey, CityName
from events.places import DATA, read_cities
from home.background.tasks import durable_task
from home.models.background import JobProgress
from home.names import key

PROGRESS_KEY = "gazetteer"
BATCH = 1000
ROWS = 150  # of one statement: SQLite takes 999 values where it is old
FACTS = ["name", "slug", "country", "region", "latitude", "longitude", "time_zone", "population"]
FOUND_BY = ["province", "province_code", "near"]


def wanted(path=gazetteer.FILE):
    """The mark of what should be loaded: the file, the project's own cities, and how names are folded."""
    folding = [Path(module.__file__) for module in (home.kana, home.names, home.text, keys)]
    return gazetteer.fingerprint(path, DATA / "cities.csv", *folding)


def is_loaded():
    done = JobProgress.State.DONE
    return JobProgress.objects.filter(key=PROGRESS_KEY, state=done, message=wanted()).exists()


def load_gazetteer(path=gazetteer.FILE, report=lambda done, total: None):
    """Load what is not there yet, and what differs. Says how many cities it went through; 0 where nothing changed.

    A row that staff corrected and the project's own cities keep what they say; all of them are found by GeoNames' names.
    """
    load_places()  # the project's own come first: their names say which namesake is better known
    mark = wanted(path)
    progress, _made = JobProgress.objects.get_or_create(
        key=PROGRESS_KEY, defaults={"label": "Cities of the world"}
    )
    if progress.message == mark and progress.state == JobProgress.State.DONE:
        return 0
    places = list(gazetteer.read(path))
    begun = progress.done if progress.message == mark else 0
    _note(mark, done=begun, total=len(places), state=JobProgress.State.RUNNING)
    ours = {city.geonameid for city in read_cities()}
    rest = islice(places, begun, None)
    done = begun
    while batch := list(islice(rest, BATCH)):
        with transaction.atomic():
            _load(batch, ours)
            done += len(batch)
            _note(mark, done=done)
        report(done, len(places))
    _note(mark, state=JobProgress.State.DONE, finished_at=timezone.now())
    return done - begun


def _note(mark, **values):
    JobProgress.objects.filter(key=PROGRESS_KEY).update(message=mark, updated_at=timezone.now(), **values)


def _load(places, ours):
    """One batch: its cities, then their keys."""
    rows = {city.geonameid: city for city in City.objects.filter(geonameid__in=[p.geonameid for p in places])}
    new, changed = [], []
    for place in places:
        city = rows.get(place.geonameid)
        values = {field: getattr(place, field) for field in FOUND_BY}
        if city is None or not (city.corrected or place.geonameid in ours):
            values |= _facts(place)
        if city is None:
            new.append(City(geonameid=place.geonameid, **values))
        elif any(getattr(city, field) != value for field, value in values.items()):
            moved = city.time_zone != values.get("time_zone", city.time_zone)
            for field, value in values.items():
                setattr(city, field, value)
            if moved:
                city.save()  # the times of its events follow
            else:
                changed.append(city)
    City.objects.bulk_create(new)
    _update(changed)
    cities = {city.geonameid: city for city in [*rows.values(), *new]}
    _load_keys(places, cities)


def _facts(place):
    region = "" if key(place.province) == key(place.name) else place.province
    return {"region": region, **{field: getattr(place, field) for field in FACTS if field != "region"}}


def _load_keys(places, cities):
    pks = [city.pk for city in cities.values()]
    translations = {}
    for city_id, name in CityName.objects.filter(city__in=pks).values_list("city_id", "name"):
        translations.setdefault(city_id, []).append(name)
    rows = []
    for place in places:
        city = cities[place.geonameid]
        named = translations.get(city.pk, [])
        own = keys.own_keys(city.name, city.slug, named, city.population)
        others = keys.other_keys([place.name, *place.names], keys.weight_of(city.population, bool(named)))
        rows += [(city.pk, each, each[::-1], *written, True) for each, written in own.items()]
        rows += [
            (city.pk, each, each[::-1], *written, False)
            for each, written in others.items()
            if each not in own
        ]
    CityKey.objects.filter(city__in=pks).delete()
    _insert(rows)


def _insert(rows):
    """(city id, key, backwards, name, weight, own) as they are: a third of a million objects would take three times as long."""
    table, *names = _quoted(CityKey, "city", "key", "backwards", "name", "weight", "own")
    columns = f"{table} ({', '.join(names)})"
    marks = f"({', '.join(['%s'] * len(names))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            cursor.execute(
                f"INSERT INTO {columns} VALUES {', '.join([marks] * len(some))}",
                [value for row in some for value in row],
            )


def _update(cities):
    """What `bulk_update` does, without a condition for every field of every row."""
    fields = [*FACTS, *FOUND_BY]
    table, pk, *names = _quoted(City, "id", *fields)
    settings = ", ".join(f"{name} = %s" for name in names)
    rows = [(*(getattr(city, field) for field in fields), city.pk) for city in cities]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {settings} WHERE {pk} = %s", rows)


def _quoted(model, *fields):
    """The names of a table and its columns, as SQL writes them."""
    columns = [model._meta.get_field(field).column for field in fields]
    return [connection.ops.quote_name(name) for name in [model._meta.db_table, *columns]]


@durable_task(retries=3, backoff=30)
def load_in_background():
    load_gazetteer()


def load_soon():
    """Have the worker load the world's cities where they are not there yet; says whether that is needed."""
    if is_loaded():
        return False
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    waiting = DBTaskResult.objects.filter(task_path=load_in_background.module_path, status__in=unfinished)
    if not waiting.exists():
        load_in_background.enqueue()
    return True
