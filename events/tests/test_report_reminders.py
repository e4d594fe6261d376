"""Coordinators are asked how it was: the day after, a week after, two weeks after, and not once they have told."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from events.factories import (
    CityFactory,
    CityReportFactory,
    CoordinatorFactory,
    EditionFactory,
    EventFactory,
    EventPageFactory,
)
from events.reporting.reminding import remind
from home.factories import home_page
from home.models import OutboxMail

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 9, 24)


@pytest.fixture(autouse=True)
def site(db):
    home_page("en")
    with override("en"):
        yield


@pytest.fixture
def at(monkeypatch):
    """`at(days, hour)`: so long after the Day, on the clocks of Seoul."""

    def go(days, hour=10):
        moment = datetime.datetime.combine(DAY, datetime.time(hour)) - datetime.timedelta(hours=9)
        moment = moment.replace(tzinfo=datetime.UTC) + datetime.timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        remind()
        return OutboxMail.objects.filter(kind="report-due").count()

    return go


@pytest.fixture
def edition():
    return EditionFactory(year=2027, date=DAY)


@pytest.fixture
def coordinator(edition):
    return CoordinatorFactory(edition=edition, cities=[CityFactory(name="Seoul")])


def test_each_reminder_is_sent_once_at_its_time(at, coordinator):
    sent = [at(0), at(1, 7), at(1), at(1), at(3), at(7), at(8), at(14), at(20), at(30)]
    assert sent == [0, 0, 1, 1, 1, 2, 2, 3, 3, 3]


def test_it_leads_to_the_form_and_names_nobody(at, coordinator):
    at(1)
    text = OutboxMail.objects.get().letter["text"]
    city = coordinator.cities.get()
    assert "Seoul" in text and f"report%2F{city.geonameid}" in text
    assert coordinator.person.name not in text


def test_whoever_missed_the_first_gets_no_two_at_once(at, coordinator):
    assert at(9) == 1


@pytest.mark.parametrize("state", ["submitted", "changes", "published", "rejected"])
def test_whoever_has_told_is_not_asked_again(at, edition, coordinator, state):
    CityReportFactory(edition=edition, city=coordinator.cities.get(), coordinator=coordinator, state=state)
    assert at(1) == 0


def test_archived_is_closed(at, edition, coordinator):
    edition.state = "archived"
    edition.save()
    assert at(1) == 0


@pytest.mark.parametrize("values", [{"active": False}, {"ended_at": timezone.now()}])
def test_who_takes_part_no_more_is_not_asked(at, edition, values):
    CoordinatorFactory(edition=edition, cities=[CityFactory()], **values)
    assert at(1) == 0


def test_six_cities_are_one_mail(at, edition):
    CoordinatorFactory(edition=edition, cities=[CityFactory() for _each in range(6)])
    assert at(1) == 1


def test_an_event_later_than_the_day_is_asked_for_after_its_own_end(at, edition, coordinator):
    city = coordinator.cities.get()
    later = DAY + datetime.timedelta(days=2)
    EventPageFactory(event=EventFactory(edition=edition, city=city, starts_on=later))
    assert [at(1), at(2), at(3)] == [0, 0, 1]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_what_was_cancelled_is_not_asked_for_but_the_city_is(at, edition, coordinator, status):
    city = coordinator.cities.get()
    EventPageFactory(event=EventFactory(edition=edition, city=city, status=status))
    assert at(1) == 1


def test_an_event_that_was_told_needs_no_report_of_its_city(at, edition, coordinator):
    city = coordinator.cities.get()
    event = EventFactory(edition=edition, city=city)
    EventPageFactory(event=event)
    CityReportFactory(edition=edition, city=city, event=event, coordinator=coordinator)
    assert at(1) == 0
