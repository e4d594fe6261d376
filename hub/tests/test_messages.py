"""What `make check` says of catalogs."""

import re

import polib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, to_locale

from home.translation.interface.catalogs import said_alike
from hub.demo.content import LANGUAGES, catalog_path
from hub.messages import left_in_english


def test_a_message_that_repeats_the_english_is_taken_for_forgotten_unless_it_is_listed():
    catalog = Catalog(locale="de")
    catalog.add("Status", "Status")
    catalog.add("Forgotten", "Forgotten")
    catalog.add("Translated", "Übersetzt")
    catalog.add("%(count)s km", "%(count)s km")
    catalog.add(("one event", "%(count)s events"), ("ein Ereignis", "%(count)s events"))
    assert list(left_in_english(catalog, {"Status"})) == ["Forgotten", "%(count)s events"]


def test_the_list_names_words_by_language():
    assert "Status" in said_alike(settings.BASE_DIR)["de"]


def glossary():
    text = (settings.BASE_DIR / "docs" / "glossary.md").read_text()
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        folder = re.search(r"\(`(\w+)`\)", part)[1]
        yield folder, dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", part, re.M)[1:])


@pytest.mark.parametrize(
    ("folder", "words"), glossary(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_glossary_and_the_catalog_say_the_same(folder, words):
    with (settings.BASE_DIR / "locale" / folder / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalog = read_po(file)
    found = {}
    for message in catalog:
        if not message.context:
            name, text = message.id, message.string
            found[name if isinstance(name, str) else name[0]] = text if isinstance(text, str) else text[0]
    known = {name: text for name, text in words.items() if name in found}
    assert len(known) > 20
    assert known == {name: found[name] for name in known}


# What stands on the same page in a menu or a button and as a title: one word for one thing.
SAID_ALIKE = [
    "The Day",
    "Why September",
    "Take part",
    "Library",
    "Videos",
    "Testimonies",
    "The Refugee Convention",
    "City Coordinator",
    "Solidarity City Coordinator",
    "Petition letter",
    "Prayer points",
    "Signature sheet",
    "Fact sheet",
]


def bare(text):
    """A text without what only grammar asks for: capitals, Arabic vowel signs and the Arabic article."""
    return re.sub(r"\bال", "", re.sub("[\u064b-\u0652]", "", text.casefold()))


def said(path):
    """{message: bare translation} of a PO file, of what stands in SAID_ALIKE."""
    wanted = {text.casefold() for text in SAID_ALIKE}
    entries = polib.pofile(str(path), encoding="utf-8")
    return {
        entry.msgid.casefold(): bare(entry.msgstr) for entry in entries if entry.msgid.casefold() in wanted
    }


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_the_demo_and_the_interface_call_things_by_the_same_words(language):
    interface = said(settings.BASE_DIR / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po")
    pages = said(catalog_path(language))
    assert len(pages) > 5
    assert {name: interface[name] for name in pages if name in interface} == {
        name: text for name, text in pages.items() if name in interface
    }


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_the_safety_page_quotes_the_choice_as_the_site_words_it(language):
    (told,) = (
        entry.msgstr
        for entry in polib.pofile(str(catalog_path(language)))
        if entry.msgid.startswith("“Anonymous host”")
    )
    with translation.override(language):
        assert gettext("Anonymous host") in told
