"""What `make check` says of catalogs."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

from home.translation.interface.catalogs import said_alike
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
