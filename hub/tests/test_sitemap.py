"""What search engines are told."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from wagtail.models import Page, PageViewRestriction

from events.factories import (
    CityFactory,
    CountrySafetyFactory,
    EditionFactory,
    EditionPageFactory,
    EventFactory,
    EventPageFactory,
)
from events.models import Event
from home.factories import ContentPageFactory, home_page
from hub import sitemap as sitemaps

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def english(db):
    return home_page("en")


@pytest.fixture
def korean(english):
    return home_page("ko")


def read(client, address, root):
    """The elements of a file, each {name: text} by the schema: absolute addresses, moments by W3C."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    assert not response.cookies
    tree = etree.fromstring(response.content)
    assert tree.tag == f"{{{NAMES['s']}}}{root}"
    entries = []
    for element in tree:
        names = [etree.QName(child) for child in element if child.tag != f"{{{NAMES['x']}}}link"]
        assert {name.namespace for name in names} == {NAMES["s"]}
        assert [name.localname for name in names] in (["loc"], ["loc", "lastmod"])
        entry = {name.localname: element.findtext(f"s:{name.localname}", None, NAMES) for name in names}
        assert entry["loc"].startswith("http://localhost/")
        if "lastmod" in entry:
            assert datetime.datetime.fromisoformat(entry["lastmod"]).tzinfo
        links = element.findall("x:link", NAMES)
        assert all(link.get("rel") == "alternate" for link in links)
        entry["links"] = {
            link.get("hreflang"): link.get("href").removeprefix("http://localhost") for link in links
        }
        assert len(entry["links"]) == len(links)
        entries.append(entry)
    return entries


def files(client):
    """{address of a file: its lastmod}"""
    entries = read(client, "/sitemap.xml", "sitemapindex")
    return {entry["loc"].removeprefix("http://localhost"): entry.get("lastmod") for entry in entries}


def sitemap(client):
    """{address: {language: address}} of all files that the index names."""
    found = {}
    for file, newest in files(client).items():
        entries = read(client, file, "urlset")
        assert newest == max((entry["lastmod"] for entry in entries if "lastmod" in entry), default=None)
        for entry in entries:
            location = entry["loc"].removeprefix("http://localhost")
            assert location not in found
            assert file.startswith(f"/sitemap-{location.split('/')[1]}")
            found[location] = entry["links"]
    return found


def test_real_translations_name_each_other(client, english, korean):
    about = ContentPageFactory(parent=english, slug="about")
    ContentPageFactory(parent=korean, slug="about", translation_key=about.translation_key)
    ContentPageFactory(parent=english, slug="safety")
    assert sitemap(client) == {
        "/en/": {"en": "/en/", "ko": "/ko/", "x-default": "/en/"},
        "/ko/": {"en": "/en/", "ko": "/ko/", "x-default": "/en/"},
        "/en/about/": {"en": "/en/about/", "ko": "/ko/about/", "x-default": "/en/about/"},
        "/ko/about/": {"en": "/en/about/", "ko": "/ko/about/", "x-default": "/en/about/"},
        "/en/safety/": {},
    }


def test_every_address_is_the_canonical_one_and_may_be_indexed(client, english, korean):
    EventPageFactory(locale="en")
    ContentPageFactory(parent=korean, slug="about")
    for address in sitemap(client):
        html = client.get(address).content.decode()
        assert f'rel="canonical" href="http://localhost{address}"' in html
        assert "noindex" not in html


@pytest.mark.parametrize("kind", ["draft", "password", "login", "groups"])
def test_hidden_pages_are_left_out(client, english, korean, kind):
    about = ContentPageFactory(parent=english, slug="about")
    ContentPageFactory(parent=about, slug="below", live=kind != "draft")
    ContentPageFactory(parent=korean, slug="about", translation_key=about.translation_key)
    if kind == "draft":
        about.unpublish()
    else:
        PageViewRestriction.objects.create(page=about, restriction_type=kind, password="open")
    found = sitemap(client)
    assert found.get("/ko/about/") == ({} if kind == "draft" else None)  # a restriction is for all languages
    assert not {"/en/about/", "/en/about/below/"} & set(found)


def test_event_by_link_is_in_no_list(client, english):
    page = EventPageFactory(
        locale="en", title="Quiet vigil", event=EventFactory(visibility=Event.Visibility.BY_LINK)
    )
    address = f"/en/2027/events/{page.slug}/"
    html = client.get(address).content.decode()
    assert "Quiet vigil" in html
    assert html.count('name="robots" content="noindex"') == 1
    assert address not in sitemap(client)
    city = page.event.city
    for listing in ("/en/", "/en/2027/", "/en/2027/events/", f"/en/2027/cities/{city.address_part}/"):
        assert "Quiet vigil" not in client.get(listing).content.decode(), listing


@pytest.mark.parametrize("later", [False, True])
def test_event_by_link_is_not_found_by_search(client, english, later):
    """Also when the event goes by its link after its page was published: facts change without the page."""
    page = EventPageFactory(locale="en", title="Quiet vigil")
    page.event.visibility = Event.Visibility.BY_LINK
    page.event.save()
    if not later:
        page.save_revision().publish()
    assert page.slug not in client.get("/en/search/?q=vigil").content.decode()


def test_readers_of_other_languages_get_the_original_where_there_is_no_english(client, english, korean):
    about = ContentPageFactory(parent=korean, slug="about")
    ContentPageFactory(parent=home_page("ja"), slug="about", translation_key=about.translation_key)
    assert sitemap(client)["/ja/about/"] == {
        "ko": "/ko/about/",
        "ja": "/ja/about/",
        "x-default": "/ko/about/",
    }


def test_languages_are_named_by_their_tag(client, english):
    home_page("zh-hans")
    assert "/sitemap-zh-hans.xml" in files(client)
    assert sitemap(client)["/zh-hans/"]["zh-Hans"] == "/zh-hans/"


def test_cities_of_the_current_edition_are_named_in_the_languages_of_its_page(client, english, korean):
    edition = EditionPageFactory(locale="en")
    EditionPageFactory(locale="ko", translation_key=edition.translation_key, edition=edition.edition)
    home_page("ja")
    busy, by_link, empty = (
        CityFactory(slug=slug, country=country)
        for slug, country in (("busy", "KR"), ("by-link", "JP"), ("empty", "FR"))
    )
    for city, visibility in ((busy, "public"), (busy, "public"), (by_link, "by_link")):
        event = EventFactory(city=city, edition=edition.edition, visibility=Event.Visibility(visibility))
        EventPageFactory(locale="en", event=event)
    past = EventFactory(city=empty, edition=EditionFactory(year=2020))
    EventPageFactory(locale="en", event=past)
    found = sitemap(client)
    below = {address: links for address, links in found.items() if "/cities/" in address}
    part = f"2027/cities/{busy.address_part}/"
    assert set(below) == {
        *(f"/{code}/2027/cities/{part}" for code in ("en", "ko") for part in ("", "kr/")),
        *(f"/{code}/{part}" for code in ("en", "ko")),
    }
    assert below[f"/ko/{part}"] == {"en": f"/en/{part}", "ko": f"/ko/{part}", "x-default": f"/en/{part}"}
    for address in below:
        html = client.get(address).content.decode()
        assert f'rel="canonical" href="http://localhost{address}"' in html
        assert "noindex" not in html


def test_safety_is_named_in_the_languages_that_staff_wrote_it_in(client, english, korean):
    safety = CountrySafetyFactory()
    CountrySafetyFactory(country="JP", live=False)
    found = {address: links for address, links in sitemap(client).items() if "/safety/" in address}
    assert set(found) == {"/en/safety/kr/", "/en/safety/countries/", "/ko/safety/countries/"}
    CountrySafetyFactory(locale=korean.locale, translation_key=safety.translation_key)
    found = sitemap(client)
    assert found["/ko/safety/kr/"]["en"] == "/en/safety/kr/"
    for address in found:
        html = client.get(address).content.decode()
        assert f'rel="canonical" href="http://localhost{address}"' in html
        assert 'content="noindex"' not in html


def test_many_pages_stand_in_several_files(client, english, korean, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST", 2)
    for number in range(4):
        ContentPageFactory(parent=english, slug=f"page-{number}")
    assert list(files(client)) == [
        "/sitemap-en.xml",
        "/sitemap-en-2.xml",
        "/sitemap-en-3.xml",
        "/sitemap-ko.xml",
    ]
    assert len(sitemap(client)) == 6


def test_page_that_was_never_published_by_hand_has_no_moment(client, english):
    Page.objects.update(last_published_at=None)
    assert files(client) == {"/sitemap-en.xml": None}
    assert set(sitemap(client)) == {"/en/"}


@pytest.mark.parametrize("name", ["ko", "xx", "en-2", "en-1", "EN"])
def test_file_that_the_index_does_not_name(client, english, name):
    response = client.get(f"/sitemap-{name}.xml")
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_files_ask_the_database_as_often_for_many_pages_as_for_few(client, english, korean):
    counts = []
    for size in (1, 6):
        for number in range(size):
            ContentPageFactory(parent=english, slug=f"page-{size}-{number}")
            EventPageFactory(locale="en")
        for address in ("/sitemap.xml", "/sitemap-en.xml"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
    assert max(counts) == min(counts) <= 5


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-en.xml", "/robots.txt"])
def test_head_and_no_other_method(client, english, address):
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address).status_code == 405


def test_robots(client, english):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    for closed in ("/admin/", "/account/", "/api/", "/*/search/", "/documents/", "/_util/"):
        assert f"Disallow: {closed}" in lines
    assert lines[0] == "User-agent: *"
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_site_without_pages(client, db):
    assert sitemap(client) == {}
