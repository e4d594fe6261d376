"""The page that other sites show in a frame, and that no other page may stand in one."""

import datetime
import re

import pytest
from django.utils import timezone

from events.factories import CityFactory, EditionFactory, EditionPageFactory, EventFactory, EventPageFactory
from events.models import Edition, EditionPage, Event
from home.factories import home_page

pytestmark = pytest.mark.django_db
YEAR = timezone.now().year + 1


@pytest.fixture
def edition():
    home_page("en")
    home_page("ar")
    return EditionPageFactory(edition=EditionFactory(year=YEAR), title="The next Day").edition


def event_in(city, edition, title="Vigil", **facts):
    return EventPageFactory(title=title, event=EventFactory(edition=edition, city=city, **facts))


def read(client, path="current/", language="en", status=200):
    response = client.get(f"/{language}/embed/{path}")
    assert response.status_code == status
    assert not response.cookies
    return response.content.decode(), response


def test_any_site_may_show_it_and_it_can_do_nothing(client, edition):
    event_in(CityFactory(name="Seoul"), edition)
    html, response = read(client)
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy and "form-action 'none'" in policy
    assert "script-src" not in policy and "connect-src" not in policy
    assert "X-Frame-Options" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "public" in response["Cache-Control"]
    assert "<script" not in html and "<form" not in html and "<img" not in html
    assert "Vigil" in html and "Seoul" in html


def test_no_other_page_may_stand_in_a_frame(client, edition):
    city = CityFactory()
    event = event_in(city, edition)
    for path in ("", f"{YEAR}/", f"{YEAR}/cities/", f"{YEAR}/cities/kr/", f"{YEAR}/cities/{city.address_part}/",
                 f"{YEAR}/events/", f"{YEAR}/events/{event.slug}/", "safety/countries/", "safety/kr/", "embed/1999/",
                 f"calendars/{YEAR}.ics", f"feeds/events/{YEAR}.atom"):  # fmt: skip
        response = client.get(f"/en/{path}")
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], path
        assert response["X-Frame-Options"] == "DENY", path


def test_every_link_opens_the_hub_in_a_window_of_its_own(client, edition):
    event_in(CityFactory(), edition)
    html = read(client)[0]
    links = re.findall(r"<a\s[^>]*>", html)
    assert len(links) >= 3
    assert all('target="_blank"' in link and 'rel="noopener"' in link for link in links)


def test_it_speaks_the_language_of_its_address_and_marks_what_does_not(client, edition):
    event_in(CityFactory(), edition, title="Only in English")
    html = read(client, language="ar")[0]
    assert re.search(r'<html lang="ar"\s+dir="rtl">', html)
    assert re.search(r'lang="en" dir="ltr"[^>]*>Only in English', html)


def test_one_country_alone(client, edition):
    event_in(CityFactory(), edition, title="Here")
    event_in(CityFactory(country="JP"), edition, title="Elsewhere")
    for path in ("current/kr/", f"{YEAR}/kr/"):
        html = read(client, path)[0]
        assert "Here" in html and "Elsewhere" not in html and "South Korea" in html
        assert f'href="http://localhost/en/{YEAR}/cities/kr/"' in html


def test_only_what_is_listed_and_still_to_come_is_shown(client, edition):
    today = timezone.now().date()
    Edition.objects.filter(pk=edition.pk).update(date=today)
    event_in(CityFactory(), edition, title="Secret", visibility=Event.Visibility.BY_LINK)
    event_in(CityFactory(), edition, title="Long over", starts_on=today - datetime.timedelta(days=3))
    event_in(
        CityFactory(),
        edition,
        title="Called off",
        starts_on=today,
        status="cancelled",
        ends_on=today + datetime.timedelta(days=1),
    )
    html = read(client)[0]
    assert "Secret" not in html and "Long over" not in html
    assert "Called off" in html and "cancelled" in html


def test_a_past_edition_says_so_and_leads_to_the_current_one(client, edition):
    old = EditionFactory(year=YEAR - 5, state="archived")
    EditionPageFactory(edition=old, title="An old Day")
    event_in(CityFactory(), old, title="An old vigil")
    html = read(client, f"{YEAR - 5}/")[0]
    assert "This is a past edition." in html and "An old vigil" in html
    assert f'href="http://localhost/en/{YEAR}/"' in html
    assert "Find your city" not in html


def test_without_any_edition_there_is_still_a_page_to_show(client):
    home_page("en")
    assert "Nothing is announced here at present." in read(client)[0]


@pytest.mark.parametrize("path", ["1999/", "current/zz/", "current/KR/", "99999999999999999999/", "x/", ""])
def test_what_is_not_there_is_not_found(client, edition, path):
    read(client, path, status=404)


def test_a_hidden_edition_is_shown_nowhere(client, edition):
    EditionPage.objects.get().unpublish()
    assert "The next Day" not in read(client)[0]
    read(client, f"{YEAR}/", status=404)


def test_webmasters_find_the_lines_to_copy_on_the_edition(client, edition):
    html = client.get(f"/en/{YEAR}/").content.decode()
    assert '&lt;iframe src="http://localhost/en/embed/current/" title="The next Day"' in html


def test_nobody_writes_there(client, edition):
    assert client.post("/en/embed/current/", {"x": "1"}).status_code == 405


def test_it_asks_no_more_questions_for_more_events(client, edition, django_assert_max_num_queries):
    for _round in range(2):
        with django_assert_max_num_queries(9):
            read(client)
        for number in range(5):
            event_in(CityFactory(), edition, title=f"Event {number}")
