"""How answers travel: kept for minutes, asked for again by their mark, read from any site; and what is asked wrongly."""

import pytest
from wagtail.models import Site

from events.factories import EventPageFactory
from home.factories import ContentPageFactory, OwnerFactory, home_page

pytestmark = pytest.mark.django_db

PAGES = "/api/v2/pages/"


@pytest.fixture
def about(db):
    return ContentPageFactory(parent=home_page("en"), slug="about", title="About")


def addresses(page):
    return [
        PAGES,
        f"{PAGES}?type=home.ContentPage&fields=*",
        f"{PAGES}{page.pk}/",
        f"{PAGES}find/?id={page.pk}",
    ]


def test_answers_are_kept_for_minutes_and_are_the_same_for_everybody(client, about):
    anonymous = [client.get(address) for address in addresses(about)]
    client.force_login(OwnerFactory())
    for before, address in zip(anonymous, addresses(about), strict=True):
        again = client.get(address, headers={"accept-language": "ko", "origin": "https://partner.example"})
        assert again.content == before.content
        for response in (before, again):
            assert response["Cache-Control"] == "public, max-age=300, must-revalidate"
            assert response["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in response
            assert "cookie" not in response.get("Vary", "").lower()
            assert not response.cookies


def test_an_answer_that_has_not_changed_is_not_sent_again(client, about):
    for address in addresses(about)[:3]:
        first = client.get(address)
        mark = {"if-none-match": first["ETag"]}
        same = client.get(address, headers=mark)
        assert (same.status_code, same.content) == (304, b"")
        assert same["ETag"] == first["ETag"]
        assert same["Cache-Control"] == first["Cache-Control"]
        assert same["Access-Control-Allow-Origin"] == "*"
        about.title += "!"
        about.save_revision().publish()
        assert client.get(address, headers=mark).status_code == 200


def test_a_compressed_answer_has_not_changed_either(client, about):
    for number in range(5):
        ContentPageFactory(parent=about.get_parent(update=True), title=f"Page {number}")
    packed = {"accept-encoding": "gzip"}
    first = client.get(PAGES, headers=packed)
    assert first["Content-Encoding"] == "gzip"
    again = client.get(PAGES, headers={**packed, "if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_nothing_that_was_unpublished_is_answered_from_a_cache(client, about):
    """Positive control: it was in each of these answers a moment ago."""
    marks = {}
    for address in addresses(about)[:3]:
        response = client.get(address)
        assert "About" in response.content.decode()
        marks[address] = response["ETag"]
    about.unpublish()
    for address, mark in marks.items():
        response = client.get(address, headers={"if-none-match": mark})
        assert response.status_code in {200, 404}
        assert "About" not in response.content.decode()


def test_errors_are_not_kept_but_may_be_read_from_any_site(client, about):
    for address in (f"{PAGES}99999999/", f"{PAGES}?limit=x"):
        response = client.get(address)
        assert response["Cache-Control"] == "no-cache"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response.json()["message"]


def test_only_the_api_is_open_to_scripts_of_other_sites(client, about):
    for address in ("/en/about/", "/sitemap.xml", "/robots.txt", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in client.get(address)


def test_an_answer_names_its_languages(client, about):
    korean = ContentPageFactory(locale="ko", slug="about", translation_key=about.translation_key)
    reader = {"accept-language": "fr"}
    assert client.get(f"{PAGES}{korean.pk}/", headers=reader)["Content-Language"] == "ko"
    assert client.get(PAGES, headers=reader)["Content-Language"] == "en, ko"


@pytest.mark.parametrize(
    "path", ["/about/", "about", "/en/about/", "http://localhost/en/about/?x=1", "/en/about/#part"]
)
def test_a_page_is_found_by_its_address(client, about, path):
    response = client.get(f"{PAGES}find/", {"html_path": path, "fields": "_,title"})
    assert response.status_code == 302
    assert response["Location"] == f"{PAGES}{about.pk}/?fields=_%2Ctitle"
    assert client.get(response["Location"]).json() == {"title": "About"}


def test_an_address_in_another_language_gives_what_the_site_shows_there(client, about):
    home_page("ko")
    found = f"{PAGES}find/?html_path=/ko/about/"
    assert client.get(found)["Location"] == f"{PAGES}{about.pk}/"
    korean = ContentPageFactory(locale="ko", slug="about", translation_key=about.translation_key)
    assert client.get(found)["Location"] == f"{PAGES}{korean.pk}/"
    for path in ("/ko/nowhere/", "/ko/about/below/", "/xx/"):
        assert client.get(f"{PAGES}find/", {"html_path": path}).status_code == 404


def test_a_language_is_named_by_its_tag(client):
    page = ContentPageFactory(locale="zh-hans")
    for code in ("zh-hans", "zh-Hans"):
        items = client.get(f"{PAGES}?type=home.ContentPage&locale={code}").json()["items"]
        assert [item["id"] for item in items] == [page.pk]


def test_lists_have_one_order_from_part_to_part(client, about):
    for _number in range(4):
        ContentPageFactory(parent=about.get_parent(update=True), title="The same")
    parts = [
        item["id"]
        for offset in range(0, 6, 2)
        for item in client.get(f"{PAGES}?order=-title&limit=2&offset={offset}").json()["items"]
    ]
    assert len(set(parts)) == 6


WRONG = [
    "?limit=51", "?limit=x", "?limit=-1", "?limit=", "?offset=x", "?offset=-1", "?offset=9999999999", "?type=no.such",
    "?type=resources.Video", "?type=home.BasePage", "?type=x", "?type=home.ContentPage,", "?locale=xx", "?locale=",
    "?child_of=x", "?child_of=99999999", "?child_of=-1", "?child_of=99999999999999999999999", "?descendant_of=x",
    "?ancestor_of=x", "?translation_of=x", "?translation_of=99999999", "?order=x", "?order=--title", "?order=title,",
    "?order=body", "?order=random,title", "?fields=((", "?fields=nothing", "?fields=body", "?fields=title,,slug",
    "?fields=parent(title)", "?fields=facts_draft", "?type=events.EventPage&fields=event", "?nothing=1", "?owner=1",
    "?body=x", "?summary=x", "?type=events.EventPage&event=1", "?type=events.EventPage&body=x", "?id=x", "?show_in_menus=x",
    "?first_published_at=x", "?last_published_at=0001-01-01T00:00:00%2B14:00", "?site=localhost", "?search_operator=and",
    "?title=%00", "?search=%00", "find/", "find/?id=x", "find/?id=", "find/?id=-1", "find/?html_path=http://[",
    "?fields=" + "a(" * 1000, "?id=" + "9" * 5000, "?child_of=" + "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("query", WRONG, ids=lambda query: query[:60])
def test_what_is_asked_wrongly_is_told_in_json(client, about, query):
    response = client.get(f"{PAGES}{query}")
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/json"
    assert set(response.json()) == {"message"}
    assert isinstance(response.json()["message"], str)


ODD = [
    "?id=99999999999999999999", "?limit=0", "?limit=٣", "?search=%22(", "?search=", "?search=" + "가" * 3000, "?title=%ED%A0%80",
    "?slug=%F0%9F%95%AF", "?fields=", "?fields=_", "?fields=*,-title", "?order=", "?order=random", "?order=title,title",
    "?child_of=root", "?translation_of=root", "?type=", "?type=wagtailcore.Page", "?type=home.HomePage,home.ContentPage",
    "?locale=EN", "?_=1", "?format=json", "?limit=1&limit=2",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD, ids=lambda query: query[:60])
def test_what_is_asked_oddly_has_an_answer(client, about, query):
    response = client.get(f"{PAGES}{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "path",
    [
        "99999999/", "99999999999999999999999/", "?format=xml", "find/?id=99999999999999999999999", "find/?id=" + "9" * 5000,
        "find/?html_path=%ED%A0%80", "find/?html_path=/" + "a/" * 100, "find/?html_path=/en//about/",
    ],
    ids=lambda path: path[:60],
)  # fmt: skip
def test_what_is_not_there_is_told_in_json(client, about, path):
    response = client.get(f"{PAGES}{path}")
    assert response.status_code == 404, response.content
    assert response["Content-Type"] == "application/json"


def test_an_empty_site_has_answers(client):
    Site.objects.all().delete()
    assert client.get(PAGES).json()["items"] == []
    assert client.get(f"{PAGES}?child_of=root").status_code == 400
    assert client.get(f"{PAGES}find/?html_path=/").status_code == 404


def test_asking_for_options_or_writing_is_refused_in_json(client, about):
    for method in (client.options, client.post, client.put, client.patch, client.delete):
        response = method(f"{PAGES}{about.pk}/")
        assert response.status_code == 405
        assert response.json()["message"]


def test_fields_of_a_type_can_be_left_out_and_asked_for(client):
    page = EventPageFactory(locale="en")
    item = client.get(f"{PAGES}{page.pk}/?fields=_,id,city,year").json()
    assert set(item) == {"id", "city", "year"}
    item = client.get(f"{PAGES}{page.pk}/?fields=-body,-city").json()
    assert "starts" in item
    assert not {"body", "city"} & set(item)
