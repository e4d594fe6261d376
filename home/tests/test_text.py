import random
import unicodedata

import pytest

from home.excerpts import excerpt
from home.text import normalise, pattern, query_terms, spaced, tokens

FOUND = [
    ("en", "Refugees crossed the Tumen river at night.", "tumen RIVER"),
    ("en, full width", "Refugees crossed the Tumen river.", "Ｔｕｍｅｎ"),
    ("ko", "탈북민들은 강제북송을 두려워합니다.", "강제북송"),
    ("ko, one syllable", "탈북민들은 강을 건넜습니다.", "강"),
    ("ko, decomposed", "탈북민들은 두만강을 건넜습니다.", unicodedata.normalize("NFD", "두만강")),
    ("zh-hans", "中国强制遣返北韩难民。", "难民"),
    ("zh-hans, one character", "中国强制遣返北韩难民。", "民"),
    ("zh-hant", "請為被遣返的脫北者禱告。", "脫北者"),
    ("ja", "中国は北朝鮮難民を強制送還している。", "北朝鮮"),
    ("ja, half width kana", "ガイドを読む", "ｶﾞｲﾄﾞ"),
    ("ar, diacritics", "اللاجئون مُهدَّدون بالترحيل", "مهددون"),
    ("ar, alef and tatweel", "إعادة اللاجئين قسرا", "اعـــادة"),
    ("ar, ta marbuta", "الصلاة من أجل المدينة", "المدينه"),
    ("th", "ผู้ลี้ภัยชาวเกาหลีเหนือถูกส่งกลับ", "เกาหลีเหนือ"),
    ("ru, ё", "Беженцы идут всё дальше", "все"),
    ("ru, stress", "Зáмок и бе́женцы", "беженцы"),
    ("fr", "Les réfugiés nord-coréens", "refugies"),
    ("de", "Die Straße nach Süden", "STRASSE suden"),
    ("digits", "في عام ٢٠٢٧", "2027"),
    ("mixed", "2027年8月のK팝", "2027 K팝"),
]


@pytest.mark.parametrize(("text", "query"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_word_is_found_in_a_sentence_and_marked(text, query):
    terms = spaced(text)
    assert query_terms(query)
    assert all(pattern(group) in terms for group in query_terms(query))
    pieces = excerpt(text, query)
    assert "".join(piece for piece, _ in pieces) == text
    assert any(is_match for _, is_match in pieces)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("A cartload of art", "car"),
        ("北京と朝鮮", "北朝鮮"),
        ("мой", "мои"),
        ("หนังสือ", "กลับ"),
        ("대한", "한국"),
    ],
)
def test_other_word_is_not_found(text, query):
    assert not all(pattern(group) in spaced(text) for group in query_terms(query))


def test_run_gives_pairs_and_its_last_character():
    assert tokens("北朝鮮 North") == ["北朝", "朝鮮", "鮮", "north"]
    assert tokens("강") == ["강"]


def test_query_asks_for_pairs_only_and_for_each_word_once():
    assert query_terms("北朝鮮 Korea korea") == [["北朝", "朝鮮"], ["korea"]]


def test_excerpt_is_cut_around_the_first_match():
    pieces = excerpt("word " * 300 + "Tumen river " + "word " * 300, "tumen", length=80)
    assert pieces[0] == pieces[-1] == ("…", False)
    assert ("Tumen", True) in pieces
    assert sum(len(piece) for piece, _ in pieces) <= 82


def test_excerpt_without_a_match_is_the_beginning():
    assert excerpt("One two three", "four") == [("One two three", False)]
    assert excerpt("", "four") == []


@pytest.mark.parametrize(
    "hostile",
    ["", " ", "\0", "a\0b", '"', "'", "\\", "%", "_", "*", "(" * 500, "x" * 10_000, "a " * 5_000, "\ud800", "🕯️👩‍👩‍👧",
     "\u202eabc", "ﷺ" * 300, "e" + "\u0301" * 500, "\u1100" * 300, "AND OR NOT NEAR"],
)  # fmt: skip
def test_any_text_is_answered(hostile):
    for text in (hostile, "An ordinary text"):
        assert isinstance(excerpt(text, hostile), list)
    assert all(" " not in token and token for token in tokens(hostile))
    assert len(query_terms(hostile)) <= 20
    assert "\0" not in normalise(hostile)


def test_every_unicode_class_is_answered():
    chars = random.Random(1).sample(range(0x110000), 5_000)
    text = "".join(map(chr, chars))
    assert normalise(normalise(text)) == normalise(text)
    tokens(text)
    excerpt(text, text[:200])
