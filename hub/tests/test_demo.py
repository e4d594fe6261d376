"""The demo site, loaded once, read as a visitor would in three languages."""

from html import unescape
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from wagtail.models import Page

from home.routing import page_address
from hub.demo import load
from hub.demo.strings import strings

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all tests of this module, in a transaction that is rolled back at their end."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def test_every_page_answers_in_every_language_within_the_query_budget(
    demo, client, django_assert_max_num_queries
):
    from django.core.cache import cache

    addresses = {
        page_address(page, language)
        for page in Page.objects.live().filter(depth__gte=2)
        for language in ("en", "ko", "ar")
    }
    addresses |= {f"/{language}/2027/cities/" for language in ("en", "ko", "ar")} | {
        f"/{language}/2017/cities/1835848-seoul/" for language in ("en", "ko", "ar")
    }
    assert len(addresses) > 80
    for address in sorted(addresses):
        cache.clear()
        with django_assert_max_num_queries(15, info=address):
            response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        html = response.content.decode()
        assert f'<html lang="{address.split("/")[1]}"' in html
        assert "style=" not in html, address


def test_translations_are_real_pages_and_live_in_all_three_languages(demo):
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    for page in Page.objects.filter(depth__gte=2, locale__language_code="en", live=True):
        codes = set(
            page.get_translations(inclusive=True)
            .filter(live=True)
            .values_list("locale__language_code", flat=True)
        )
        assert codes == {"en", "ko", "ar"}, page.url_path


def test_loading_twice_changes_nothing(demo):
    before = Page.objects.count()
    call_command("demo", verbosity=0)
    assert Page.objects.count() == before


def test_no_word_of_the_original_is_left_on_a_translated_page(demo, client):
    """Of a page with lists: a step, a question and a moment in time are translated as well."""
    english = {text for page in load.content()["pages"] for text in strings(page) if page["locale"] == "en"}
    for slug in ("take-part", "why-september", "safety"):
        for language in ("ko", "ar"):
            html = unescape(client.get(f"/{language}/{slug}/").content.decode())
            left = [text for text in english if len(text) > 25 and text in html]
            assert not left, (language, slug, left[:2])


def test_files_say_how_large_they_are(demo, client):
    assert "0 bytes" not in client.get("/en/resources/petition-letter/").content.decode().replace("\xa0", " ")
