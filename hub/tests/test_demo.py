"""The demo site, loaded once, read as a visitor would in three languages."""

from html import unescape
from io import StringIO

import polib
import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from home.languages import bcp47
from home.routing import page_address
from hub.demo import load
from hub.demo.content import COMPLETE, LANGUAGES, catalog, catalog_path, identity
from hub.demo.strings import split, update_catalog, wanted
from resources.models import ResourceFile, VideoTrack

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]  # loaded by one worker
READ = ["en", "ko", "ar", "th"]  # from left, from right, and one with fall-backs


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


@pytest.fixture(scope="module")
def parts(demo):
    return split(load.loaded_things())


def test_every_page_answers_in_every_language_within_the_query_budget(
    demo, client, django_assert_max_num_queries
):
    from django.core.cache import cache

    addresses = {
        page_address(page, language) for page in Page.objects.live().filter(depth__gte=2) for language in READ
    }
    addresses |= {f"/{language}/2027/cities/" for language in READ} | {
        f"/{language}/2017/cities/1835848-seoul/" for language in READ
    }
    assert len(addresses) > 80
    for address in sorted(addresses):
        cache.clear()
        with django_assert_max_num_queries(15, info=address):
            response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        html = response.content.decode()
        assert f'<html lang="{bcp47(address.split("/")[1])}"' in html
        assert "style=" not in html, address


def test_translations_are_real_pages_and_live_in_every_complete_language(demo):
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    for page in Page.objects.filter(depth__gte=2, locale__language_code="en", live=True):
        codes = set(
            page.get_translations(inclusive=True)
            .filter(live=True)
            .values_list("locale__language_code", flat=True)
        )
        assert codes >= COMPLETE, page.url_path


def test_loading_twice_changes_nothing(demo):
    before = Page.objects.count()
    files = set(ResourceFile.objects.values_list("pk", flat=True))
    assert len(files) == 20 * len(COMPLETE) and VideoTrack.objects.count() == 3 * len(COMPLETE)
    call_command("demo", stdout=StringIO())
    assert set(ResourceFile.objects.values_list("pk", flat=True)) == files
    assert VideoTrack.objects.count() == 3 * len(COMPLETE)
    assert Page.objects.count() == before


def test_no_word_of_the_original_is_left_on_a_translated_page(parts, client):
    """Of a page with lists: a step, a question and a moment in time are translated as well."""
    english = {text for _key, text in wanted(parts, load.words(), "ko")}
    for slug in ("take-part", "why-september", "safety"):
        for language in ("ko", "ar"):
            html = unescape(client.get(f"/{language}/{slug}/").content.decode())
            left = [text for text in english if len(text) > 25 and text in html]
            assert not left, (language, slug, left[:2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_has_a_translation_and_none_is_left_over(parts, language):
    keys = set(wanted(parts, load.words(), language))
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(catalog_path(language)))}
    assert not known - keys, "used no more: run manage.py demo --update-po on a demo loaded anew"
    if language in COMPLETE:
        assert not keys - set(catalog(language)), "not translated"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_is_as_updating_it_leaves_it(parts, language):
    before = catalog_path(language).read_bytes()
    counts = update_catalog(parts, load.words(), language)
    assert catalog_path(language).read_bytes() == before
    assert (counts["new"], counts["removed"]) == (0, 0)


def test_what_wagtail_localize_exports_it_takes_back_without_a_warning(demo):
    assert not StringTranslation.objects.filter(has_error=True).exists()
    for translation in Translation.objects.all():
        assert translation.import_po(translation.export_po()) == []


def test_keys_are_the_same_in_every_installation(demo):
    """A PO file names its translation and its blocks by these: one exported from one demo fits another."""
    for key, instance in load.loaded_things():
        assert instance.translation_key == identity(key), key
    translation = Translation.objects.get(
        source__object_id=identity("why-september"), target_locale__language_code="ko"
    )
    assert str(translation.uuid) == "d7a24392-f762-5bdb-a31e-0f5bf498a964"
    assert f"body.{identity('why-september', 0)}" in {entry.msgctxt for entry in translation.export_po()}


def test_files_say_how_large_they_are(demo, client):
    assert "0 bytes" not in client.get("/en/resources/petition-letter/").content.decode().replace("\xa0", " ")
