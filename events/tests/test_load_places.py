"""Loading the data: repeatable, quick, and never over what staff corrected."""

import csv
import datetime
import io
import shutil
import time

import pytest
from django.core.management import call_command

from events import loading, places
from events.models import City, CityName, Mission

pytestmark = pytest.mark.django_db

HOUSTON, SEOUL = 4699066, 1835848


@pytest.fixture
def loaded():
    return loading.load_places()


@pytest.fixture
def data(tmp_path):
    """A copy of the data that a test may change."""
    return shutil.copytree(places.DATA, tmp_path / "data")


def change(path, match, **values):
    with open(path, encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        if row["geonameid"] == str(match):
            row.update(values)
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_loads_everything(loaded):
    assert City.objects.count() == len(places.read_cities()) == loaded["cities"].created
    assert CityName.objects.count() == len(places.read_city_names()) == loaded["names"].created
    assert Mission.objects.count() == len(places.read_missions()) == loaded["missions"].created
    seoul = City.objects.get(geonameid=SEOUL)
    assert (seoul.slug, seoul.country, seoul.time_zone) == ("seoul", "KR", "Asia/Seoul")
    assert seoul.names.get(language="ko").name == "서울"
    assert seoul.missions.get().source_key == f"{SEOUL}:embassy:1"


def test_loading_again_changes_nothing(loaded, django_assert_max_num_queries):
    before = list(City.objects.values()), list(CityName.objects.values()), list(Mission.objects.values())
    with django_assert_max_num_queries(5):
        again = loading.load_places()
    assert before == (
        list(City.objects.values()),
        list(CityName.objects.values()),
        list(Mission.objects.values()),
    )
    for result in again.values():
        assert result.created == result.updated == result.corrected == result.absent == 0


def test_corrected_rows_stay(loaded):
    City.objects.filter(geonameid=SEOUL).update(time_zone="Asia/Tokyo", corrected=True)
    CityName.objects.filter(city__geonameid=SEOUL, language="fr").update(
        name="Ville de Séoul", corrected=True
    )
    closed = datetime.date(2026, 1, 1)
    Mission.objects.filter(city__geonameid=SEOUL).update(closed_on=closed, corrected=True)
    result = loading.load_places()
    seoul = City.objects.get(geonameid=SEOUL)
    assert seoul.time_zone == "Asia/Tokyo"
    assert seoul.names.get(language="fr").name == "Ville de Séoul"
    assert seoul.missions.get().closed_on == closed
    assert [each.corrected for each in result.values()] == [1, 1, 1]


def test_uncorrected_rows_follow_the_data(loaded, data):
    mission = Mission.objects.get(city__geonameid=SEOUL)
    Mission.objects.update(postal_address="kept")
    change(data / "cities.csv", SEOUL, population="1")
    change(data / "city_names.csv", SEOUL, de="Söul")
    change(data / "missions.csv", SEOUL, closed_on="2030-01-01")
    result = loading.load_places(data=data)
    assert [each.updated for each in result.values()] == [1, 1, 1]
    seoul = City.objects.get(geonameid=SEOUL)
    assert seoul.population == 1
    assert seoul.names.get(language="de").name == "Söul"
    again = seoul.missions.get()
    assert (again.pk, again.closed_on, again.postal_address) == (
        mission.pk,
        datetime.date(2030, 1, 1),
        "kept",
    )


def test_a_change_of_zone_goes_through_save(loaded, data, monkeypatch):
    """So that the times of the city's events are derived again."""
    saved = []
    real = City.save
    monkeypatch.setattr(
        City, "save", lambda self, *args, **kwargs: (saved.append(self), real(self, *args, **kwargs))
    )
    change(data / "cities.csv", SEOUL, time_zone="Asia/Tokyo")
    loading.load_places(data=data)
    assert [city.geonameid for city in saved] == [SEOUL]
    assert City.objects.get(geonameid=SEOUL).time_zone == "Asia/Tokyo"


def test_rows_of_staff_are_left_alone(loaded):
    city = City.objects.create(
        geonameid=1,
        name="Elsewhere",
        slug="elsewhere",
        country="US",
        latitude=1,
        longitude=1,
        time_zone="UTC",
    )
    CityName.objects.create(city=city, language="en", name="Elsewhere")
    Mission.objects.create(city=city, kind="office")
    Mission.objects.create(city=City.objects.get(geonameid=SEOUL), kind="office")
    result = loading.load_places()
    assert [each.absent for each in result.values()] == [1, 1, 2]
    assert Mission.objects.filter(kind="office", source_key=None).count() == 2


def test_houston_is_a_city_until_24_july_2020(loaded):
    missions = City.objects.get(geonameid=HOUSTON).missions
    assert missions.open_on(datetime.date(2020, 7, 23)).exists()
    assert not missions.open_on(datetime.date(2020, 7, 24)).exists()


def test_command_tells_what_it_did():
    out = io.StringIO()
    started = time.perf_counter()
    call_command("load_places", own=True, stdout=out)
    assert time.perf_counter() - started < 5  # well under two seconds when nothing else runs
    assert f"Missions: {len(places.read_missions())} created" in out.getvalue()
    out = io.StringIO()
    call_command("load_places", own=True, stdout=out, verbosity=0)
    assert out.getvalue() == ""
