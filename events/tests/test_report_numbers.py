"""What published reports add up to, and where it is counted."""

import pytest
from django.core.exceptions import ValidationError

from events.factories import (
    CityFactory,
    CityReportFactory,
    DeliveryFactory,
    EditionFactory,
    EventFactory,
    EventPageFactory,
)
from events.numbers import counts, day_numbers, results, year_by_year
from events.world_map import world_map
from home.factories import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db):
    return EditionFactory(year=2024, state="archived")


def labelled(edition):
    return {str(each["label"]): each["figure"] for each in day_numbers(edition)}


def test_a_report_of_the_city_includes_its_events_so_nobody_is_counted_twice(edition):
    city = CityFactory()
    CityReportFactory(edition=edition, city=city, attendance=300, signatures=None)
    for attendance in (100, 150):
        event = EventFactory(edition=edition, city=city)
        CityReportFactory(edition=edition, city=city, event=event, attendance=attendance, signatures=5)
    assert results(edition) == {"deliveries": None, "signatures": 10, "attendance": 300}


def test_cities_add_up(edition):
    CityReportFactory(edition=edition, attendance=30)
    CityReportFactory(edition=edition, attendance=12)
    assert results(edition)["attendance"] == 42


@pytest.mark.parametrize("state", ["submitted", "changes", "rejected"])
def test_what_is_not_published_counts_nowhere(edition, state):
    report = CityReportFactory(edition=edition, state=state)
    DeliveryFactory(report=report)
    assert set(results(edition).values()) == {None}
    assert counts([edition.pk]) == {}
    assert not day_numbers(edition)


def test_letters_that_were_refused_or_prevented_reached_no_mission(edition):
    report = CityReportFactory(edition=edition)
    for outcome in ("delivered", "left_at_the_door", "refused", "prevented"):
        DeliveryFactory(report=report, outcome=outcome)
    DeliveryFactory(report=report, method="mail", outcome="mailed")
    assert results(edition)["deliveries"] == 3


def test_what_staff_typed_stands_in_place_of_what_is_counted(edition):
    CityReportFactory(edition=edition, attendance=30, signatures=3)
    edition.attendance_count = 5000
    assert results(edition) == {"deliveries": None, "signatures": 3, "attendance": 5000}


def test_nothing_is_added_up_before_the_day_is_over():
    edition = EditionFactory(year=2099)
    CityReportFactory(edition=edition)
    assert set(results(edition).values()) == {None}


def test_a_city_counts_once_by_its_events_or_its_report(edition):
    home_page("en")
    city = CityFactory(country="KR")
    EventPageFactory(event=EventFactory(edition=edition, city=city))
    CityReportFactory(edition=edition, city=city)
    CityReportFactory(edition=edition, city=CityFactory(country="ZA"), attendance=None)
    assert counts([edition.pk])[edition.pk] == {"cities": 2, "countries": 2, "events": 1}
    assert labelled(edition) == {"cities": 2, "countries": 2, "event": 1, "people came": 40}
    assert [(each["year"], each["cities"]) for each in year_by_year()] == [(2024, 2)]


def test_a_city_that_only_reported_has_its_light(edition):
    report = CityReportFactory(edition=edition)
    (light,) = world_map(edition, "/en/2024/").lights
    assert light.label == f"{report.city.name}, reported"


def test_figures_that_staff_type_need_a_note(edition):
    edition.signatures_count = 12
    with pytest.raises(ValidationError, match="Say where the figures"):
        edition.full_clean()
    edition.counters_note = "As the organisers counted."
    edition.full_clean()


@pytest.mark.parametrize("count", [2, 20])
def test_the_numbers_cost_the_same_however_many_reports_there_are(
    edition, count, django_assert_max_num_queries
):
    for _each in range(count):
        DeliveryFactory(report=CityReportFactory(edition=edition))
    day_numbers(edition)  # what is restricted is kept in the cache
    with django_assert_max_num_queries(2):
        day_numbers(edition)
    with django_assert_max_num_queries(2):
        year_by_year()
