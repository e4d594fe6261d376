"""The report of an edition composes itself of what is published, and the pages of its cities tell what happened there."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drawing.years import plot
from events.factories import (
    CityFactory,
    CityReportFactory,
    DeliveryFactory,
    EditionFactory,
    EditionPageFactory,
    EditionReportPageFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
    MissionFactory,
)
from events.models import ReportPhoto
from events.reporting import photographs
from events.tests.reporting import photo
from home.factories import home_page
from home.models import HubImage
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db):
    home_page("en")
    return EditionFactory(year=2025, state="reporting")


@pytest.fixture
def page(edition):
    parent = EditionPageFactory(edition=edition)
    EventIndexPageFactory(parent=parent)
    return EditionReportPageFactory(edition=edition, parent=parent)


def html(client, page, language="en"):
    answer = client.get(f"/{language}/2025/report/")
    assert answer.status_code == 200
    return answer.content.decode()


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_before_anything_is_reported_it_says_so_kindly(client, page):
    text = html(client, page)
    assert "Nothing is reported yet" in text
    assert "What happened at the door" not in text


def test_an_archived_edition_promises_nothing_more(client, page, edition):
    edition.state = "archived"
    edition.save()
    assert "Nothing is reported yet" not in html(client, page)


def test_the_table_tells_of_each_city_and_adds_them_up(client, page, edition):
    seoul, pretoria = CityFactory(name="Seoul"), CityFactory(name="Pretoria", country="ZA")
    EventPageFactory(event=EventFactory(edition=edition, city=seoul), title="Candles")
    report = CityReportFactory(edition=edition, city=seoul, attendance=1200, signatures=30)
    DeliveryFactory(report=report, mission=MissionFactory(city=seoul))
    DeliveryFactory(report=report, mission=MissionFactory(city=seoul), outcome="refused")
    CityReportFactory(edition=edition, city=pretoria, attendance=None, text="")
    table = words(re.search(r"<table.*?</table>", html(client, page), re.S)[0])
    assert "Pretoria South Africa – – – –" in table
    assert "Seoul South Korea Candles 1,200 30 Delivered: 1 Refused: 1" in table
    assert table.endswith("2 cities 2 countries 1 event 1,200 30 2 letters")


def test_outcomes_are_words_with_their_numbers_and_what_was_noted(client, page, edition):
    report = CityReportFactory(edition=edition, language="ko")
    DeliveryFactory(report=report, outcome="refused", note="<b>Guards</b>")
    DeliveryFactory(report=report, outcome="refused")
    DeliveryFactory(report=report, method="mail", outcome="mailed")
    text = html(client, page)
    assert "What became of 3 letters." in words(text)
    assert "Refused 2 letters" in words(text)
    assert '<bdi lang="ko" dir="ltr">&lt;b&gt;Guards&lt;/b&gt;</bdi>' in text


def test_highlights_keep_their_language_and_direction(client, page, edition):
    CityReportFactory(edition=edition, is_highlight=True, language="ar", text="وقفنا هناك")
    CityReportFactory(edition=edition, is_highlight=False, text="Not at the top")
    CityReportFactory(edition=edition, is_highlight=True, state="submitted", text="Not published")
    text = html(client, page)
    assert re.search(r'lang="ar"\s+dir="rtl"[^>]*>\s*<p>وقفنا هناك', text)
    assert "Not at the top" not in text and "Not published" not in text


def test_the_wall_shows_only_what_those_shown_agreed_to(client, page, edition, committed):
    report = CityReportFactory(edition=edition)
    for alt, values in (("Agreed", {}), ("Refused", {"consent": False}), ("Off", {"shown": False})):
        values = {"consent": True} | values
        ReportPhoto.objects.create(report=report, image=photographs.take_in(photo()), alt=alt, **values)
    with committed:
        photographs.expose(report)
    run_everything()
    text = html(client, page)
    assert 'alt="Agreed"' in text
    assert 'alt="Refused"' not in text and 'alt="Off"' not in text
    wall = re.search(r'<ul class="photo-wall.*?</ul>', text, re.S)[0]
    assert 'type="image/avif"' in wall
    address = re.search(r"/media/(images/\S+)", wall)[0]
    assert client.get(address).status_code == 200
    report.state = "rejected"
    report.save()
    with committed:
        photographs.expose(report)
    assert client.get(address).status_code == 404
    assert 'alt="Agreed"' not in html(client, page)


def test_the_page_of_a_city_tells_what_happened_there(client, page, edition):
    city = CityFactory(name="Seoul")
    CityReportFactory(edition=edition, city=city, text="We sang.", links=["https://example.org/a"])
    CityReportFactory(edition=edition, city=CityFactory(), text="Elsewhere.")
    text = client.get(f"/en/2025/cities/{city.address_part}/").content.decode()
    assert "What happened here" in text and "We sang." in text
    assert "Elsewhere." not in text
    assert 'href="https://example.org/a"' in text


def test_hostile_words_are_only_words(client, page, edition):
    report = CityReportFactory(edition=edition, is_highlight=True, text="<script>alert(1)</script>\u202e")
    DeliveryFactory(report=report, note="<img src=x onerror=alert(1)>")
    text = html(client, page)
    assert "<script>alert" not in text and "<img src=x" not in text


def test_what_machines_read_of_it_is_still_a_report(client, page, edition):
    CityReportFactory(edition=edition, text="</script>", is_highlight=True)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html(client, page), re.S)[1]
    assert "Report" in {each["@type"] for each in json.loads(found)["@graph"]}


def test_nobody_who_wrote_a_report_is_named(client, page, edition):
    from events.factories import CoordinatorFactory

    city = CityFactory()
    coordinator = CoordinatorFactory(edition=edition, cities=[city])
    coordinator.person.name = "Sentinel Name"
    coordinator.person.save()
    CityReportFactory(
        edition=edition, city=city, coordinator=coordinator, is_highlight=True, reason="Sentinel reason"
    )
    for address in ("/en/2025/report/", f"/en/2025/cities/{city.address_part}/", "/en/2025/"):
        text = client.get(address).content.decode()
        assert "Sentinel" not in text and coordinator.person.email not in text


def add(edition, index, count):
    for _each in range(count):
        city = CityFactory()
        event = EventFactory(edition=edition, city=city)
        EventPageFactory(event=event, parent=index)
        report = CityReportFactory(edition=edition, city=city, is_highlight=True)
        DeliveryFactory(report=report, mission=MissionFactory(city=city), note="A note")
        image = HubImage.objects.create(title="x", file=photo(size=(60, 40), plant=False))
        ReportPhoto.objects.create(report=report, image=image, alt="Seen", consent=True)


def test_it_costs_the_same_however_much_is_reported(client, page, edition):
    index = page.get_parent().get_children().get(slug="events").specific

    def asked():
        html(client, page)
        cache.clear()
        html(client, page)
        with CaptureQueriesContext(connection) as queries:
            html(client, page)
        return len(queries)

    add(edition, index, 2)
    few = asked()
    add(edition, index, 10)
    assert asked() == few


# --- the plot


def years(*figures):
    return [{"year": year, "cities": cities, "at_least": False} for year, cities in figures]


def test_each_year_has_its_place_and_years_without_a_figure_a_mark():
    drawn = plot(years((2009, 14), (2011, 24), (2012, 55)))
    assert [candle.year for candle in drawn.candles] == [2009, 2011, 2012]
    assert drawn.unlit.count("M") == 1
    places = [candle.x for candle in drawn.candles]
    assert places == sorted(places)
    assert min(b - a for a, b in zip(places, places[1:], strict=False)) >= 34


def test_the_highest_candle_is_the_largest_figure():
    drawn = plot(years((2022, 55), (2024, 42)))
    assert drawn.candles[0].top < drawn.candles[1].top
    assert drawn.candles[0].figure_y > 0


def test_without_figures_nothing_is_drawn():
    assert plot([]) is None
    assert plot(years((2020, 0))) is None
