"""The role rule, the phases of an edition, and times in a city's own zone."""

import datetime

import pytest
from django.utils import timezone, translation

from events.factories import CityFactory, EditionFactory, EventFactory, MissionFactory
from events.models import Edition, Mission
from events.roles import role_of
from events.times import day_on_earth, to_utc, utc_offset_label

pytestmark = pytest.mark.django_db


def at(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("2020-07-23", "city"),
        ("2020-07-24", "solidarity"),
        ("2017-09-22", "city"),
        ("2027-09-24", "solidarity"),
    ],
)
def test_a_mission_counts_while_it_is_open(date, key):
    mission = MissionFactory(closed_on=datetime.date(2020, 7, 24))
    assert role_of(mission.city, datetime.date.fromisoformat(date))[0]["key"] == key


def test_a_mission_that_opens_later_does_not_count_yet():
    mission = MissionFactory(opened_on=datetime.date(2028, 1, 1))
    assert role_of(mission.city, datetime.date(2027, 9, 24))[0]["key"] == "solidarity"


def test_the_reason_names_each_kind_once_in_the_readers_language():
    city = CityFactory()
    for kind in (Mission.Kind.EMBASSY, Mission.Kind.CONSULATE_GENERAL, Mission.Kind.EMBASSY):
        MissionFactory(city=city, kind=kind)
    with translation.override("en"):
        assert "consulate-general and embassy" in role_of(city, datetime.date(2027, 9, 24))[0]["reason"]
    with translation.override("zh-hans"):
        assert "大使馆" in role_of(city, datetime.date(2027, 9, 24))[0]["reason"]


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2027-09-23T09:59", "open"),
        ("2027-09-23T10:00", "today"),  # midnight at UTC+14
        ("2027-09-25T11:59", "today"),
        ("2027-09-25T12:00", "reporting"),  # the day is over at UTC-12
        ("2028-01-01T00:00", "reporting"),
    ],
)
def test_an_edition_is_today_while_it_is_that_date_anywhere_on_earth(moment, phase):
    assert EditionFactory(date=datetime.date(2027, 9, 24)).phase(at(moment)) == phase


def test_an_archived_edition_never_looks_current():
    edition = EditionFactory(date=timezone.localdate(), state=Edition.State.ARCHIVED)
    assert edition.is_past


def test_the_open_edition_is_current_and_the_last_one_after_it():
    EditionFactory(year=2017, date=datetime.date(2017, 9, 22), state=Edition.State.ARCHIVED)
    last = EditionFactory(year=2024, date=datetime.date(2024, 9, 24), state=Edition.State.ARCHIVED)
    assert Edition.objects.current() == last
    coming = EditionFactory(year=2090)
    assert Edition.objects.current() == coming


def test_a_corrected_zone_moves_the_moments_and_leaves_the_clock_times():
    event = EventFactory(city=CityFactory(time_zone="Asia/Seoul"))
    assert event.starts_at == at("2027-09-24T03:00")
    event.city.time_zone = "Asia/Ulaanbaatar"
    event.city.save()
    event.refresh_from_db()
    assert event.starts_time == datetime.time(12)
    assert event.starts_at == at("2027-09-24T04:00")


def test_a_time_that_the_clocks_skip_is_refused_and_one_shown_twice_is_the_first():
    with pytest.raises(ValueError, match="does not exist"):
        to_utc(datetime.date(2027, 3, 28), datetime.time(2, 30), "Europe/Paris")
    assert to_utc(datetime.date(2027, 10, 31), datetime.time(2, 30), "Europe/Paris") == at("2027-10-31T00:30")


@pytest.mark.parametrize(
    ("zone", "label"), [("Asia/Seoul", "UTC+9"), ("Asia/Kolkata", "UTC+5:30"), ("America/New_York", "UTC−4")]
)
def test_the_offset_is_written_as_people_write_it(zone, label):
    assert utc_offset_label(at("2027-09-24T12:00"), zone) == label


def test_the_day_lasts_fifty_hours():
    begins, ends = day_on_earth(datetime.date(2027, 9, 24))
    assert ends - begins == datetime.timedelta(hours=50)
