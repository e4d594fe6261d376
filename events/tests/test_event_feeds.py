"""Feeds and calendars of an edition, a country and a city: what is listed, how it stands, and nothing else."""

import datetime

import icalendar
import pytest
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from events.factories import CityFactory, EditionFactory, EditionPageFactory, EventFactory, EventPageFactory
from events.models import Event
from home.factories import home_page

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
YEAR = timezone.now().year + 1


@pytest.fixture
def edition():
    home_page("en")
    return EditionPageFactory(edition=EditionFactory(year=YEAR), title="The next Day").edition


def event_in(city, edition, title, **facts):
    page = EventPageFactory(title=title, event=EventFactory(edition=edition, city=city, **facts))
    page.save_revision().publish()
    return page


def feed(client, path, language="en"):
    answer = client.get(f"/{language}/feeds/events/{path}.atom")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml"
    assert "public" in answer["Cache-Control"] and not answer.cookies
    root = etree.fromstring(answer.content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")], root, answer


def calendar(client, path):
    answer = client.get(f"/en/calendars/{path}.ics")
    assert answer.status_code == 200
    assert not answer.cookies
    return icalendar.Calendar.from_ical(answer.content)


def test_an_edition_a_country_and_a_city_have_a_feed_and_a_calendar_each(client, edition):
    seoul = CityFactory(name="Seoul", slug="seoul")
    event_in(seoul, edition, "In Seoul")
    event_in(CityFactory(name="Busan"), edition, "In Busan")
    event_in(CityFactory(country="JP"), edition, "In Tokyo")
    event_in(seoul, EditionFactory(year=YEAR - 1), "Another year")
    for path, titles in (
        (f"{YEAR}", {"In Seoul", "In Busan", "In Tokyo"}),
        (f"{YEAR}/KR", {"In Seoul", "In Busan"}),
        (f"{YEAR}/city/{seoul.geonameid}", {"In Seoul"}),
    ):
        assert set(feed(client, path)[0]) == titles
        events = {str(event["summary"]) for event in calendar(client, path).walk("VEVENT")}
        assert events - {"The next Day"} == titles


def test_a_feed_says_itself_which_it_is(client, edition):
    seoul = CityFactory(name="Seoul")
    ids = set()
    for path, title in (
        (f"{YEAR}", "The next Day · "),
        (f"{YEAR}/KR", "The next Day in South Korea · "),
        (f"{YEAR}/city/{seoul.geonameid}", "The next Day in Seoul · "),
    ):
        _titles, root, _answer = feed(client, path)
        assert root.findtext(f"{ATOM}title").startswith(title)
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == f"http://localhost/en/feeds/events/{path}.atom"
        ids.add(root.findtext(f"{ATOM}id"))
    assert len(ids) == 3


def test_a_feed_unchanged_is_not_sent_again_and_one_with_something_withdrawn_is(client, edition):
    page = event_in(CityFactory(), edition, "Soon gone")
    answer = feed(client, f"{YEAR}")[2]
    asked = {"If-None-Match": answer["ETag"]}
    assert client.get(f"/en/feeds/events/{YEAR}.atom", headers=asked).status_code == 304
    page.unpublish()
    again = client.get(f"/en/feeds/events/{YEAR}.atom", headers=asked)
    assert again.status_code == 200 and b"Soon gone" not in again.content


@pytest.mark.parametrize(
    ("status", "told"), [("cancelled", "Cancelled: Vigil"), ("postponed", "Postponed: Vigil")]
)
def test_what_is_called_off_is_news(client, edition, status, told):
    page = event_in(CityFactory(), edition, "Vigil")
    event_in(CityFactory(), edition, "Newer")
    before = feed(client, f"{YEAR}")[1].findtext(f"{ATOM}updated")
    Event.objects.filter(pk=page.event_id).update(
        status=status, updated_at=timezone.now() + datetime.timedelta(hours=1)
    )
    titles, root, _answer = feed(client, f"{YEAR}")
    assert titles == [told, "Newer"]
    assert root.findtext(f"{ATOM}updated") > before


def test_what_is_not_for_lists_is_in_none_of_them(client, edition):
    city = CityFactory()
    event_in(city, edition, "Secret", visibility=Event.Visibility.BY_LINK)
    event_in(city, edition, "Secret draft").unpublish()
    PageViewRestriction.objects.create(
        page=event_in(city, edition, "Secret closed"), restriction_type="login"
    )
    for path in (f"{YEAR}", f"{YEAR}/KR", f"{YEAR}/city/{city.geonameid}"):
        assert b"Secret" not in feed(client, path)[2].content
        assert b"Secret" not in calendar(client, path).to_ical()


def test_those_of_a_past_edition_say_that_it_is_past(client, edition):
    city = CityFactory()
    old = EditionFactory(year=YEAR - 5, state="archived")
    EditionPageFactory(edition=old, title="An old Day")
    event_in(city, old, "Old vigil")
    for path in (f"{YEAR - 5}", f"{YEAR - 5}/KR", f"{YEAR - 5}/city/{city.geonameid}"):
        assert "(past edition)" in feed(client, path)[1].findtext(f"{ATOM}title")
        assert "(past edition)" in calendar(client, path)["x-wr-calname"]


def test_a_city_with_nothing_planned_has_the_day_in_its_calendar(client, edition):
    city = CityFactory()
    (day,) = calendar(client, f"{YEAR}/city/{city.geonameid}").walk("VEVENT")
    assert day["summary"] == "The next Day"
    assert feed(client, f"{YEAR}/city/{city.geonameid}")[0] == []


@pytest.mark.parametrize(
    "path", ["1999", f"{YEAR}/ZZ", f"{YEAR}/kr", f"{YEAR}/city/1", f"{YEAR}/city/{'9' * 30}", "x"]
)
def test_what_is_not_there_is_not_found(client, edition, path):
    assert client.get(f"/en/feeds/events/{path}.atom").status_code == 404
    assert client.get(f"/en/calendars/{path}.ics").status_code == 404


def test_a_hidden_edition_or_a_language_that_is_none_of_ours_has_no_feed(client, edition):
    assert client.get(f"/de/feeds/events/{YEAR}.atom").status_code == 404
    EditionPageFactory._meta.model.objects.get().unpublish()
    assert client.get(f"/en/feeds/events/{YEAR}.atom").status_code == 404
    assert client.get(f"/en/calendars/{YEAR}/city/{CityFactory().geonameid}.ics").status_code == 404


def test_a_feed_asks_no_more_questions_for_more_events(client, edition, django_assert_max_num_queries):
    city = CityFactory()
    for _round in range(2):
        with django_assert_max_num_queries(9):
            feed(client, f"{YEAR}/city/{city.geonameid}")
        for number in range(5):
            event_in(city, edition, f"Event {number}")
