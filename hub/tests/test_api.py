"""The read-only API: what everybody may see, and nothing else."""

import pytest
from wagtail.models import Page, PageViewRestriction

from events.factories import EventFactory, EventPageFactory
from events.models import Event
from home.factories import ContentPageFactory, OwnerFactory, home_page

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


@pytest.fixture
def english(db):
    return home_page("en")


def listed(client, query=""):
    response = client.get(f"{PAGES}?limit=50{query}")
    assert response.status_code == 200, response.content
    return {item["id"] for item in response.json()["items"]}


def test_pages_in_every_language(client, english):
    about = ContentPageFactory(parent=english, slug="about")
    korean = ContentPageFactory(locale="ko", slug="about", translation_key=about.translation_key)
    assert listed(client) == {english.pk, about.pk, korean.pk, korean.get_parent().pk}
    assert listed(client, "&locale=ko") == {korean.pk, korean.get_parent().pk}
    assert listed(client, f"&translation_of={about.pk}") == {korean.pk}
    assert listed(client, f"&child_of={english.pk}") == {about.pk}
    detail = client.get(f"{PAGES}{about.pk}/").json()
    assert detail["title"] == about.title
    assert detail["meta"]["html_url"] == "http://localhost/en/about/"
    assert client.get(f"{PAGES}find/?html_path=/about/").status_code == 302


def test_search_knows_every_script(client, english):
    ContentPageFactory(parent=english, title="Refugees")
    korean = ContentPageFactory(locale="ko", title="탈북민의 강제북송")
    assert listed(client, "&search=강제북송") == {korean.pk}
    assert listed(client, "&search=%22(") == set()


@pytest.mark.parametrize("kind", ["draft", "password", "login", "groups"])
def test_hidden_pages_are_in_no_answer(client, english, kind):
    section = ContentPageFactory(parent=english, slug="section", title="Secret section")
    below = ContentPageFactory(parent=section, slug="below", title="Secret page")
    if kind == "draft":
        below.unpublish()
        section.unpublish()
    else:
        PageViewRestriction.objects.create(page=section, restriction_type=kind, password="open")
    assert listed(client) == {english.pk}
    for page in (section, below):
        assert client.get(f"{PAGES}{page.pk}/").status_code == 404
        assert client.get(f"{PAGES}find/?id={page.pk}").status_code == 404
        assert client.get(f"{PAGES}find/?html_path={page.url_path[3:]}").status_code == 404
        assert client.get(f"{PAGES}?child_of={page.pk}").status_code == 400
    assert "Secret" not in client.get(f"{PAGES}?search=Secret").content.decode()
    client.force_login(OwnerFactory())  # the answer is the same for everybody
    assert listed(client) == {english.pk}


def test_event_by_link_is_in_no_answer(client, english):
    page = EventPageFactory(locale="en", event=EventFactory(visibility=Event.Visibility.BY_LINK))
    assert page.pk not in listed(client)
    assert page.pk not in listed(client, "&type=events.EventPage")
    assert client.get(f"{PAGES}{page.pk}/").status_code == 404
    assert client.get(f"{PAGES}find/?id={page.pk}").status_code == 404


def test_private_and_internal_fields_are_not_offered(client, english):
    page = EventPageFactory(locale="en")
    item = client.get(f"{PAGES}{page.pk}/?fields=*").json()
    assert not {"owner", "event", "facts_draft", "draft_title", "latest_revision"} & (
        item.keys() | item["meta"].keys()
    )
    assert client.get(f"{PAGES}?fields=facts_draft").status_code == 400
    assert client.get(f"{PAGES}?owner=1").status_code == 400


def test_site_is_refused(client, english):
    for address in (f"{PAGES}?site=localhost", f"{PAGES}?site=other.example", f"{PAGES}{english.pk}/?site=x"):
        assert client.get(address).status_code == 400


def test_only_reading(client, english):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(PAGES).status_code == 405
        assert method(f"{PAGES}{english.pk}/").status_code == 405
    assert Page.objects.filter(pk=english.pk).exists()


def test_no_cookie_and_no_other_endpoint(client, english):
    assert not client.get(PAGES).cookies
    for other in ("images", "documents", "media", "redirects"):
        assert client.get(f"/api/v2/{other}/", follow=True).status_code == 404
