"""The demo content is in itself sound: the tree stands, samples say what they are, every file is there."""

import json
import re
from datetime import date, timedelta

import polib
import pytest

from events.models.event import KINDS
from events.places import DATA, read_cities
from hub.demo.content import COMPLETE, HERE, LANGUAGES, catalog_path, content

SITE = content()
PAGES = {page["key"]: page for page in SITE["pages"]}
CITIES = {city.geonameid for city in read_cities(DATA / "cities.csv")}
CONTENT_NOTES = {"suicide", "torture", "sexual_violence", "execution", "child_death"}
SAMPLE_WORD = {
    "en": "Sample",
    "ko": "예시",
    "zh-hans": "示例",
    "ja": "サンプル",
    "fr": "Exemple",
    "es": "Ejemplo",
    "ar": "نموذج",
}
EVENTS = [page for page in SITE["pages"] if page["type"] == "events.EventPage"]
TESTIMONIES = [page for page in SITE["pages"] if page["type"] == "resources.TestimonyPage"]


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(catalog_path(language)), encoding="utf-8", check_for_duplicates=True)


def test_every_file_of_pages_is_loaded():
    named = json.loads((HERE / "site.json").read_text(encoding="utf-8"))["pages"]
    assert sorted(named) == sorted(path.stem for path in (HERE / "pages").glob("*.json"))


def test_every_language_has_a_catalog_and_the_complete_ones_are_among_them():
    assert set(LANGUAGES) >= COMPLETE
    # A file may wait until its language is taken into the list.
    assert {path.stem for path in HERE.glob("*.po")} >= set(LANGUAGES)


def test_page_keys_are_unique():
    assert len(PAGES) == len(SITE["pages"])


def test_every_page_comes_after_its_parent():
    seen = set()
    for page in SITE["pages"]:
        assert page["parent"] in seen or (page["parent"] is None and page["key"] == "home")
        seen.add(page["key"])


def test_slugs_are_ascii_and_unique_among_siblings():
    addresses = [(page["parent"], page["slug"]) for page in SITE["pages"]]
    assert len(set(addresses)) == len(addresses)
    assert all(page["slug"].isascii() for page in SITE["pages"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_inline_tags_of_its_original(language):
    for entry in catalogue(language):
        for tag in ("<b>", "</b>", "<i>", "</i>", "<a ", "</a>"):
            assert entry.msgid.count(tag) == entry.msgstr.count(tag), entry.msgid


def test_titles_and_descriptions_fit_their_fields():
    for entry_language in LANGUAGES:
        translated = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in catalogue(entry_language)}
        for page in SITE["pages"]:
            title = page["fields"]["title"]
            assert len(translated.get((page["key"], title), title)) <= 100
            assert page["fields"]["summary"]
            assert page["fields"]["search_description"]


@pytest.mark.parametrize("event", EVENTS, ids=lambda page: page["key"])
def test_an_event_names_its_edition_and_only_known_hosts(event):
    record = event["record"]
    edition = PAGES[PAGES[event["parent"]]["parent"]]["record"]
    known = {organisation["key"] for organisation in SITE["organisations"]}
    assert record["edition"] == edition["year"]
    day = date.fromisoformat(edition["date"])
    assert abs(date.fromisoformat(record["starts_on"]) - day) <= timedelta(
        days=2 if edition["year"] == 2027 else 0
    )
    assert record["city"] in CITIES
    assert set(record["kinds"]) <= set(KINDS)
    assert all(host.get("anonymous") or host["organisation"] in known for host in record["hosts"])


def test_no_time_is_invented_for_the_events_of_2017():
    times = [event["record"]["starts_time"] for event in EVENTS if event["record"]["edition"] == 2017]
    assert times == [None] * 7


def test_samples_show_what_an_edition_can_look_like():
    """A dozen events around the world, all of one host that does not exist; six accounts, two of them given in Korean."""
    upcoming = [page["record"] for page in EVENTS if page["record"]["edition"] == 2027]
    assert len({record["city"] for record in upcoming}) == len(upcoming) == 12
    assert {kind for record in upcoming for kind in record["kinds"]} == set(KINDS)
    assert {record["status"] for record in upcoming} == {"tentative", "confirmed", "postponed", "cancelled"}
    assert all(record["hosts"] == [{"organisation": "sample-host"}] for record in upcoming)
    assert sorted(page["locale"] for page in TESTIMONIES) == ["en"] * 4 + ["ko"] * 2


@pytest.mark.parametrize("page", SITE["pages"], ids=lambda page: page["key"])
def test_every_mark_has_a_note_and_every_note_a_mark(page):
    notes = [block["value"]["items"] for block in page["body"] if block["type"] == "footnotes"]
    words = json.dumps([block for block in page["body"] if block["type"] != "footnotes"])
    assert set(re.findall(r" \[(\w+)\]", words)) == {note["mark"] for note in sum(notes, [])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_marks_of_its_notes(language):
    for entry in catalogue(language):
        marks = r"\[\w+\]"
        assert sorted(re.findall(marks, entry.msgid)) == sorted(re.findall(marks, entry.msgstr)), entry.msgid


@pytest.mark.parametrize("page", TESTIMONIES, ids=lambda page: page["key"])
def test_a_testimony_is_visibly_a_sample_in_every_language(page):
    assert page["record"]["is_sample"] is True
    assert page["record"]["account_language"] == page["locale"]
    assert set(page["record"]["content_notes"]) <= CONTENT_NOTES
    assert page["body"][0]["type"] == "callout"
    assert re.search("sample text for editors|예시 글입니다", page["body"][0]["value"]["text"])
    title = page["fields"]["title"]
    assert title.startswith(SAMPLE_WORD[page["locale"]])
    for language in COMPLETE - {page["locale"]}:
        translated = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in catalogue(language)}
        assert translated[page["key"], title].startswith(SAMPLE_WORD[language])
