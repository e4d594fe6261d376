"""The list of an edition's events: chosen from by kind, country, day and city, without JavaScript and whatever is asked."""

import datetime
import re

import pytest
from django.utils import timezone

from events.factories import CityFactory, EditionFactory, EditionPageFactory, EventFactory, EventPageFactory
from events.models import CityName
from home.factories import home_page

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year + 1


@pytest.fixture
def events():
    home_page("en")
    home_page("ko")
    edition = EditionPageFactory(edition=EditionFactory(year=YEAR)).edition
    seoul, tokyo = CityFactory(name="Seoul"), CityFactory(name="Tokyo", country="JP", time_zone="Asia/Tokyo")
    CityName.objects.create(city=seoul, language="ko", name="서울")
    for title, city, kinds, days in (
        ("Letter", seoul, ["petition_delivery", "other"], 0),
        ("Candles", seoul, ["candlelight_vigil"], 1),
        ("Film", tokyo, ["film_screening"], 0),
    ):
        starts_on = edition.date + datetime.timedelta(days=days)
        event = EventFactory(edition=edition, city=city, kinds=kinds, starts_on=starts_on)
        EventPageFactory(title=title, event=event)
    return edition


def listed(client, query="", language="en"):
    response = client.get(f"/{language}/{YEAR}/events/{query}")
    assert response.status_code == 200
    html = response.content.decode()
    return set(re.findall(r"card__link\"[^>]*>(\w+)<", html)), html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Letter", "Candles", "Film"}),
        ("?kind=petition_delivery", {"Letter"}),
        ("?country=KR", {"Letter", "Candles"}),
        ("?country=JP", {"Film"}),
        (f"?date={YEAR}-09-25", {"Candles"}),
        ("?city=seoul", {"Letter", "Candles"}),
        ("?city=서울", {"Letter", "Candles"}),
        (f"?country=KR&date={YEAR}-09-24", {"Letter"}),
        ("?country=JP&kind=other", set()),
        ("?city=Nowhere", set()),
        # What means nothing is as if nobody had said it.
        ("?kind=dance", {"Letter", "Candles", "Film"}),
        ("?country=XX&date=yesterday", {"Letter", "Candles", "Film"}),
        ("?country=kr", {"Letter", "Candles", "Film"}),
        ("?kind=%22&date=%00&city=%00", {"Letter", "Candles", "Film"}),
        ("?kind=other&kind=film_screening", {"Film"}),
        ("?page=99&country=KR", {"Letter", "Candles"}),
        ("?page=x", {"Letter", "Candles", "Film"}),
    ],
)
def test_events_are_chosen(client, events, query, found):
    assert listed(client, query)[0] == found


@pytest.mark.parametrize(
    "value", ["x" * 5000, "9" * 400, "9" * 12, "٣٤", "%", "_", "'; --", "\u202e", "<b>", "\U0001f600"]
)
def test_whatever_is_asked_is_answered_safely(client, events, value):
    for name in ("kind", "country", "date", "city", "page"):
        response = client.get(f"/en/{YEAR}/events/", {name: value})
        assert response.status_code == 200
        assert "<b>" not in response.content.decode()


def test_what_is_set_can_be_taken_away(client, events):
    html = listed(client, f"?country=KR&date={YEAR}-09-24&kind=other")[1]
    assert len(re.findall('class="filters__tag"', html)) == 3
    assert f'href="?kind=other&amp;date={YEAR}-09-24"' in html
    assert '<option value="KR" selected>' in re.sub(r"\s+", " ", html)
    assert "1 event" in html
    nothing = listed(client, "?city=Nowhere")[1]
    assert "No event is like that" in nothing and 'class="filters__tag" href="?"' in nothing


def test_a_city_given_by_its_number_is_shown_by_its_name(client, events):
    number = CityName.objects.get().city.geonameid
    found, html = listed(client, f"?city={number}", language="ko")
    assert found == {"Letter", "Candles"}
    assert "<bdi>서울</bdi>" in html and 'value="서울"' in html


def test_filtered_lists_are_the_same_page_for_search_engines(client, events):
    plain, filtered = listed(client)[1], listed(client, "?country=KR")[1]
    for html in (plain, filtered):
        assert f'rel="canonical" href="http://localhost/en/{YEAR}/events/"' in html
    assert 'content="noindex"' not in plain
    assert 'content="noindex"' in filtered


def test_the_next_page_keeps_what_is_set(client, events, monkeypatch):
    monkeypatch.setattr("events.models.event_page.PAGE_SIZE", 1)
    assert 'href="?country=KR&amp;page=2"' in listed(client, "?country=KR")[1]


def test_only_what_there_is_can_be_chosen(client, events):
    html = listed(client)[1]
    assert 'value="JP"' in html and 'value="FR"' not in html


def test_filtering_asks_no_more_questions_for_more_events(client, events, django_assert_max_num_queries):
    for _round in range(2):
        with django_assert_max_num_queries(15):
            listed(client, f"?country=KR&kind=other&city=seoul&date={YEAR}-09-24")
        for _number in range(6):
            EventPageFactory(
                event=EventFactory(edition=events, kinds=["other"], city=CityFactory(name="Seoul 2"))
            )
