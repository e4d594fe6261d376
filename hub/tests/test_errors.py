"""Pages that say what went wrong: in the reader's language, with ways on, whatever is broken."""

import base64
import contextlib
import hashlib
import re

import pytest
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from events.factories import EditionPageFactory
from home.factories import ContentPageFactory, home_page
from hub import health

LANGUAGES = [
    ("en", "en", "ltr"),
    ("ko", "ko", "ltr"),
    ("ar", "ar", "rtl"),
    ("zh-hans", "zh-Hans", "ltr"),
]
NOT_HERE = {
    "en": "This page is not here",
    "ko": "이 페이지를 찾을 수 없습니다",
    "ar": "هذه الصفحة ليست هنا",
    "zh-hans": "找不到此页面",
}
WRONG = {
    "en": "Something went wrong here",
    "ko": "문제가 발생했습니다",
    "ar": "حدث خطأ ما هنا",
    "zh-hans": "网站出了点问题",
}


@pytest.fixture
def english(db):
    return home_page("en")


@pytest.fixture
def about(english):
    return ContentPageFactory(parent=english, slug="about", title="About the Day", show_in_menus=True)


@pytest.fixture
def reader():
    """Like a browser: what goes wrong inside comes as an answer."""
    return Client(raise_request_exception=False)


@contextlib.contextmanager
def broken_database(error):
    """Also before the test's own transaction is rolled back it must be whole again."""

    def execute(*args, **kwargs):
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", execute)
        yield


@pytest.fixture
def maintenance(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / health.MAINTENANCE).touch()


def html_of(response, status, language=None):
    html = response.content.decode()
    assert response.status_code == status
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert html.count('name="robots" content="noindex"') == 1
    assert 'rel="canonical"' not in html
    if language:
        code, tag, side = next(row for row in LANGUAGES if row[0] == language)
        assert re.search(rf'<html lang="{tag}"\s+dir="{side}">', html)
        assert response["Content-Language"] == code
    return html


def links(html):
    return re.findall(r'<a [^>]*?href="([^"]*)"', html)


# --- 404


@pytest.mark.parametrize("language", NOT_HERE)
def test_missing_page_is_told_in_the_readers_language_with_ways_on(client, about, language):
    home_page(language)
    EditionPageFactory(locale="en")
    html = html_of(client.get(f"/{language}/nothing/"), 404, language)
    assert NOT_HERE[language] in html
    assert f'action="/{language}/search/"' in html
    assert {f"/{language}/", f"/{language}/2027/cities/", f"/{language}/about/"} <= set(links(html))


def test_missing_language_is_told_in_that_language_and_leads_to_what_there_is(client, about):
    EditionPageFactory(locale="en")
    for address in ("/zh-hans/", "/zh-hans/about/", "/zh-hans/search/", "/zh-hans/nothing/at/all/"):
        html = html_of(client.get(address), 404, "zh-hans")
        assert NOT_HERE["zh-hans"] in html
        assert {"/en/", "/en/2027/cities/", "/en/about/"} <= set(links(html))
        assert 'action="/en/search/"' in html
        assert not [link for link in links(html) if link.startswith("/zh-hans/")]
        assert len(re.findall(r'lang="en"\s+dir="ltr">About the Day</a>', html)) == 3  # menu, footer, ways on


def test_language_without_words_is_told_in_the_next_one(client, about):
    html_of(client.get("/sw/about/"), 404, "en")


def test_site_without_pages_still_says_what_is_missing(client, db):
    assert NOT_HERE["ko"] in html_of(client.get("/ko/nothing/"), 404, "ko")


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_missing_page_by_method(client, about, method):
    response = getattr(client, method)("/en/nothing/")
    assert response.status_code == 404
    assert bool(response.content) == (method != "head")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/api/v2/pages/999999/", "application/json"),
        ("/media/images/none.jpg", "text/plain; charset=utf-8"),
        ("/sitemap-xx.xml", "text/plain; charset=utf-8"),
        ("/documents/1/none.pdf", "text/html; charset=utf-8"),  # a reader follows a link to it
    ],
)
def test_machines_are_answered_in_their_own_kind(client, about, address, kind):
    response = client.get(address, follow=True)
    assert response.status_code == 404
    assert response["Content-Type"] == kind


# --- 410


@pytest.mark.parametrize("language", ["en", "ko"])
def test_page_taken_off_the_site_is_gone_and_nothing_tells_what_it_was(client, english, about, language):
    home_page("ko")
    about.unpublish()
    html = html_of(client.get(f"/{language}/about/"), 410, language)
    assert "About" not in html.replace("North Korean", "")
    assert client.head(f"/{language}/about/").status_code == 410
    about.refresh_from_db()
    about.save_revision().publish()
    assert client.get(f"/{language}/about/").status_code == 200


def test_page_that_nobody_could_read_is_not_called_withdrawn(client, english):
    ContentPageFactory(parent=english, slug="draft", live=False)
    secret = ContentPageFactory(parent=english, slug="secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    secret.unpublish()
    assert client.get("/en/draft/").status_code == 404
    assert client.get("/en/secret/").status_code == 404


def test_page_that_stands_in_another_language_is_not_called_withdrawn(client, about):
    korean = ContentPageFactory(parent=home_page("ko"), slug="about", translation_key=about.translation_key)
    korean.unpublish()
    assert client.get("/ko/about/").status_code == 200
    assert client.get("/zh-hans/about/").status_code == 404


@pytest.mark.parametrize("asked", ["", "?from=mail"])
def test_redirect_goes_before_gone(client, about, asked):
    about.unpublish()
    Redirect.objects.create(old_path="/en/about", redirect_link="/en/")
    assert client.get(f"/en/about/{asked}")["Location"] == "/en/"


# --- 500


def break_page(monkeypatch, error):
    home_page("ko")

    def serve(*args, **kwargs):
        raise error

    monkeypatch.setattr("home.routing.find", serve)


def assert_stands_alone(response, html):
    """Nothing from elsewhere that it needs, and a policy for exactly what is in it."""
    assert 'rel="stylesheet"' not in html
    assert "<script" not in html
    assert " style=" not in html
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in response["Content-Security-Policy"]
    assert response["Content-Security-Policy"].startswith("default-src 'none';")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", WRONG)
def test_mistake_of_ours_is_told_in_the_readers_language(reader, about, monkeypatch, language):
    home_page(language)
    break_page(monkeypatch, RuntimeError("secret detail"))
    response = reader.get(f"/{language}/about/")
    html = html_of(response, 500, language)
    assert WRONG[language] in html
    assert "secret detail" not in html
    assert_stands_alone(response, html)
    assert f"/{language}/" in links(html)
    assert reader.head(f"/{language}/about/").status_code == 500


def test_without_a_prefix_the_browsers_language_is_taken(reader, about, monkeypatch):
    monkeypatch.setattr("home.routing.visible", None)
    response = reader.get("/", headers={"accept-language": "ar,en;q=0.5"})
    assert WRONG["ar"] in html_of(response, 500, "ar")
    assert "Accept-Language" in response["Vary"]


def test_neither_database_nor_cache_is_needed(reader, about, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionError

    home_page("ko")
    monkeypatch.setattr("django.core.cache.backends.locmem.LocMemCache.get", broken)
    with broken_database(RuntimeError()):
        assert WRONG["ko"] in html_of(reader.get("/ko/about/"), 500, "ko")


def test_a_template_that_is_missing_leaves_a_line_of_text(reader, about, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError

    break_page(monkeypatch, RuntimeError())
    monkeypatch.setattr("hub.errors.render_to_string", broken)
    response = reader.get("/ko/about/")
    assert (response.status_code, response.content) == (500, b"Internal Server Error\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


# --- 503

AWAY = [OperationalError("connection refused"), InterfaceError("connection already closed")]


@pytest.mark.parametrize("error", AWAY, ids=["refused", "closed"])
@pytest.mark.parametrize(("language", "tag", "side"), LANGUAGES)
def test_database_that_does_not_answer(reader, about, error, language, tag, side):
    home_page(language)
    cache.clear()
    with broken_database(error):
        for address in (f"/{language}/about/", f"/{language}/search/?q=x", f"/{language}/"):
            response = reader.get(address)
            assert response["Retry-After"] == "120"
            assert_stands_alone(response, html_of(response, 503, language))
        head = reader.head(f"/{language}/about/")
    assert (head.status_code, head.content, head["Retry-After"]) == (503, b"", "120")


def test_machines_are_told_to_come_back_too(reader, about):
    with broken_database(AWAY[0]):
        response, sitemap = reader.get("/api/v2/pages/"), reader.get("/sitemap.xml")
    assert response.status_code == 503
    assert response["Retry-After"] == "120"
    assert response.json() == {"message": "Service Unavailable"}
    assert (sitemap.status_code, sitemap["Content-Type"]) == (503, "text/plain; charset=utf-8")


@pytest.mark.parametrize(("migrated", "status"), [(False, 503), (True, 500)])
def test_table_that_is_not_there_yet(reader, about, monkeypatch, migrated, status):
    break_page(monkeypatch, ProgrammingError("relation does not exist"))
    monkeypatch.setattr(health, "migrations", lambda: migrated)
    html_of(reader.get("/ko/about/"), status, "ko")


@pytest.mark.parametrize(("language", "tag", "side"), LANGUAGES)
def test_site_in_maintenance(client, maintenance, language, tag, side):
    """The test would fail on a query."""
    response = client.get(f"/{language}/about/")
    assert_stands_alone(response, html_of(response, 503, language))
    assert response["Retry-After"] == "120"
    assert client.head(f"/{language}/").status_code == 503
    assert client.get("/admin/", headers={"accept-language": language}).status_code == 503
    assert client.get("/api/v2/pages/").json() == {"message": "Service Unavailable"}


@pytest.mark.django_db
def test_health_in_maintenance(client, maintenance):
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["maintenance"] is False


def test_readyz_without_a_database(reader, db):
    with broken_database(AWAY[0]):
        response = reader.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] is False
