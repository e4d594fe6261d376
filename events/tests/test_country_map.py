"""The map of a country: cut to its cities, wherever on earth, and never closer than its coasts are known."""

import re
from html import unescape

import pytest

from events.drawing.cut import HEIGHT, LEAST, WIDTH, cut
from events.factories import CityFactory, EditionPageFactory, EventFactory, EventPageFactory, MissionFactory
from home.factories import home_page

SEOUL, BUSAN = (127, 37.57), (129.04, 35.1)


@pytest.mark.parametrize(
    "places",
    [
        [SEOUL, BUSAN],
        [(2.35, 48.85)],
        [(-74, 40.7), (-118.2, 34.1), (-149.9, 61.2), (-157.9, 21.3)],
        [(20.5, 54.7), (158.6, 53), (177.5, 64.7)],
        [(178.4, -18.1), (-179, -16.8)],  # on either side of the antimeridian
        [(-179, -16.8)],
        [(18.9, 69.6)],
    ],
)
def test_every_place_lies_well_within_its_cut(places):
    around = cut(places)
    for place in places:
        x, y = around.project(*place)
        assert WIDTH * 0.1 < x < WIDTH * 0.9
        assert HEIGHT * 0.1 < y < HEIGHT * 0.9


def test_a_cut_is_no_closer_than_the_data():
    assert HEIGHT / cut([SEOUL]).scale == pytest.approx(LEAST)


def test_a_country_far_from_the_sea_is_cut_wider():
    assert HEIGHT / cut([(106.9, 47.9)]).scale > 2 * LEAST
    assert HEIGHT / cut([(178.4, -18.1)]).scale > 2 * LEAST  # and one that is hardly land


def is_land(around, place):
    """Whether an engraved line passes within a step of a place."""
    x, y = around.project(*place)
    for line in re.findall(r"M[^M]+", around.land):
        at, level, rest = re.match(r"M(\d+) ([\d.]+)(.*)", line).groups()
        if abs(float(level) - y) > 3:
            continue
        at = int(at)
        for over, long in re.findall(r"(?:m(\d+) 0)?h(\d+)", rest):
            at += int(over or 0)
            if at <= x <= at + int(long):
                return True
            at += int(long)
    return False


@pytest.mark.parametrize(
    ("places", "place", "land"),
    [
        ([SEOUL], (127.5, 37), True),
        ([SEOUL], (124, 35), False),  # the Yellow Sea
        ([(178.4, -18.1)], (145, -25), True),  # Australia
        ([(-179, -16.8), (178.4, -18.1)], (-170, -25), False),
        ([(177.5, 64.7)], (-172, 66), True),  # Chukotka beyond the antimeridian
    ],
)
def test_land_and_water_are_where_they_are_on_earth(places, place, land):
    assert is_land(cut(places), place) is land


@pytest.fixture
def country(client, db):
    home_page("en")
    EditionPageFactory()

    def read(code):
        html = client.get(f"/en/2027/cities/{code}/").content.decode()
        return re.search(r"<svg class=\"world-map__svg\".*?</svg>", html, re.S), html

    return read


def light(name, longitude, latitude, country="KR"):
    city = CityFactory(name=name, slug=name.lower(), longitude=longitude, latitude=latitude, country=country)
    return EventPageFactory(event=EventFactory(city=city))


def test_a_country_shows_its_cities_as_lights_that_lead_to_them(country):
    light("Seoul", *SEOUL)
    light("Busan", *BUSAN)
    light("Paris", 2.35, 48.85, "FR")
    drawing, html = country("kr")
    assert re.findall(r"<title>([^<]+), 1 event</title>", drawing.group()) == ["Busan", "Seoul"]
    assert len(re.findall(r'<a class="world-map__link [^>]*href="/en/2027/cities/\d+-', drawing.group())) == 2
    assert html.index('id="cities"') > html.index("world-map__svg")  # the same as a list


def test_the_map_says_what_it_is(country):
    light("Seoul", *SEOUL)
    drawing = unescape(country("kr")[0].group())
    assert 'aria-labelledby="map-title"' in drawing
    assert re.search(r'<title id="map-title">\s*Map of South Korea\s*</title>', drawing)
    assert '<desc id="map-text">' in drawing and 'aria-describedby="map-text"' in drawing


def test_a_mission_where_nobody_is_lights_a_ring(country):
    MissionFactory(city=CityFactory(name="Busan", longitude=129, latitude=35.1))
    drawing, html = country("kr")
    assert len(re.findall(r'<circle cx="', drawing.group())) == 1
    assert "1 city with a Chinese mission, nobody there yet" in " ".join(html.split())


def test_without_cities_there_is_no_map(country):
    assert country("fr")[0] is None
