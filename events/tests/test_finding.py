"""Finding a city among all of the world's: in many scripts, with slips of the pen, beside its namesakes.

The cities are loaded once for the module; every test only reads, or is rolled back.
"""

import csv
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from events.finding import find
from events.finding.found import IN_COUNTRY
from events.finding.gazetteer import read, write
from events.finding.loading import is_loaded, load_gazetteer
from events.finding.nearby import nearest_cities
from events.finding.suggesting import nearest_spellings
from events.models import City, CityKey, CityName, Mission
from home.models.background import JobProgress

with (Path(__file__).parent / "city_queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = [(row["query"], int(row["geonameid"])) for row in csv.DictReader(file)]
SEOUL, WASHINGTON, PARIS = 1835848, 4140963, 2988507

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("gazetteer")]  # loaded by one worker


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_gazetteer()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    yield
    with django_db_blocker.unblock():
        for model in (CityKey, CityName, Mission, City):
            model.objects.all()._raw_delete("default")
        JobProgress.objects.all().delete()
    cache.clear()


def ids(text, limit=10):
    return [found.city.geonameid for found in find(text, limit)]


def test_nearly_all_ordinary_queries_find_their_city_first_and_the_rest_among_five():
    first = [query for query, number in QUERIES if ids(query, 1) != [number]]
    five = [query for query, number in QUERIES if number not in ids(query, 5)]
    assert len(first) <= len(QUERIES) * 0.03, first
    assert len(five) <= len(QUERIES) * 0.01, five


@pytest.mark.parametrize(
    "query",
    [
        "서울",
        "巴黎",
        "القاهرة",
        "Washington",
        "ソウル",
        "Москва",
        "กรุงเทพ",
        "दिल्ली",
        "Αθήνα",
        "תל אביב",
        "Ha Noi",
    ],
)
def test_every_script_finds(query):
    assert ids(query, 1) == [dict(QUERIES)[query]]


@pytest.mark.parametrize(
    "query",
    ["", " ", "\0", "...", "\u202e\u200f", "🕯️", "a" * 100_000, "서" * 10_000, "%", "_", "'; --", "a,b;c/d(e)f g h i j k l m",
     "\ud800", "x\0y", ", , ,", "٣٤", "-1", "ﷺ", "e\u0301" * 500, "Paris, " * 2000],
)  # fmt: skip
def test_anything_may_be_typed_and_costs_no_more_than_a_few_questions(query, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        assert len(find(query, 8)) <= 8
        nearest_spellings(query[:300])


@pytest.mark.parametrize("query", ["s", "ㅅ", "東", "с", "ا", "sa", "san", "saint"])
def test_short_beginnings_find_the_best_known(query, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert len(find(query, 8)) == 8


def test_namesakes_say_in_which_part_of_the_country_they_are():
    found = find("Springfield", 8)
    assert len({each.label for each in found}) == len(found) == 8
    assert all(each.region for each in found if each.name == "Springfield")


def test_two_of_one_name_in_one_province_say_near_which_city_they_are():
    twins = City.objects.exclude(near="")
    assert twins.count() > 100
    assert not twins.filter(near="").exists()


def test_the_well_known_comes_before_its_namesakes():
    for query, number in (("Paris", PARIS), ("Washington", WASHINGTON), ("Seoul", SEOUL)):
        assert ids(query, 3)[0] == number


def test_the_name_of_a_country_finds_its_cities():
    found = find("대한민국", 10)
    assert found[0].city.geonameid == SEOUL
    assert {each.match for each in found} == {IN_COUNTRY}
    assert {each.city.country for each in found} == {"KR"}


def test_words_beside_a_name_choose_among_namesakes():
    for query in ("Paris, Texas", "Paris Texas", "Paris TX", "paris tex", "Paris, TX, USA", "Texas Paris"):
        found = find(query, 3)
        assert (found[0].city.country, found[0].city.province) == ("US", "Texas"), query


def test_the_reader_is_told_by_which_name_a_city_was_found():
    with translation.override("ko"):
        assert find("Seoul", 1)[0].matched == "Seoul"
        assert find("서울", 1)[0].matched == ""
        assert find("서울", 1)[0].name == "서울"


def test_what_was_typed_is_marked_in_half_a_syllable_too():
    with translation.override("ko"):
        assert find("서우", 1)[0].marked == ("서울", "")
    assert find("Washi", 1)[0].marked[0] == "Washi"


def test_a_label_finds_its_city_again():
    for query in ("Springfield", "Paris", "Washington", "서울", "San José"):
        for each in find(query, 5):
            if not each.near:
                assert each.city.geonameid in ids(each.label, 3), each.label


def test_loading_again_does_nothing(django_assert_max_num_queries):
    assert is_loaded()
    with django_assert_max_num_queries(10):
        assert load_gazetteer() == 0


def test_every_city_of_the_project_is_of_the_world_and_keeps_its_own_name():
    seoul = City.objects.get(geonameid=SEOUL)
    assert seoul.province == "Seoul" and seoul.region == ""
    assert City.objects.get(geonameid=WASHINGTON).province_code == "DC"
    assert City.objects.filter(province="").count() < 200


def test_what_staff_corrected_stays_when_the_file_changes(tmp_path):
    few = [place for place in read() if place.name in ("Paris", "Springfield")]
    write(few, tmp_path / "few.csv.xz")
    city = City.objects.get(geonameid=4717560)  # Paris, Texas
    City.objects.filter(pk=city.pk).update(name="Paris of Texas", corrected=True)
    City.objects.filter(geonameid=5754005).update(name="Elsewhere", province="")  # Springfield, Oregon
    assert load_gazetteer(tmp_path / "few.csv.xz") == len(few)
    city.refresh_from_db()
    assert city.name == "Paris of Texas"
    assert 4717560 in ids("Paris of Texas", 1)
    springfield = City.objects.get(geonameid=5754005)
    assert (springfield.name, springfield.province) == ("Springfield", "Oregon")


def test_the_file_is_written_with_the_same_bytes(tmp_path):
    few = list(read())[:200]
    for name, places in (("a.xz", few), ("b.xz", reversed(few))):
        write(places, tmp_path / name)
    assert (tmp_path / "a.xz").read_bytes() == (tmp_path / "b.xz").read_bytes()
    assert list(read(tmp_path / "a.xz")) == sorted(few, key=lambda place: place.geonameid)


def test_a_load_that_was_cut_short_goes_on_where_it_stopped():
    CityKey.objects.filter(city__geonameid=SEOUL).delete()
    JobProgress.objects.filter(key="gazetteer").update(state="running", done=33_000)
    assert load_gazetteer() == 1008
    assert is_loaded()


@pytest.mark.parametrize(
    "place", [(-17.7, 178.9), (-17.7, -179.9), (89.9, 10), (-90, 0), (0, 180), (37.5, 127), (0, -180)]
)
def test_the_nearest_cities_are_found_everywhere_on_earth(place, django_assert_max_num_queries):
    from events.distance import distance_km

    with django_assert_max_num_queries(6):
        found = nearest_cities(*place, limit=5)
    rows = City.objects.values_list("pk", "latitude", "longitude")
    nearest = sorted((distance_km(*place, latitude, longitude), pk) for pk, latitude, longitude in rows)[:5]
    assert [round(km, 3) for _city, km in found] == [round(km, 3) for km, _pk in nearest]
