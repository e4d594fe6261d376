"""Loading a part of the demo: cut short, half translated, loaded by an earlier version; and its PO files brought up to date."""

import json
import uuid
from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from home.models import ContentPage, Topic
from hub.demo import content as demo_content
from hub.demo import load, strings

pytestmark = pytest.mark.django_db


class CutShort(Exception):
    pass


@pytest.fixture
def small(monkeypatch, settings, tmp_path):
    """A demo of the home page, one page and one topic, with catalogs of its own."""
    settings.DATA_DIR = tmp_path
    whole = load.content()
    site = {
        "topics": whole["topics"][:1],
        "organisations": [],
        "editions": [],
        "menus": {},
        "pages": [page for page in whole["pages"] if page["key"] in ("home", "safety")],
    }
    for language in demo_content.LANGUAGES:
        text = demo_content.catalog_path(language).read_text(encoding="utf-8")
        (tmp_path / f"{language}.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(load, "content", lambda: json.loads(json.dumps(site)))
    monkeypatch.setattr(load, "load_places", lambda: None)
    monkeypatch.setattr(demo_content, "HERE", tmp_path)
    return tmp_path


def rewrite(path, change):
    """Call `change(entry)` on every entry; those of which it is true are dropped."""
    catalog = polib.pofile(str(path), encoding="utf-8")
    for entry in list(catalog):
        if change(entry):
            catalog.remove(entry)
    catalog.save()


def live(language):
    return set(
        Page.objects.live()
        .filter(locale__language_code=language, depth__gte=2)
        .values_list("slug", flat=True)
    )


def test_a_load_cut_short_goes_on_where_it_stopped(small):
    def stop(done, total, message):
        if done == 4:
            raise CutShort

    load.first_page(lambda line: None)
    with pytest.raises(CutShort):
        load.load_all(stop)
    first = set(Page.objects.values_list("pk", flat=True))
    assert live("en") == {"en", "safety"} and live("ko") == set()
    load.load_all()
    assert first < set(Page.objects.values_list("pk", flat=True))
    assert live("ko") == {"ko", "safety"}


def test_a_smaller_demo_is_in_some_languages_and_a_later_load_adds_the_others(small):
    call_command("demo", languages=["en", "ko"], stdout=StringIO())
    assert live("ko") == {"ko", "safety"} and live("ar") == set()
    call_command("demo", stdout=StringIO())
    assert live("ar") == {"ar", "safety"}


def test_buttons_lead_to_pages_that_are_loaded_later(small, monkeypatch):
    """And those of a page that somebody has worked on stay as they are."""
    site = load.content()
    safety = next(page for page in site["pages"] if page["key"] == "safety")
    later = {**safety, "key": "later", "slug": "later", "body": []}
    safety["body"].append({"type": "buttons", "value": [{"label": "Go on", "page": "later"}]})
    site["pages"].append(later)
    monkeypatch.setattr(load, "content", lambda: json.loads(json.dumps(site)))
    call_command("demo", stdout=StringIO())
    page = ContentPage.objects.get(locale__language_code="en", slug="safety")
    assert page.body[-1].value[0]["page"].slug == "later"
    page.body = [("heading", {"text": "New", "level": "2"})]
    page.save_revision().publish()
    call_command("demo", stdout=StringIO())
    page.refresh_from_db()
    assert [block.block_type for block in page.body] == ["heading"]


def test_of_a_language_only_wholly_translated_pages_are_translated(small):
    rewrite(small / "ko.po", lambda entry: entry.msgctxt == "safety" and "cookie" in entry.msgid)
    rewrite(small / "ar.po", lambda entry: entry.msgctxt == "home")
    call_command("demo", stdout=StringIO())
    assert live("ko") == {"ko"}
    assert live("ar") == set()  # what stands below a missing page is not there either
    assert Topic.objects.filter(locale__language_code="ar").exists()


def test_what_an_earlier_demo_loaded_is_found_by_its_address_and_left_alone(small):
    call_command("demo", stdout=StringIO())
    page = ContentPage.objects.get(locale__language_code="en", slug="safety")
    other = uuid.uuid4()
    page.get_translations(inclusive=True).update(translation_key=other)
    call_command("demo", stdout=StringIO())
    assert ContentPage.objects.get(locale__language_code="en").translation_key == other


def test_a_page_that_staff_moved_is_not_loaded_again(small):
    call_command("demo", stdout=StringIO())
    page = ContentPage.objects.get(locale__language_code="en")
    page.slug = "be-safe"
    page.save_revision().publish()
    call_command("demo", stdout=StringIO())
    assert ContentPage.objects.filter(locale__language_code="en").count() == 1


def test_updating_keeps_what_is_translated_adds_what_is_new_and_drops_what_is_used_no_more(small):
    call_command("demo", stdout=StringIO())
    rewrite(small / "ko.po", lambda entry: entry.msgid == "When you read")
    said = StringIO()
    call_command("demo", update_po=True, stdout=said)
    catalog = {(each.msgctxt, each.msgid): each.msgstr for each in polib.pofile(str(small / "ko.po"))}
    assert {context for context, _text in catalog} == {"topic:refugee-law", "home", "safety"}
    assert catalog["safety", "When you read"] == ""
    assert catalog["safety", "Safety"]
    assert "ko: " in said.getvalue() and " 1 new, " in said.getvalue()
    before = (small / "ko.po").read_bytes()
    call_command("demo", update_po=True, stdout=StringIO())
    assert (small / "ko.po").read_bytes() == before


def test_updating_asks_for_a_loaded_demo(small):
    with pytest.raises(CommandError, match="Load the demo first"):
        call_command("demo", update_po=True, stdout=StringIO())


def test_text_that_is_new_is_asked_of_what_splits_it(small):
    """Rich text is a string for each paragraph, a link in it without its address."""
    call_command("demo", stdout=StringIO())
    page = ContentPage.objects.get(locale__language_code="en")
    page.body = [("paragraph", '<p>One <a href="https://example.org/">link</a>.</p><p>Two.</p>')]
    page.save_revision().publish()
    texts = [
        text
        for key, text in strings.wanted(strings.split(load.loaded_things()), load.words(), "ko")
        if key == "safety"
    ]
    assert texts[-2:] == ['One <a id="a1">link</a>.', "Two."]
