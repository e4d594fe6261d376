"""The pages around the search for a city, and the keys that follow what staff write."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from events.factories import CityFactory, EditionPageFactory, EventFactory, EventPageFactory, MissionFactory
from events.finding import find
from events.finding.nearby import missions_near
from events.models import City, CityKey, CityName

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 9, 24)


@pytest.fixture
def seoul():
    city = CityFactory(name="Seoul", slug="seoul", population=10_000_000, latitude=37.57, longitude=126.98)
    CityName.objects.create(city=city, language="ko", name="서울")
    return city


@pytest.fixture
def edition_page():
    return EditionPageFactory()


def suggested(client, query, language="en"):
    return client.get(f"/{language}/cities/suggest/", {"q": query})


def test_suggestions_are_the_same_for_everybody_and_set_no_cookie(client, seoul):
    response = suggested(client, "서")
    assert response.json()["cities"][0]["part"] == f"{seoul.geonameid}-seoul/"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert {each.strip().lower() for each in response.get("Vary", "").split(",")} <= {"", "accept-encoding"}
    assert "geolocation=()" in response.headers["Permissions-Policy"]


def test_suggestions_are_in_the_language_of_their_reader(client, seoul):
    city = suggested(client, "Seoul", "ko").json()["cities"][0]
    assert (city["name"], city["other"], city["country"]) == ("서울", "Seoul", "대한민국")


@pytest.mark.parametrize("query", ["", "\0", "a" * 5000, "😀", "%00", "<script>", "..."])
def test_suggestions_answer_anything(client, seoul, query):
    assert suggested(client, query).json()["cities"] == []


def test_suggestions_are_only_read(client):
    assert client.post("/en/cities/suggest/", {"q": "x"}).status_code == 405


def test_a_search_shows_the_city_its_country_and_what_is_planned(client, edition_page, seoul):
    EventPageFactory(event=EventFactory(edition=edition_page.edition, city=seoul))
    html = client.get("/en/2027/cities/", {"q": "서울"}).content.decode()
    assert f'href="/en/2027/cities/{seoul.geonameid}-seoul/"' in html
    assert "1 event" in html and "South Korea" in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_city_where_nothing_is_planned_is_found_too(client, edition_page, seoul):
    assert "be the first" in client.get("/en/2027/cities/", {"q": "seoul"}).content.decode()


def test_a_slip_of_the_pen_is_answered_with_what_was_meant(client, edition_page, seoul):
    html = client.get("/en/2027/cities/", {"q": "Seuol"}).content.decode()
    assert "Did you mean" in html and f"{seoul.geonameid}-seoul" in html


def test_an_unknown_name_is_answered_kindly(client, edition_page, seoul):
    response = client.get("/en/2027/cities/", {"q": "Xqzwk <b>"})
    assert response.status_code == 200
    assert "No city by that name" in response.content.decode()
    assert "<b>" not in response.content.decode()


def test_questions_do_not_grow_with_what_is_found(client, edition_page, django_assert_max_num_queries):
    for number in range(3):
        CityFactory(name=f"Newtown {number}")
    client.get("/en/2027/cities/?q=Newtown")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get("/en/2027/cities/?q=Newtown")
    for number in range(3, 23):
        CityFactory(name=f"Newtown {number}")
    with django_assert_max_num_queries(len(few)):
        client.get("/en/2027/cities/?q=Newtown")


def test_only_pages_with_the_button_may_ask_where_one_is(client, edition_page):
    for path in ("/en/2027/cities/", "/en/2027/cities/?q=x", "/en/cities/near/"):
        assert "geolocation=(self)" in client.get(path).headers["Permissions-Policy"], path
    assert "geolocation=()" in client.get("/en/2027/").headers["Permissions-Policy"]


def test_near_me_shows_the_nearest_and_is_stored_nowhere(client, edition_page, seoul):
    EventPageFactory(event=EventFactory(edition=edition_page.edition, city=seoul), title="Vigil of Seoul")
    response = client.post("/en/cities/near/", {"latitude": "37.5", "longitude": "127.0"})
    html = response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Vigil of Seoul" in html and f"{seoul.geonameid}-seoul/" in html
    assert "37.5" not in html


@pytest.mark.parametrize(
    "sent",
    [{}, {"latitude": "x", "longitude": "1"}, {"latitude": "nan", "longitude": "0"}, {"latitude": "91", "longitude": "0"},
     {"latitude": "1e999", "longitude": "0"}, {"latitude": "0", "longitude": "-181"}, {"latitude": "1" * 100_000}],
)  # fmt: skip
def test_what_is_no_place_on_earth_is_answered_kindly(client, edition_page, sent):
    response = client.post("/en/cities/near/", sent)
    assert response.status_code == 422
    assert "Write the name of your city instead" in response.content.decode()


def test_other_sites_cannot_ask_where_their_visitors_are(client, edition_page, seoul):
    sent = {"latitude": "37.5", "longitude": "127.0"}
    response = client.post("/en/cities/near/", sent, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert "seoul" not in response.content.decode()


def test_near_me_works_without_an_edition(client, seoul):
    assert client.post("/en/cities/near/", {"latitude": "0", "longitude": "0"}).status_code == 200
    assert client.get(reverse("cities-near")).status_code == 200


def test_keys_follow_the_city_and_its_names(seoul):
    seoul.name = "Hanyang"
    seoul.save()
    assert [each.city for each in find("Hanyang", 1)] == [seoul]
    name = CityName.objects.create(city=seoul, language="fr", name="Ville-Séoul")
    assert find("ville seoul", 1)[0].city == seoul
    name.delete()
    assert not CityKey.objects.filter(key="villeseoul").exists()
    with translation.override("ko"):
        assert find("서울", 1)[0].city == seoul


def test_saving_a_city_keeps_the_names_that_geonames_gives(seoul):
    CityKey.objects.create(city=seoul, key="keijo", backwards="ojiek", name="Keijo", weight=5)
    seoul.save()
    assert find("Keijo", 1)[0].city == seoul


def test_a_mission_near_by_is_a_hint_and_one_in_the_city_is_none(seoul):
    seongnam = CityFactory(name="Seongnam", latitude=37.44, longitude=127.14)
    mission = MissionFactory(city=seoul)
    MissionFactory(city=seongnam)
    MissionFactory(city=CityFactory(name="Busan", latitude=35.1, longitude=129.04))
    (found,) = missions_near(seongnam, DAY)
    assert found[0] == mission and 15 < found[1] < 25
    mission.closed_on = DAY
    mission.save()
    assert missions_near(seongnam, DAY) == []


def test_missions_are_near_across_the_date_line():
    mission = MissionFactory(city=CityFactory(latitude=-17, longitude=-179.95))
    assert missions_near(CityFactory(latitude=-17, longitude=179.95), DAY)[0][0] == mission


def test_cities_are_chosen_in_the_admin_by_any_name(admin_client, seoul):
    other = City.objects.create(
        geonameid=5, name="Elsewhere", slug="e", country="US", latitude=1, longitude=1, time_zone="UTC"
    )
    html = admin_client.get(reverse("city-chooser:choose_results"), {"q": "서울"}).content.decode()
    assert "Seoul" in html and other.name not in html
