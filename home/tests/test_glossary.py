"""The glossary: found in texts whatever their endings, and written by those who know the language."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import GlossaryConcept, GlossaryWord
from home.tests.test_translation import home, locale
from home.translation.glossary import Term, avoided, found_in, highlight, says, terms_for


def term(*forms, word="", also=(), avoid=()):
    return Term(forms[0], "", forms, word, also, avoid)


REFUGEE, NORTH = term("North Korean refugee"), term("North Korea")
DAY = term("Save North Korean Refugees Day")


def names(text, *terms):
    return [each.concept for each in found_in(text, terms)]


@pytest.mark.parametrize(
    "text",
    [
        "A North Korean refugee",
        "north korean refugees",
        "North-Korean refugee’s",
        "<b>North</b> Korean refugees",
    ],
)
def test_a_term_is_found_in_plural_case_and_with_a_hyphen(text):
    assert names(text, REFUGEE) == ["North Korean refugee"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("hostages", "host"),
        ("North Koreans", "North Korea"),
        ("protestants", "protest"),
        ("émission", "mission"),
    ],
)
def test_part_of_another_word_is_no_term(text, form):
    assert names(text, term(form)) == []


def test_the_longest_term_wins():
    text = "Save North Korean Refugees Day, for North Korean refugees from North Korea"
    assert names(text, NORTH, REFUGEE, DAY) == [DAY.concept, REFUGEE.concept, NORTH.concept]
    assert names("Save North Korean Refugees Day", NORTH, REFUGEE, DAY) == [DAY.concept]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("그는 북한에서 왔습니다", "북한"),
        ("탈북난민들은", "탈북 난민"),
        ("他是朝鲜难民。", "朝鲜难民"),
        ("ผู้ลี้ภัยชาวเกาหลีเหนือคนหนึ่ง", "ผู้ลี้ภัย"),
        ("северокорейских беженцев", "северокорейский беженец"),
        ("واللاجئين", "لاجئ"),
        ("유엔난민기구(UNHCR)는", "UNHCR"),
    ],
)
def test_other_scripts_have_no_spaces_or_other_endings(text, form):
    assert names(text, term(form)) == [form]


def test_a_translation_says_a_word_with_any_ending_and_in_any_order():
    german = term("North Korean refugee", word="nordkoreanischer Flüchtling", also=("Geflüchtete",))
    assert says(german, "Hilfe für nordkoreanische Flüchtlinge", "de")
    assert says(german, "Flüchtlinge, vor allem nordkoreanische", "de")
    assert says(german, "den Geflüchteten", "de")
    assert not says(german, "Hilfe für Menschen", "de")


def test_a_wrong_word_inside_a_right_one_is_right():
    korean = term("refugee", word="탈북자 난민", avoid=("탈북자",))
    assert avoided(korean, "탈북자 난민이 있습니다", "ko") == []
    assert avoided(korean, "탈북자가 있습니다", "ko") == ["탈북자"]


def test_terms_are_marked_in_words_only_and_everything_else_is_escaped():
    link = term("a1", "letter")
    html = highlight('The <a id="a1">letter</a> &amp; <script>letters</script>', [link])
    assert html == (
        'The <a id="a1"><mark data-term="a1">letter</mark></a> &amp; '
        '&lt;script&gt;<mark data-term="a1">letters</mark>&lt;/script&gt;'
    )


def test_a_term_across_tags_is_marked_on_both_sides():
    mark = '<mark data-term="North Korea">'
    assert highlight("<b>North</b> Korea", [NORTH]) == f"<b>{mark}North</mark></b>{mark} Korea</mark>"


# --- In the database


@pytest.fixture
def glossary(db):
    home()
    for code in ("ko", "fr"):
        home(code)
    concept = GlossaryConcept.objects.create(name="UN refugee agency (UNHCR)", note="Of the United Nations.")
    GlossaryWord.objects.create(
        concept=concept, locale=locale("ko"), word="유엔난민기구", also="UNHCR\n\n 난민기구 ", avoid="유엔"
    )
    sync_roles()
    return concept


def member(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def word_url(concept, code="ko"):
    return reverse("translation_glossary_word", args=[concept.pk, code])


def test_terms_of_a_pair_cost_two_queries(glossary, django_assert_num_queries):
    for number in range(5):
        concept = GlossaryConcept.objects.create(name=f"Word {number}")
        GlossaryWord.objects.create(concept=concept, locale=locale("ko"), word=f"말 {number}")
    english, korean = locale("en"), locale("ko")
    with django_assert_num_queries(2):
        terms = terms_for(english, korean)
    assert len(terms) == 6
    [found] = [each for each in terms if each.note]
    assert (found.source_forms, found.also, found.avoid) == (
        ("UN refugee agency", "UNHCR"),
        ("UNHCR", "난민기구"),
        ("유엔",),
    )
    assert terms_for(english, locale("fr")) == ()
    assert terms_for(locale("fr"), korean)[0].source_forms == ()


@pytest.mark.parametrize("role", ["Translators: ko", "Reviewers: ko", "Editors", "Owners"])
def test_who_translates_a_language_writes_its_words(client, glossary, role):
    member(client, role)
    assert "유엔난민기구" in client.get(reverse("translation_glossary"), {"language": "ko"}).content.decode()
    seen = client.get(word_url(glossary)).context["form"].initial["seen"]
    data = {"word": "유엔 난민 기구", "also": "", "avoid": "", "note": "공식 이름", "seen": seen}
    response = client.post(word_url(glossary), data)
    assert response.url == reverse("translation_glossary") + "?language=ko"
    word = glossary.words.get()
    assert (word.word, word.note) == ("유엔 난민 기구", "공식 이름")


@pytest.mark.parametrize("role", ["Translators: fr", "Coordinator desk", "Consent keepers", "Auditors"])
def test_others_do_not(client, glossary, role):
    member(client, role)
    data = {"word": "다른 말", "seen": ""}
    assert client.post(word_url(glossary), data).status_code in (302, 403)
    assert glossary.words.get().word == "유엔난민기구"
    member(client, "Translators: ko")
    data["seen"] = client.get(word_url(glossary)).context["form"].initial["seen"]
    client.post(word_url(glossary), data)
    assert glossary.words.get().word == "다른 말"


def test_a_translator_sees_no_other_language(client, glossary):
    member(client, "Translators: fr")
    html = client.get(reverse("translation_glossary"), {"language": "ko"}).content.decode()
    assert "UN refugee agency" in html and "유엔난민기구" not in html
    assert client.get(word_url(glossary)).status_code in (302, 403)
    assert client.get(word_url(glossary, "fr")).status_code == 200


def test_a_new_word_is_added(client, glossary):
    member(client, "Translators: fr")
    client.post(word_url(glossary, "fr"), {"word": "HCR", "seen": ""})
    assert glossary.words.get(locale=locale("fr")).word == "HCR"


def test_nobody_is_overwritten_unseen_and_nothing_typed_is_lost(client, glossary):
    member(client, "Translators: ko")
    seen = client.get(word_url(glossary)).context["form"].initial["seen"]
    glossary.words.update(word="다른 이의 말")
    response = client.post(word_url(glossary), {"word": "나의 말", "seen": seen})
    html = response.content.decode()
    assert "다른 이의 말" in html and "나의 말" in html
    assert glossary.words.get().word == "다른 이의 말"
    again = response.context["form"]["seen"].value()
    client.post(word_url(glossary), {"word": "나의 말", "seen": again})
    assert glossary.words.get().word == "나의 말"


def test_a_word_cannot_be_right_and_wrong(client, glossary):
    member(client, "Translators: fr")
    data = {"word": "HCR", "also": "UNHCR", "avoid": "unhcr", "seen": ""}
    response = client.post(word_url(glossary, "fr"), data)
    assert "avoid" in response.context["form"].errors
    assert not glossary.words.filter(locale=locale("fr")).exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("refugee", True), ("난민", True), ("United Nations", True), ("embassy", False)],
)
def test_entries_are_searched_in_both_languages(client, glossary, asked, found):
    member(client, "Translators: ko")
    html = client.get(reverse("translation_glossary"), {"language": "ko", "q": asked}).content.decode()
    assert ("UN refugee agency (UNHCR)" in html) is found


def test_entries_without_a_word_are_shown_alone(client, glossary):
    GlossaryConcept.objects.create(name="embassy")
    member(client, "Translators: ko")
    html = client.get(reverse("translation_glossary"), {"language": "ko", "missing": "1"}).content.decode()
    assert "embassy" in html and "UN refugee agency" not in html


@pytest.mark.parametrize(
    ("role", "allowed"), [("Editors", True), ("Administrators", True), ("Translators: ko", False)]
)
def test_entries_are_made_by_editors(client, glossary, role, allowed):
    member(client, role)
    data = {
        "name": "embassy",
        "note": "",
        "words-TOTAL_FORMS": "1",
        "words-INITIAL_FORMS": "0",
        "words-0-locale": locale("fr").pk,
        "words-0-word": "ambassade",
    }
    client.post(reverse("wagtailsnippets_home_glossaryconcept:add"), data)
    assert GlossaryWord.objects.filter(word="ambassade").exists() is allowed
