"""The glossary of the demo is that of docs/glossary.md, loaded once, and staff's own words stay."""

import pytest

from home.models import GlossaryWord
from home.tests.test_translation import locale
from home.translation.glossary import found_in, terms_for
from hub.demo.content import LANGUAGES
from hub.demo.glossary import extras, load_glossary, words

pytestmark = pytest.mark.django_db


def test_the_demo_has_every_word_in_every_language_and_loads_it_once():
    for code in LANGUAGES:
        locale(code)
    load_glossary()
    before = GlossaryWord.objects.count()
    assert before > 33 * (len(LANGUAGES) - 1)
    changed = GlossaryWord.objects.get(concept__name="embassy", locale=locale("de"))
    assert changed.word == "Botschaft"
    GlossaryWord.objects.filter(pk=changed.pk).update(word="Die Botschaft")
    load_glossary()
    assert GlossaryWord.objects.count() == before
    changed.refresh_from_db()
    assert changed.word == "Die Botschaft"
    for word in GlossaryWord.objects.select_related("concept"):
        word.full_clean()


def test_the_demo_says_refugee_and_not_defector():
    for code in LANGUAGES:
        locale(code)
    load_glossary()
    [refugee] = found_in("North Korean refugees", terms_for(locale("en"), locale("ko")))
    assert (refugee.word, "탈북자" in refugee.avoid) == ("탈북 난민", True)
    [defector] = found_in("a defector", terms_for(locale("en"), locale("ko")))
    assert defector.word == "북한이탈주민"
    assert "한국에 정착한 사람" in defector.usage_note


def test_further_forms_belong_to_words_of_the_document():
    known = words()
    for concept, entry in extras().items():
        assert set(entry["words"]) <= {*known[concept], "en"}
