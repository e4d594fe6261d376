"""What machines find: structured data, cards, feeds, calendars; and nothing that readers would not."""

import datetime
import html
import io
import json
import re
from urllib.parse import urlsplit

import icalendar
import pytest
from django.utils import timezone
from django.utils.http import http_date
from lxml import etree
from PIL import Image
from wagtail.models import Locale, PageViewRestriction

from events.factories import (
    CityFactory,
    EditionFactory,
    EditionPageFactory,
    EventFactory,
    EventPageFactory,
)
from events.models import Event, EventHost
from home.cards import making
from home.factories import ContentPageFactory, home_page
from home.models import Organisation
from home.registries import erasers, feeds
from resources.factories import TestimonyPageFactory, VideoPageFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def edition_page():
    home_page("en")
    return EditionPageFactory(edition=EditionFactory(year=2027), title="The Day in 2027")


def event_page(title="Vigil", **facts):
    page = EventPageFactory(title=title, event=EventFactory(**facts))
    page.save_revision().publish()
    return page


def address(page):
    return page.url


def structured(client, url):
    html = client.get(url).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


# Structured data


def test_an_event_says_when_with_the_offset_of_its_city(edition_page, client):
    page = event_page(venue="City Hall", address="1 Main Street", city=CityFactory(time_zone="Asia/Seoul"))
    found = structured(client, address(page))
    event = found["Event"]
    assert event["startDate"] == "2027-09-24T12:00:00+09:00"
    assert event["endDate"] == "2027-09-24T14:00:00+09:00"
    assert event["eventStatus"].endswith("/EventScheduled")
    assert event["location"]["name"] == "City Hall"
    assert event["location"]["address"]["addressCountry"] == "KR"
    assert event["url"] == "http://localhost" + address(page)
    assert [step["position"] for step in found["BreadcrumbList"]["itemListElement"]] == [1, 2, 3, 4]
    assert found["BreadcrumbList"]["itemListElement"][-1]["item"] == event["url"]
    assert found["Organization"]["name"] == "Save North Korean Refugees Day"


@pytest.mark.parametrize(
    ("status", "told"), [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")]
)
def test_an_event_says_how_it_stands_and_a_date_where_no_time_is_known(edition_page, client, status, told):
    event = structured(client, address(event_page(status=status, starts_time=None)))["Event"]
    assert event["eventStatus"] == f"https://schema.org/{told}"
    assert event["startDate"] == "2027-09-24"


def test_where_no_host_is_named_the_day_itself_invites(edition_page, client):
    page = event_page()
    hidden = Organisation.objects.create(name="Hidden host", locale=Locale.objects.get(language_code="en"))
    EventHost.objects.create(event=page.event, organisation=hidden, display="anonymous")
    found = structured(client, address(page))
    assert found["Event"]["organizer"] == {"@id": found["Organization"]["@id"]}


def test_the_day_itself_is_an_event_with_a_place_that_can_be_read(edition_page, client):
    event = structured(client, address(edition_page))["Event"]
    assert event["startDate"] == "2027-09-24"
    assert event["location"] == {"@type": "Place", "name": "worldwide", "address": "worldwide"}


def test_only_organisations_that_agreed_are_named(edition_page, client):
    page = event_page()
    organisation = Organisation.objects.create(
        name="A public host", locale=Locale.objects.get(language_code="en")
    )
    hidden = Organisation.objects.create(name="Hidden host", locale=organisation.locale)
    EventHost.objects.create(event=page.event, organisation=organisation, display="organisation")
    EventHost.objects.create(event=page.event, organisation=hidden, display="anonymous")
    assert structured(client, address(page))["Event"]["organizer"] == [
        {"@type": "Organization", "name": "A public host"}
    ]


def test_nothing_in_a_title_can_end_the_element(edition_page, client):
    page = ContentPageFactory(title='</script><script>alert("x")</script>&amp;')
    assert structured(client, address(page))["Article"]["name"] == page.title


def test_what_goes_by_its_link_only_tells_machines_nothing(edition_page, client):
    page = event_page(visibility=Event.Visibility.BY_LINK)
    assert "application/ld+json" not in client.get(address(page)).content.decode()


@pytest.mark.parametrize(
    ("factory", "kind"),
    [(ContentPageFactory, "Article"), (TestimonyPageFactory, "Article"), (VideoPageFactory, "VideoObject")],
)
def test_every_kind_of_page_says_what_it_is_in_its_language(edition_page, client, factory, kind):
    page = factory()
    thing = structured(client, address(page))[kind]
    assert thing["name"] == page.title
    assert thing["inLanguage"] == "en"


@pytest.mark.parametrize("factory", [ContentPageFactory, TestimonyPageFactory])
def test_what_is_written_has_an_author_and_a_publisher(edition_page, client, factory):
    found = structured(client, address(factory()))
    site = {"@id": found["Organization"]["@id"]}
    assert (found["Article"]["author"], found["Article"]["publisher"]) == (site, site)


def test_a_city_is_shared_by_its_name(edition_page, client):
    city = CityFactory(name="Ulan Bator", slug="ulan-bator", country="MN")
    html = client.get(f"/en/2027/cities/{city.geonameid}-{city.slug}/").content.decode()
    assert meta(html, "og:title") == "Ulan Bator · The Day in 2027"
    assert 'href="/en/calendars/2027/MN.ics"' in html
    assert "<title>" in html and "Ulan Bator, Mongolia" in html.partition("</title>")[0]


# Cards


def meta(html, name):
    return re.search(rf'(?:property|name)="{name}"\s+content="([^"]*)"', html)[1]


def test_a_page_without_a_picture_is_shared_with_a_card_of_its_words(edition_page, client):
    page = ContentPageFactory(title="Why September")
    html = client.get(address(page)).content.decode()
    url = urlsplit(meta(html, "og:image"))
    assert url.scheme and url.netloc == "localhost"
    assert meta(html, "twitter:card") == "summary_large_image"
    assert meta(html, "twitter:image") == meta(html, "og:image")
    assert meta(html, "og:url") == "http://localhost" + address(page)
    assert meta(html, "og:locale") == "en_US"
    answer = client.get(f"{url.path}?{url.query}")
    assert answer["Content-Type"] == "image/png"
    assert "public" in answer["Cache-Control"] and not answer.cookies
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert client.get(url.path, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_card_follows_the_words(edition_page, client):
    page = ContentPageFactory(title="Before")
    before = making.address(page), client.get(making.address(page)).content
    page.title = "After"
    page.save_revision().publish()
    assert making.address(page) != before[0]
    assert client.get(making.address(page)).content != before[1]


@pytest.mark.parametrize("language", ["en", "ko", "ar", "zh-hans", "th", "ru", "de"])
@pytest.mark.parametrize(
    "title", ["x", "ก" * 190, "Flüchtlingsabkommen" * 10, "한" * 190, '#panic("no") *_$@<b>', "👩🏽‍🚀 \u202e"]
)
def test_a_card_is_made_of_any_words(edition_page, language, title):
    locale, _made = Locale.objects.get_or_create(language_code=language)
    page = ContentPageFactory(title=title)
    page.locale = locale
    assert Image.open(io.BytesIO(making.card(page))).size == (1200, 630)


def test_a_card_is_for_what_everybody_may_see(edition_page, client):
    page = ContentPageFactory(title="Soon gone")
    url = making.address(page)
    assert client.get(url).status_code == 200
    assert client.get(url.replace("-", "-0", 1)).status_code == 404
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(url).status_code == 404
    restriction.delete()
    assert client.get(url).status_code == 200
    page.unpublish()
    assert client.get(url).status_code == 404


def test_a_card_is_forgotten_with_its_page(edition_page, client):
    page = ContentPageFactory()
    making.card(page)
    assert dict(erasers.items())["cards"]([page.pk]) == 1
    assert dict(erasers.items())["cards"]([page.pk]) == 0


@pytest.mark.parametrize("leave", [lambda page: page.unpublish(), lambda page: page.delete()])
def test_a_card_leaves_with_its_page(edition_page, leave):
    page = ContentPageFactory()
    making.card(page)
    pk = page.pk
    leave(page)
    assert dict(erasers.items())["cards"]([pk]) == 0


# Feeds


def entries(client, name, language="en"):
    answer = client.get(f"/{language}/feeds/{name}.atom")
    assert answer["Content-Type"] == "application/atom+xml"
    root = etree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")], root, answer


def test_all_that_is_new_is_told_the_newest_first(edition_page, client):
    for title in ("First", "Second"):
        ContentPageFactory(title=title).save_revision().publish()
    titles, root, answer = entries(client, "new")
    assert titles.index("Second") < titles.index("First")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert not answer.cookies
    again = client.get("/en/feeds/new.atom", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert all(link.get("href").startswith("http://localhost/en/") for link in root.iter(f"{ATOM}link"))


def test_a_summary_in_a_feed_is_read_as_it_was_written(edition_page, client):
    page = ContentPageFactory(title="Signs", summary="1 < 2 & <b>not bold</b>")
    page.save_revision().publish()
    _titles, root, _answer = entries(client, "new")
    (summary,) = (
        entry.find(f"{ATOM}summary")
        for entry in root.iter(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}title") == "Signs"
    )
    assert summary.get("type") == "html"
    assert html.unescape(summary.text) == page.summary


def test_who_asks_by_date_learns_of_a_withdrawal(edition_page, client):
    page = ContentPageFactory(title="Taken back")
    page.save_revision().publish()
    asked = {"If-Modified-Since": http_date()}
    page.unpublish()
    answer = client.get("/en/feeds/new.atom", headers=asked)
    assert answer.status_code == 200
    assert "Taken back" not in answer.content.decode()


def test_every_feed_is_linked_in_the_head_and_answers(edition_page, client):
    html = client.get("/en/").content.decode()
    for name, _feed in feeds.items():
        assert f'href="/en/feeds/{name}.atom"' in html
        entries(client, name)
    assert client.get("/en/feeds/other.atom").status_code == 404


def test_drafts_restricted_pages_and_events_by_link_are_in_no_feed(edition_page, client):
    shown = event_page("Shown event")
    event_page("By link", visibility=Event.Visibility.BY_LINK)
    draft = event_page("Unpublished")
    draft.unpublish()
    closed = event_page("Closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for name in ("new", "events"):
        assert [
            title
            for title in entries(client, name)[0]
            if "event" in title or title in ("By link", "Unpublished", "Closed")
        ] == [shown.title]


def test_a_feed_says_what_is_in_another_language(edition_page, client):
    home_page("ko")
    event_page("In English only")
    _titles, root, _answer = entries(client, "events", "ko")
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "/ko/" in entry.find(f"{ATOM}link").get("href")


# Calendars


def calendar(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    assert answer["Content-Type"].startswith("text/calendar")
    assert not answer.cookies
    return icalendar.Calendar.from_ical(answer.content)


def test_an_event_for_a_calendar_is_in_its_own_zone(edition_page, client):
    page = event_page("Vigil, at dusk; bring a light", city=CityFactory(time_zone="America/New_York"))
    html = client.get(address(page)).content.decode()
    url = re.search(r'type="text/calendar"[^>]*href="([^"]+)"', html, re.S)[1]
    found = calendar(client, url)
    (event,) = found.walk("VEVENT")
    assert event["summary"] == page.title
    assert event["dtstart"].dt.isoformat() == "2027-09-24T12:00:00-04:00"
    assert event["dtstart"].params["TZID"] == "America/New_York"
    assert [zone["tzid"] for zone in found.walk("VTIMEZONE")] == ["America/New_York"]
    assert len(found.to_ical()) < 3000  # of its zone only what matters to it
    assert event["url"] == "http://localhost" + address(page)
    assert event["status"] == "CONFIRMED"
    assert event["sequence"] == 0


@pytest.mark.parametrize(
    ("status", "told"),
    [("tentative", "TENTATIVE"), ("cancelled", "CANCELLED"), ("postponed", "CANCELLED")],
)
def test_a_change_keeps_the_uid_and_counts(edition_page, client, status, told):
    page = event_page()
    url = f"/en/calendars/event/{page.translation_key}.ics"
    (before,) = calendar(client, url).walk("VEVENT")
    page.event.status = status
    page.event.save()
    page.event.save()  # nothing new
    (after,) = calendar(client, url).walk("VEVENT")
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["status"] == told


def test_another_date_of_the_day_is_a_change_that_calendars_count(edition_page, client):
    (before,) = calendar(client, "/en/calendars/2027.ics").walk("VEVENT")
    edition_page.edition.date = datetime.date(2027, 9, 23)
    edition_page.edition.save()
    edition_page.edition.save()  # nothing new
    (after,) = calendar(client, "/en/calendars/2027.ics").walk("VEVENT")
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["status"] == "CONFIRMED"
    assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_facts_that_change_without_a_new_version_of_the_page_are_dated(edition_page, client):
    page = event_page()
    url = f"/en/calendars/event/{page.translation_key}.ics"
    later = timezone.now() + datetime.timedelta(hours=1)
    Event.objects.filter(pk=page.event.pk).update(updated_at=later)
    (event,) = calendar(client, url).walk("VEVENT")
    assert event["dtstamp"].dt == later.replace(microsecond=0)


def test_an_event_without_a_time_takes_whole_days(edition_page, client):
    page = event_page(starts_time=None)
    (event,) = calendar(client, f"/en/calendars/event/{page.translation_key}.ics").walk("VEVENT")
    assert event["dtstart"].dt == page.event.starts_on
    assert (event["dtend"].dt - event["dtstart"].dt).days == 1


def test_an_edition_is_followed_as_one_calendar_and_a_country_of_it(
    edition_page, client, django_assert_max_num_queries
):
    korean = event_page("In Korea")
    event_page("In France", city=CityFactory(country="FR", time_zone="Europe/Paris"))
    event_page("By link", visibility=Event.Visibility.BY_LINK)
    draft = event_page("Draft")
    draft.unpublish()
    html = client.get(edition_page.url).content.decode()
    assert 'href="/en/calendars/2027.ics"' in html
    everything = calendar(client, "/en/calendars/2027.ics").walk("VEVENT")
    assert [str(event["summary"]) for event in everything] == ["The Day in 2027", "In Korea", "In France"]
    (only,) = calendar(client, "/en/calendars/2027/KR.ics").walk("VEVENT")
    assert only["summary"] == korean.title
    for _again in range(8):
        event_page("More")
    with django_assert_max_num_queries(12):
        assert len(calendar(client, "/en/calendars/2027.ics").walk("VEVENT")) == 11


def test_the_calendar_of_a_country_without_events_holds_the_day_itself(edition_page, client):
    (day,) = calendar(client, "/en/calendars/2027/AF.ics").walk("VEVENT")
    assert day["summary"] == edition_page.title
    event_page(city=CityFactory(country="AF", time_zone="Asia/Kabul"))
    (event,) = calendar(client, "/en/calendars/2027/AF.ics").walk("VEVENT")
    assert event["dtstart"].params["TZID"] == "Asia/Kabul"


@pytest.mark.parametrize(
    "path", ["2030.ics", "2027/Korea.ics", "2027/XX.ics", "event/7b8b9c4e-0000-4000-8000-000000000000.ics"]
)
def test_a_calendar_that_is_none_is_not_found(edition_page, client, path):
    assert client.get(f"/en/calendars/{path}").status_code == 404


def test_nothing_hidden_is_in_a_calendar(edition_page, client):
    page = event_page()
    url = f"/en/calendars/event/{page.translation_key}.ics"
    assert client.get(url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(url).status_code == 404
    EditionPageFactory(edition=EditionFactory(year=2028), live=False)
    assert client.get("/en/calendars/2028.ics").status_code == 404


# Asked again


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}])
@pytest.mark.parametrize("path", ["/en/about/", "/sitemap.xml", "/robots.txt"])
def test_what_has_not_changed_is_not_sent_again(client, path, headers):
    page = ContentPageFactory(title="About", slug="about")
    page.save_revision().publish()
    first = client.get(path, headers=headers)
    assert first.status_code == 200
    again = client.get(path, headers={**headers, "if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_was_withdrawn_is_never_unchanged(client):
    page = ContentPageFactory(title="About", slug="about")
    page.save_revision().publish()
    mark = client.get("/en/about/")["ETag"]
    page.unpublish()
    answer = client.get("/en/about/", headers={"if-none-match": mark})
    assert answer.status_code == 410
    assert "ETag" not in answer


def test_what_depends_on_who_asks_has_no_mark(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser(email="a@example.org", password="x"))
    for path in ("/admin/login/", "/account/"):
        assert "ETag" not in client.get(path, follow=True)
