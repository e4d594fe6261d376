"""What search engines are told."""

import xml.etree.ElementTree as ElementTree

import pytest
from wagtail.models import PageViewRestriction

from events.factories import EventFactory, EventPageFactory
from events.models import Event
from home.factories import ContentPageFactory, home_page

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def english(db):
    return home_page("en")


@pytest.fixture
def korean(english):
    return home_page("ko")


def sitemap(client):
    """{address: {language: address}}"""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    assert not response.cookies
    found = {}
    for url in ElementTree.fromstring(response.content).findall("s:url", NAMES):
        location = url.find("s:loc", NAMES).text
        assert location not in found
        found[location.removeprefix("http://localhost")] = {
            link.get("hreflang"): link.get("href").removeprefix("http://localhost")
            for link in url.findall("x:link", NAMES)
        }
    return found


def test_real_translations_name_each_other(client, english, korean):
    about = ContentPageFactory(parent=english, slug="about")
    ContentPageFactory(parent=korean, slug="about", translation_key=about.translation_key)
    ContentPageFactory(parent=english, slug="safety")
    assert sitemap(client) == {
        "/en/": {"en": "/en/", "ko": "/ko/"},
        "/ko/": {"en": "/en/", "ko": "/ko/"},
        "/en/about/": {"en": "/en/about/", "ko": "/ko/about/"},
        "/ko/about/": {"en": "/en/about/", "ko": "/ko/about/"},
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


def test_robots(client, english):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_site_without_pages(client, db):
    assert sitemap(client) == {}
