"""What was translated before is offered again: the best first, with its origin, and never to those who may not read it."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringSegment, StringTranslation

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.tests.test_translation import content, fill_all, home, live_translation, locale
from home.translation.memory import index, matches, matches_for_many, repetitions
from home.translation.submit import fill, translate
from home.translation.workbench.addresses import address_of_translation

pytestmark = pytest.mark.django_db
LETTER = "The letter is handed over at the gate of the embassy."
BRIEF = "편지는 대사관 정문에서 전달됩니다."


@pytest.fixture
def page():
    page = content(home(), "Deliver", "deliver", summary=LETTER)
    live_translation(page, "ko")
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: BRIEF if text == LETTER else "")
    sync_roles()
    return page


def translator(role="Translators: ko"):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def offered(text, user=None, source="en", target="ko", **kwargs):
    return matches(text, locale(source), locale(target), user=user, **kwargs)


def scores(text, *args, **kwargs):
    return [(match.score, match.translation) for match in offered(text, *args, **kwargs)]


def test_the_very_text_scores_100_and_says_where_it_comes_from(page):
    StringTranslation.objects.filter(data=BRIEF).update(last_translated_by=UserFactory(name="Mina"))
    [match] = offered(LETTER, translator())
    assert (match.score, match.source, match.translation) == (100, LETTER, BRIEF)
    assert (match.title, match.who) == ("Deliver", "Mina")
    assert match.address == address_of_translation(translate(page, locale("ko")).pk)
    assert match.when is not None


def test_what_is_alike_scores_less_the_less_it_is_alike(page):
    user = translator()
    [(near, _text)] = scores("The letter is handed over at the gates of the embassy.", user)
    [(far, _text)] = scores("Our letter was handed in at the gate of an embassy.", user)
    assert 65 <= far < near < 100
    assert scores("Pray for them.", user) == []


def test_a_text_with_other_tags_scores_less_and_keeps_its_own(page):
    user = translator()
    [match] = offered("The <b>letter</b> is handed over at the gate of the embassy.", user)
    assert match.score < 99
    assert match.translation == BRIEF


def test_the_same_words_written_otherwise_are_not_the_very_text(page):
    assert scores("The Letter is handed over at the gate of the embassy.", translator()) == [(99, BRIEF)]


def test_each_translation_is_offered_once_and_no_more_than_asked_for(page):
    parent = page.get_parent().specific
    for number in range(7):
        other = content(parent, f"Other {number}", f"other-{number}", summary=LETTER)
        fill(translate(other, locale("ko")), lambda path, text: BRIEF if text == LETTER else "")
        fill(
            translate(other, locale("ko")),
            lambda path, text, number=number: f"제목 {number}" if path == "title" else "",
        )
    user = translator()
    assert scores(LETTER, user) == [(100, BRIEF)]
    found = scores("Other 9", user)
    assert len(found) == 5
    assert found == sorted(found, key=lambda pair: -pair[0])
    assert len(scores("Other 9", user, limit=2)) == 2


def test_what_has_an_error_is_not_offered(page):
    StringTranslation.objects.filter(data=BRIEF).first().delete()
    row = StringTranslation.objects.filter(translation_of__data=LETTER).first()
    assert row is None
    fill(translate(page, locale("ko")), lambda path, text: BRIEF if text == LETTER else "")
    user = translator()
    assert scores(LETTER, user) == [(100, BRIEF)]
    broken = StringTranslation.objects.get(data=BRIEF)
    broken.has_error = True
    broken.save()
    assert scores(LETTER, user) == []


def test_what_is_written_now_is_offered_at_once(page):
    user = translator()
    assert scores("A new text, never seen.", user) == []
    other = content(page.get_parent().specific, "New", "new", summary="A new text, never seen.")
    fill(translate(other, locale("ko")), lambda path, text: "새 글" if path == "summary" else "")
    assert scores("A new text, never seen.", user) == [(100, "새 글")]


def test_what_is_written_again_or_deleted_is_offered_no_more(page):
    user = translator()
    assert scores(LETTER, user) == [(100, BRIEF)]
    row = StringTranslation.objects.get(data=BRIEF)
    row.data = "편지를 건넵니다."
    row.save()
    assert scores(LETTER, user) == [(100, "편지를 건넵니다.")]
    row.delete()
    assert scores(LETTER, user) == []


def test_one_more_translation_is_read_without_all_the_others(page):
    user, english, korean = translator(), locale("en"), locale("ko")
    matches(LETTER, english, korean, user=user)
    row = StringTranslation.objects.get(data=BRIEF)
    row.data = "편지를 건넵니다."
    row.save()
    with CaptureQueriesContext(connection) as queries:
        index.entries(english, korean)
    assert len(queries) == 2


def test_an_original_in_the_other_language_is_offered_with_fewer_points(page):
    korean = content(home("ja"), "Japanese", "japanese", summary="手紙は大使館の門で渡されます。")
    fill(
        translate(korean, locale("en")),
        lambda path, text: "Handed over in Tokyo." if path == "summary" else "",
    )
    editor = translator("Editors")
    found = offered("Handed over in Tokyo.", editor, target="ja")
    assert [(match.score, match.translation) for match in found] == [(95, "手紙は大使館の門で渡されます。")]


def test_two_translations_of_one_original_know_each_other(page):
    original = content(home("ja"), "Japanese", "japanese", summary="手紙は大使館の門で渡されます。")
    for code, words in (("en", "Handed over in Tokyo."), ("ko", "도쿄에서 전달됩니다.")):
        fill(
            translate(original, locale(code)),
            lambda path, text, words=words: words if path == "summary" else "",
        )
    found = offered("Handed over in Tokyo.", translator("Editors"))
    assert [(match.score, match.translation) for match in found] == [(95, "도쿄에서 전달됩니다.")]


def test_a_place_of_ones_own_is_not_offered(page):
    context = StringTranslation.objects.get(data=BRIEF).context_id
    user = translator()
    assert scores(LETTER, user, not_in=[context]) == []
    target = page.get_translation(locale("ko"))
    segment = StringSegment.objects.get(string__data=LETTER)
    asked = [(segment.string_id, LETTER)]
    english, korean = locale("en"), locale("ko")
    assert matches_for_many(asked, english, korean, target=target, user=user) == {segment.string_id: []}
    assert len(matches_for_many(asked, english, korean, user=user)[segment.string_id]) == 1


def test_repetitions_are_known(page):
    twice = content(page.get_parent().specific, "Same", "same", summary="Same")
    translation = translate(twice, locale("ko"))
    [(text_id, places)] = repetitions(translation).items()
    assert StringSegment.objects.filter(pk__in=places, string_id=text_id, string__data="Same").count() == 2
    assert repetitions(translate(page, locale("ko"))) == {}


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("Translators: ko", True),
        ("Editors", True),
        ("Translators: fr", False),
        ("Auditors", False),
        (None, False),
    ],
)
def test_words_of_a_private_page_are_for_those_who_translate_the_language(page, role, told):
    live_translation(page, "fr")
    sync_roles()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    user = translator(role) if role else None
    assert bool(scores(LETTER, user)) is told


def test_everybody_is_told_what_every_visitor_reads(page):
    translation = translate(page, locale("ko"))
    translation.save_target(publish=True)
    assert scores(LETTER) == [(100, BRIEF)]


def test_a_draft_is_not_for_everybody(page):
    draft = content(page.get_parent().specific, "Draft", "draft", summary="Only a draft so far.")
    fill(translate(draft, locale("ko")), lambda path, text: "초안" if path == "summary" else "")
    assert scores("Only a draft so far.") == []
    assert scores("Only a draft so far.", translator()) == [(100, "초안")]


def test_many_texts_cost_the_queries_of_one(page, django_assert_num_queries):
    parent = page.get_parent().specific
    user, english, korean = translator(), locale("en"), locale("ko")
    for number in range(6):
        other = content(
            parent, f"Letter {number}", f"letter-{number}", summary=f"The letter number {number}."
        )
        fill_all(translate(other, korean))
    segments = list(StringSegment.objects.values_list("string_id", "string__data").distinct())
    target = page.get_translation(korean)
    matches_for_many(segments, english, korean, target=target, user=user)  # read once
    user = type(user).objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as few:
        matches_for_many(segments[:2], english, korean, target=target, user=user)
    user = type(user).objects.get(pk=user.pk)
    with django_assert_num_queries(len(few)):
        found = matches_for_many(segments, english, korean, target=target, user=user)
    assert len(found) == len(segments)
