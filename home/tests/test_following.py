"""A published original is followed by its translations: at once where words stay, with a starting point where they change."""

import json
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale
from wagtail_localize.models import Translation

from home.models import ContentPage, Topic
from home.tests.test_translation import content, home, live_translation, locale
from home.tests.working import run_everything
from home.translation import changes
from home.translation.changes import outdated, pairs
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db
LETTER = "<p>The letter is short.</p><p>It is handed over at noon.</p><p>Be friendly.</p>"


@pytest.fixture
def page():
    body = json.dumps([{"type": "paragraph", "id": "words", "value": LETTER}])
    return content(home(), "Deliver", "deliver", body=body, summary="How it is done.")


@pytest.fixture
def work(django_capture_on_commit_callbacks):
    """`with work(): …`: afterwards the worker has done what was put into its queue."""

    @contextmanager
    def working():
        with django_capture_on_commit_callbacks(execute=True):
            yield
        run_everything()

    return working


def publish(page, **values):
    page = ContentPage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def paragraph(html):
    return json.dumps([{"type": "paragraph", "id": "words", "value": html}])


def test_an_edit_keeps_readers_good_translation_and_shows_translators_what_changed(page, work):
    translation, target = live_translation(page, "ko")
    with work():
        publish(page, body=paragraph(LETTER.replace("at noon", "at one o’clock")))
    target.refresh_from_db()
    assert target.live and "at noon" in str(target.body) and "o’clock" not in str(target.body)
    translation.refresh_from_db()
    (change,) = outdated(translation)
    assert (change.text, change.was) == ("It is handed over at one o’clock.", "It is handed over at noon.")
    assert change.translation == "ko: It is handed over at noon."
    draft = target.get_latest_revision_as_object()
    assert "o’clock" in str(draft.body) and "ko: Be friendly." in str(draft.body)


def test_once_it_is_translated_again_nothing_is_outdated(page, work):
    translation, target = live_translation(page, "ko")
    with work():
        publish(page, summary="How it is done today.")
    translation.refresh_from_db()
    assert [change.was for change in outdated(translation)] == ["How it is done."]
    fill(translation, lambda path, text: "오늘 하는 방법" if "today" in text else "")
    translation.save_target(publish=True)
    assert outdated(translation) == []
    target.refresh_from_db()
    assert target.summary == "오늘 하는 방법"


def test_what_needs_no_words_reaches_readers_at_once(page, work):
    _translation, target = live_translation(page, "ko")
    reordered = "<p>Be friendly.</p><p>The letter is short.</p><p>It is handed over at noon.</p>"
    with work():
        publish(page, body=paragraph(reordered), show_in_menus=True)
    target.refresh_from_db()
    assert str(target.body).index("Be friendly") < str(target.body).index("The letter")
    assert target.show_in_menus


def test_what_a_reviewer_has_not_seen_is_not_published_along(page, work):
    translation, target = live_translation(page, "ko")
    fill(translation, lambda path, text: "not reviewed" if path == "summary" else "")
    translation.save_target(publish=False)
    with work():
        publish(page, show_in_menus=True)
    target.refresh_from_db()
    assert target.summary == "ko: How it is done." and not target.show_in_menus
    assert target.get_latest_revision_as_object().show_in_menus


def test_a_translation_that_was_never_published_stays_a_draft(page, work):
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: f"ko: {text}")
    with work():
        publish(page, show_in_menus=True)
    assert not translation.get_target_instance().live


def test_two_edits_before_the_translator_returns_lead_back_to_what_was_translated(page, work):
    translation, _target = live_translation(page, "ko")
    for hour in ("at one", "at two", "at three"):
        with work():
            publish(page, body=paragraph(LETTER.replace("at noon", hour)))
    translation.refresh_from_db()
    (change,) = outdated(translation)
    assert change.was == "It is handed over at noon." and "at three" in change.text
    with work():
        publish(page, body=paragraph(LETTER))
    assert outdated(translation) == []


def test_a_language_added_after_edits_starts_from_the_present_words(page, work):
    live_translation(page, "ko")
    with work():
        publish(page, summary="New words.")
    translation = translate(page, locale("fr"))
    assert outdated(translation) == []
    assert translation.get_target_instance().get_latest_revision_as_object().summary == "New words."


def test_a_snippet_is_followed_too(work):
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"))
    translation = translate(topic, locale("ko"))
    fill(translation, lambda path, text: "기도")
    translation.save_target(publish=True)
    with work():
        topic.title = "Prayers"
        topic.save_revision().publish()
    translation.refresh_from_db()
    (change,) = outdated(translation)
    assert (change.was, change.translation) == ("Prayer", "기도")
    assert Topic.objects.get(locale=locale("ko")).title == "기도"


def test_a_translation_that_staff_deleted_does_not_come_back(page, work):
    _translation, target = live_translation(page, "ko")
    target.delete()
    with work():
        publish(page, summary="New words.")
    assert not ContentPage.objects.filter(locale=Locale.objects.get(language_code="ko")).exists()


def test_what_nobody_translates_costs_no_task(page, work):
    with work():
        publish(page, summary="New words.")
    assert not DBTaskResult.objects.filter(task_path__endswith="following.follow").exists()


def test_one_that_is_refused_does_not_hold_up_the_others(page, work, monkeypatch):
    _korean, _target = live_translation(page, "ko")
    french, _target = live_translation(page, "fr")
    save = Translation.save_target

    def refuse_korean(self, *args, **kwargs):
        if self.target_locale.language_code == "ko":
            raise ValidationError({"title": "too long"})
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Translation, "save_target", refuse_korean)
    with work():
        publish(page, show_in_menus=True)
    assert french.get_target_instance().show_in_menus


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({1: "Title"}, {2: "Something else"}, [(2, 1)]),
        ({1: "Come at noon.", 2: "Be friendly."}, {3: "Come at one.", 2: "Be friendly."}, [(3, 1)]),
        ({1: "Come at noon.", 2: "Be kind."}, {3: "Be very kind.", 4: "Come at noon!"}, [(3, 2), (4, 1)]),
        ({1: "Come at noon.", 2: "Be friendly."}, {1: "Come at noon.", 3: "XYZ"}, []),
        ({1: "Come at noon."}, {1: "Come at noon.", 2: "Come at noon too."}, []),
        ({}, {1: "New"}, []),
    ],
)
def test_a_text_is_paired_with_what_it_most_likely_was(before, after, expected):
    assert sorted(pairs(before, after)) == expected


def test_noting_costs_the_same_however_long_the_page(page, work, django_assert_max_num_queries):
    live_translation(page, "ko")
    source = translate(page, locale("ko")).source
    many = "".join(f"<p>Sentence number {number}.</p>" for number in range(40))
    page = publish(page, body=paragraph(many))
    before = changes.texts(source)
    source.update_from_db()
    with django_assert_max_num_queries(2):
        changes.note(before, changes.texts(source))
