"""What is wrong or doubtful in a translation is found, and what is right in a language is left in peace. No database."""

import json
from itertools import chain

import polib
import pytest
from django.conf import settings

from home.translation.checks import WALL, WARNING, check
from home.translation.glossary import Term

CONTENT = settings.BASE_DIR / "hub" / "demo" / "content"
LINKED = 'Read the <a id="a1">letter</a> and the <b>prayer points</b>.'


def codes(source, translation, target="ko", source_language="en", terms=()):
    return [problem.code for problem in check(source, translation, source_language, target, terms)]


def originals():
    """{key: language of the original} of the demo's pages."""
    pages = chain.from_iterable(json.loads(path.read_text()) for path in (CONTENT / "pages").glob("*.json"))
    return {page["key"]: page["locale"] for page in pages}


def of_the_demo(language):
    """[(context, text, language of the text, translation)]"""
    known = originals()
    entries = polib.pofile(str(CONTENT / f"{language}.po"), encoding="utf-8")
    rows = ((entry.msgctxt, entry.msgid, known.get(entry.msgctxt, "en"), entry.msgstr) for entry in entries)
    return [row for row in rows if row[3] and row[2] != language]


@pytest.mark.parametrize("language", sorted(path.stem for path in CONTENT.glob("*.po")))
def test_no_translation_of_the_demo_meets_a_wall_and_few_a_warning(language):
    rows = of_the_demo(language)
    found = [check(text, translation, source, language) for _key, text, source, translation in rows]
    assert [problem for problems in found for problem in problems if problem.level == WALL] == []
    assert sum(map(bool, found)) <= len(rows) // 50 + 1


def test_nothing_typed_is_nothing_wrong():
    assert check(LINKED, "", "en", "ko") == []


def test_every_problem_says_what_to_do():
    [problem] = check(LINKED, 'Lies <a id="a1">den Brief</a> und die Gebetsanliegen.', "en", "de")
    assert (problem.level, problem.code) == (WALL, "missing-tag")
    assert problem.message == (
        "Missing from the translation: <b>. Put them around the same words as in the original."
    )


@pytest.mark.parametrize(
    ("translation", "code"),
    [
        ("Lies den Brief und die <b>Gebetsanliegen</b>.", "missing-link"),
        ('Lies <a id="a1">den Brief</a> und die Gebetsanliegen.', "missing-tag"),
        ('Lies <a id="a1">den <i>Brief</i></a> und die <b>Gebetsanliegen</b>.', "extra-tag"),
        ('Lies <a id="a2">den Brief</a> und die <b>Gebetsanliegen</b>.', "invented-link"),
        ("Lies <a>den Brief</a> und die <b>Gebetsanliegen</b>.", "invented-link"),
        ('<a id="a1">Lies</a> <a id="a1">den Brief</a> und die <b>Gebetsanliegen</b>.', "extra-link"),
        ('Lies den Brief<a id="a1"></a> und die <b>Gebetsanliegen</b>.', "empty-link"),
        ('Lies <a id="a1">den Brief</a> und die <b>Gebetsanliegen.', "broken-tag"),
        ('Lies <a id="a1">den Brief</a> und die </b>Gebetsanliegen<b>.', "broken-tag"),
        ('<b>Lies <a id="a1">den Brief</b></a> und die Gebetsanliegen.', "broken-tag"),
        ('Lies <a id="a1"den Brief und die <b>Gebetsanliegen</b>.', "broken-tag"),
        ('Lies <a id="a1">den Brief</a> und die &lt;b&gt;Gebetsanliegen&lt;/b&gt;.', "broken-tag"),
        ('Lies <a id="a1">den Brief</a> und <h2>die</h2> <b>Gebetsanliegen</b>.', "broken-tag"),
    ],
)
def test_tags_and_links_are_a_wall(translation, code):
    found = check(LINKED, translation, "en", "de")
    assert code in [problem.code for problem in found if problem.level == WALL]


def test_tags_may_stand_in_another_order():
    assert codes(LINKED, '<b>기도 제목</b>과 <a id="a1">편지</a>를 읽으십시오.') == []


def test_a_line_break_is_the_translators_own():
    assert codes("One line<br/>and another one", "첫 줄과 둘째 줄") == []


@pytest.mark.parametrize(
    ("source", "translation", "level", "code"),
    [
        ("Hello %(name)s", "안녕하세요", WALL, "missing-placeholder"),
        ("Hello {name}", "안녕하세요 {nom}", WALL, "missing-placeholder"),
        ("Hello", "안녕하세요 {name}", WALL, "extra-placeholder"),
        ("Many were returned.[a]", "많은 이가 송환되었습니다.", WALL, "missing-mark"),
        ("He said: [sic] no.", "그는 [원문] 아니라고 했다.", WARNING, "missing-mark"),
        ("Many were returned.", "많은 이가 송환되었습니다.[b]", WARNING, "extra-mark"),
        ("Write to a@example.org.", "b@example.org로 쓰십시오.", WARNING, "address"),
        ("See https://example.org/en/.", "보십시오.", WARNING, "address"),
    ],
)
def test_what_must_come_through_unchanged(source, translation, level, code):
    assert (level, code) in [(each.level, each.code) for each in check(source, translation, "en", "ko")]


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Hello %(name)s", "%(name)s 님, 안녕하세요", "ko"),
        ("Many were returned.[1]", "أُعيد كثيرون.[١]", "ar"),
        ("100 % sure", "100 % sûr", "fr"),
        ("Write to a@example.org.", "请写信至a@example.org。", "zh-hans"),
    ],
)
def test_what_came_through_is_left_in_peace(source, translation, language):
    assert codes(source, translation, language) == []


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("24 September 1982", "1982년 9월 24일", "ko"),
        ("24 September 1982", "1982年9月24日", "ja"),
        ("24 September 1982", "一九八二年九月二十四日", "zh-hans"),
        ("24 September 1982", "٢٤ أيلول/سبتمبر ١٩٨٢", "ar"),
        ("24 September 1982", "le 24 septembre 1982", "fr"),
        ("24 September 1982", "24 กันยายน 2525", "th"),
        ("24 September 1982", "２４/９/１９８２", "ja"),
        ("1,000 people", "1 000 personnes", "fr"),
        ("1,000 people", "1.000 Menschen", "de"),
        ("30,000 people", "3만 명", "ko"),
        ("20 million people", "2천만 명", "ko"),
        ("2.5 hours", "2,5 Stunden", "de"),
        ("three cities", "3개 도시", "ko"),
        ("thirty-six seconds", "36秒", "ja"),
        ("3 cities", "drei Städte", "de"),
        ("It begins at 18:30.", "오후 6시 30분에 시작합니다.", "ko"),
        ("It begins at 18:30.", "Es beginnt um 18.30 Uhr.", "de"),
        ("Chapter V", "제5장", "ko"),
        ("Act at 12:00", "12시에 행동하십시오", "ko"),
    ],
)
def test_the_same_number_in_another_dress_is_the_same(source, translation, language):
    assert codes(source, translation, language) == []


@pytest.mark.parametrize(
    ("source", "translation", "language", "code"),
    [
        ("24 cities", "42개 도시", "ko", "numbers"),
        ("24 cities in 13 countries", "24 villes", "fr", "numbers"),
        ("Many cities", "24 villes", "fr", "numbers"),
        ("24 September 1982", "24. Oktober 1982", "de", "dates"),
        ("24 September 1982", "1982년 8월 24일", "ko", "numbers"),
        ("1,000 people", "10 000 personnes", "fr", "numbers"),
        ("30,000 people", "3명", "ko", "numbers"),
    ],
)
def test_another_number_is_noticed(source, translation, language, code):
    assert codes(source, translation, language) == [code]


@pytest.mark.parametrize(
    ("source", "translation", "language", "code"),
    [
        ("They say “let them go” today", 'Sie sagen heute "lasst sie gehen"', "de", "quotes"),
        ("They say “let them go” today", "Ils disent “laissez-les partir” „maintenant‟", "fr", "quotes"),
        ("They say “let them go” today", "Ils disent de les laisser partir", "fr", "quotes"),
        ("Who are they?", "Qui sont-ils", "fr", "ending"),
        ("Who are they", "Qui sont-ils ?", "fr", "ending"),
        ("They are waiting.", "Sie warten", "de", "ending"),
        ("They are waiting.", "他们在等待.", "zh-hans", "signs"),
        ("Who are they, then?", "من هم إذن?", "ar", "signs"),
        ("They are waiting.", "Sie  warten.", "de", "double-space"),
        ("They are waiting.", " Sie warten.", "de", "outer-space"),
    ],
)
def test_signs_of_the_language_are_missed(source, translation, language, code):
    assert codes(source, translation, language) == [code]


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Sie sagen „lasst sie gehen“.", "de"),
        ("Ils disent « laissez-les partir ».", "fr"),
        ("他們說「讓他們走」。", "zh-hant"),
        ("他们说“让他们走”。", "zh-hans"),
        ("يقولون: «دعوهم يذهبون».", "ar"),
        ("พวกเขาพูดว่า “ปล่อยพวกเขาไป”", "th"),
    ],
)
def test_right_signs_are_left_in_peace(translation, language):
    assert codes("They say “let them go”.", translation, language) == []


@pytest.mark.parametrize(
    ("source", "translation", "language", "code"),
    [
        ("The letter is handed over.", "The letter is handed over.", "de", "same"),
        (
            "The letter is handed over at noon.",
            "편지를 The letter is handed over 합니다.",
            "ko",
            "left-over",
        ),
        (
            "The letter is handed over at noon, and then everybody goes home in silence.",
            "Der Brief.",
            "de",
            "length",
        ),
        ("The letter is handed over at noon by all of us.", "편지는 " * 25 + "전달됩니다.", "ko", "length"),
    ],
)
def test_forgotten_words_are_noticed(source, translation, language, code):
    assert codes(source, translation, language) == [code]


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        ("Suzanne Scholte", "Suzanne Scholte", "de"),
        ("Lawyers for Human Rights", "Lawyers for Human Rights", "ko"),
        ("https://example.org/a", "https://example.org/a", "ko"),
        ("Announced by the Defense Forum Foundation.", "由Defense Forum Foundation公布。", "zh-hans"),
    ],
)
def test_names_may_stay_what_they_are(source, translation, language):
    assert codes(source, translation, language) == []


REFUGEE = Term(
    "North Korean refugee", "", ("North Korean refugee",), "탈북 난민", ("탈북난민들",), ("탈북자",)
)
DEFECTOR = Term("defector", "", ("defector",), "탈북자")


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("North Korean refugees wait.", "탈북 난민들이 기다립니다.", []),
        ("North Korean refugees wait.", "그들이 기다립니다.", ["glossary"]),
        ("North Korean refugees wait.", "탈북자들이 기다립니다.", ["avoided-word"]),
        ("North Korean refugees, not defectors.", "탈북자가 아니라 탈북 난민입니다.", []),
        ("They wait.", "그들이 기다립니다.", []),
    ],
)
def test_words_of_the_glossary(source, translation, found):
    assert codes(source, translation, terms=(REFUGEE, DEFECTOR)) == found
