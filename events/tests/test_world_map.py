"""The world map: a light for every city with events, a ring where a mission is and nobody yet; never what is hidden."""

import datetime
import re
import uuid
from html import unescape

import pytest
from django.utils import timezone
from wagtail.models import Page

from events.drawing.spread import APART, REACH, spread
from events.drawing.world import project
from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EventFactory,
    EventPageFactory,
    MissionFactory,
)
from events.models import City, CityName, Event, EventPage
from events.world_map import LISTED_AT_ONCE, world_map
from home.factories import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition_page(db):
    home_page("en")
    return EditionPageFactory(edition=EditionFactory(year=2027))


def light(name="Seoul", count=1, **facts):
    """A city with `count` events that lists show."""
    city = CityFactory(name=name, slug=name.lower(), **facts.pop("place", {}))
    return [EventPageFactory(event=EventFactory(city=city, **facts)) for _number in range(count)]


def many(count):
    """Cities close to each other with an event each, as bare rows: publishing hundreds of pages takes long."""
    page = light("First", place={"longitude": 5, "latitude": 50})[0]
    row = {"country": "FR", "latitude": 50, "time_zone": "Europe/Paris"}
    places = [
        City(geonameid=number, name=f"City {number}", slug=f"city-{number}", longitude=number % 30, **row)
        for number in range(1, count)
    ]
    facts = {name: getattr(page.event, name) for name in ("edition", "starts_on", "starts_at", "ends_at")}
    events = Event.objects.bulk_create(
        Event(city=city, kinds=["protest"], **facts) for city in City.objects.bulk_create(places)
    )
    for number, event in enumerate(events, start=2):
        copy = Page(
            path=Page._get_path(page.path[:-4], page.depth, number),
            depth=page.depth,
            title=f"Event {number}",
            slug=f"event-{number}",
            url_path=f"{page.url_path}{number}/",
            content_type=page.content_type,
            locale=page.locale,
            translation_key=uuid.uuid4(),
            live=True,
        )
        copy.save_base(raw=True)
        EventPage(page_ptr_id=copy.pk, event=event).save_base(raw=True)


def names(html):
    """What the links of the map are called, in the order in which the keyboard meets them."""
    svg = html[html.index('<svg class="world-map__svg"') :]
    return [unescape(title) for title in re.findall(r"<title>(.*?)</title>", svg[: svg.index("</svg>")])]


def test_every_light_is_a_link_with_the_city_and_its_events_as_its_name(client, edition_page):
    light("Seoul", 2)
    light("Paris")
    html = client.get("/en/2027/").content.decode()
    assert names(html) == ["Paris, 1 event", "Seoul, 2 events"]
    assert len(re.findall(r'href="/en/2027/cities/\d+-seoul/"', html)) == 2  # on the map and in the list


def test_an_event_by_link_only_lights_nothing(client, edition_page):
    light("Seoul")
    light("Hidden", visibility=Event.Visibility.BY_LINK)
    html = client.get("/en/2027/").content.decode()
    assert names(html) == ["Seoul, 1 event"]
    assert "Hidden" not in html


def test_a_draft_lights_nothing(client, edition_page):
    light("Seoul")
    light("Drafted")[0].unpublish()
    assert names(client.get("/en/2027/").content.decode()) == ["Seoul, 1 event"]


def test_a_cancelled_event_lights_nothing_and_the_list_says_that_it_is_cancelled(client, edition_page):
    light("Seoul", status=Event.Status.CANCELLED)
    light("Paris")
    assert names(client.get("/en/2027/").content.decode()) == ["Paris, 1 event"]
    listed = client.get("/en/2027/cities/").content.decode()
    assert re.search(r">Seoul</a>\s*<span[^>]*>\s*cancelled", listed)


def test_a_city_of_two_languages_is_one_light(client, edition_page):
    page = light("Seoul")[0]
    EventPageFactory(
        locale="ko",
        event=page.event,
        translation_key=page.translation_key,
        parent=page.get_parent().copy_for_translation(home_page("ko").locale, copy_parents=True),
    )
    assert names(client.get("/en/2027/").content.decode()) == ["Seoul, 1 event"]


def test_cities_are_called_as_the_reader_calls_them(client, edition_page):
    page = light("Seoul")[0]
    home_page("ko")
    CityName.objects.create(city=page.event.city, language="ko", name="서울")
    assert "서울" in names(client.get("/ko/2027/").content.decode())[0]


def test_a_mission_without_anybody_is_a_ring_and_no_link(edition_page):
    MissionFactory(city__longitude=0, city__latitude=0)
    found = world_map(edition_page.edition, "/en/2027/")
    assert found.lights == ()
    assert found.waiting == (("500.0", "233.3"),)


@pytest.mark.parametrize(
    "dates",
    [{"opened_on": datetime.date(2028, 1, 1)}, {"closed_on": datetime.date(2027, 9, 24)}],
    ids=["opens later", "closed before"],
)
def test_a_mission_that_is_not_open_on_the_day_is_no_ring(edition_page, dates):
    MissionFactory(**dates)
    assert world_map(edition_page.edition, "/en/2027/") is None


def test_a_mission_where_something_is_planned_is_a_light_and_no_ring(edition_page):
    MissionFactory(city=light("Seoul")[0].event.city)
    found = world_map(edition_page.edition, "/en/2027/")
    assert [each.name for each in found.lights] == ["Seoul"]
    assert found.waiting == ()


def test_a_past_edition_waits_for_nobody_and_says_that_it_is_over(client):
    home_page("en")
    edition = EditionFactory(year=2017)
    EditionPageFactory(edition=edition)
    light("Seoul", edition=edition)
    MissionFactory()
    html = client.get("/en/2017/").content.decode()
    assert names(html) == ["Seoul, 1 event, over"]
    assert "nobody there yet" not in html


def test_a_city_is_over_only_when_all_its_events_are(edition_page):
    today = timezone.now().date()
    edition_page.edition.date = today
    edition_page.edition.save()
    yesterday = today - datetime.timedelta(days=2)
    light("Seoul", edition=edition_page.edition, starts_on=yesterday)
    city = light("Paris", edition=edition_page.edition, starts_on=yesterday)[0].event.city
    tomorrow = today + datetime.timedelta(days=2)
    EventPageFactory(event=EventFactory(edition=edition_page.edition, city=city, starts_on=tomorrow))
    found = world_map(edition_page.edition, "/en/2027/")
    assert [(each.name, each.state) for each in found.lights] == [("Paris", "planned"), ("Seoul", "past")]


def test_without_cities_and_missions_there_is_no_map(client, edition_page):
    assert "world-map" not in client.get("/en/2027/").content.decode()


@pytest.mark.parametrize("cities", [1, 12, 300])
def test_any_number_of_cities_costs_one_question_and_all_are_listed(
    client, edition_page, django_assert_num_queries, cities
):
    many(cities)
    world_map(edition_page.edition, "/en/2027/")  # what is restricted is kept from now on
    with django_assert_num_queries(1):
        found = world_map(edition_page.edition, "/en/2027/")
    assert len(found.lights) == cities
    assert [*found.first, *found.rest] == list(found.lights)
    assert len(found.first) == min(cities, LISTED_AT_ONCE)


def test_more_events_make_a_larger_light(edition_page):
    for count in (1, 2, 4, 5):
        light(f"With-{count}", count)
    found = world_map(edition_page.edition, "/en/2027/")
    assert [each.size for each in found.lights] == [1, 2, 3, 4]


def test_figures_are_written_as_svg_reads_them_in_every_language(client, edition_page):
    home_page("de")
    light("Seoul")
    html = client.get("/de/2027/").content.decode()
    x, y = project(127, 37.5)
    assert f'transform="translate({x:.1f} {y:.1f})"' in html


def test_dots_that_lie_on_each_other_are_moved_apart_but_not_far():
    dots = [(500, 100, 4.5)] * 9 + [(900, 300, 4.5)]
    places = spread(dots)
    distances = [
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
        for number, a in enumerate(places)
        for b in places[:number]
    ]
    assert min(distances) > APART * 9 * 0.8
    assert all(
        ((x - place[0]) ** 2 + (y - place[1]) ** 2) ** 0.5 <= REACH + 0.01
        for (x, y, _radius), place in zip(dots, places, strict=True)
    )
    assert places[-1] == (900, 300)
