"""Lists as the reader's language writes them."""

import pytest
from django.template import Context, Template
from django.utils import translation

from home.languages import in_words, listed


@pytest.mark.parametrize(
    ("language", "items", "place"),
    [
        ("en", "A4, A3", "Ulsan, Korea"),
        ("ko", "A4, A3", "Ulsan, Korea"),
        ("fr", "A4, A3", "Ulsan, Korea"),
        ("ja", "A4、A3", "Ulsan、Korea"),
        ("zh-hans", "A4、A3", "Ulsan，Korea"),
        ("zh-hant", "A4、A3", "Ulsan，Korea"),
        ("ar", "A4، A3", "Ulsan، Korea"),
    ],
)
def test_items_stand_apart_as_the_language_writes_it(language, items, place):
    with translation.override(language):
        assert listed(["A4", "", "A3"]) == items
        assert listed(["Ulsan", None, "Korea"], of_places=True) == place
        shown = Template("{% load site_tags %}{{ papers|listed }}").render(Context({"papers": ["A4", "A3"]}))
    assert shown == items


def test_the_last_of_a_sentence_has_a_word_before_it():
    with translation.override("de"):
        assert in_words(["Seoul", "Paris", "Rom"]) == "Seoul, Paris und Rom"
