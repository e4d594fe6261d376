"""What happens to translations over time: nothing stale, nothing lost, nothing live by accident."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from home.accounts.roles import sync_roles
from home.background.publishing import publish_due
from home.models import ContentPage
from home.tests.test_coverage import cell, look, member
from home.tests.test_following import publish, work  # noqa: F401  a fixture
from home.tests.test_translation import content, fill_all, home, live_translation, locale
from home.translation import partial
from home.translation.changes import outdated
from home.translation.coverage import State
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = content(home(), "Deliver", "deliver", summary="How a letter is handed over.")
    live_translation(page, "ko")
    sync_roles()
    return page


def korean(page):
    return ContentPage.objects.get(translation_key=page.translation_key, locale=locale("ko"))


def fresh(page):
    return ContentPage.objects.get(pk=page.pk)


# --- What the matrix says of it


def test_a_complete_draft_is_not_in_progress_any_more(page):
    translation = translate(page, locale("ko"))
    other = translate(page, locale("fr"))
    fill_all(other)
    assert cell(page, "fr").state == State.READY
    assert cell(page, "ko").state == State.LIVE
    assert translation.get_target_instance().live


def test_a_translation_that_left_with_its_original_says_so_until_somebody_works_on_it(page, client, work):  # noqa: F811
    member(client, "Owners")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert cell(page, "ko").state == State.LEFT
    assert "Translated, not published" not in look(client, "translation_desk", language="ko")
    korean(page).save_revision()
    assert cell(page, "ko").state == State.READY


def test_a_partial_translation_is_told_from_one_that_has_fallen_behind(page, client, work):  # noqa: F811
    french = live_translation(page.get_parent().specific, "fr")[0]
    assert french.get_target_instance().live
    translation = translate(page, locale("fr"))
    fill(translation, lambda path, text: "Remettre" if path == "title" else "")
    partial.publish(translation, member(client, "Owners"))
    assert cell(page, "fr").state == State.PARTIAL
    assert "Published in part (1)" in look(client, "translation_desk", language="fr")
    with work():
        publish(page, summary="Something else.")
    assert cell(page, "fr").state == State.OUTDATED


# --- Edits


def test_an_edit_during_a_review_is_seen_by_the_reviewer_and_not_published_untranslated(page, client, work):  # noqa: F811
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: f"better {text}")
    translation.save_target(publish=False)
    target = korean(page)
    target.get_workflow().start(target, member(client, "Editors"))
    with work():
        publish(page, summary="Changed while somebody reviewed.")
    target = korean(page)
    with pytest.raises(Exception, match="1 passage"):
        target.get_latest_revision().publish()
    assert korean(page).title == "ko: Deliver"


def test_sending_again_after_an_edit_neither_doubles_nor_loses_anything(page, client, work):  # noqa: F811
    with work():
        publish(page, summary="Other words.")
    before = set(StringTranslation.objects.values_list("pk", flat=True))
    member(client, "Owners")
    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale("ko").pk]}
    )
    translation = translate(page, locale("ko"))
    assert set(StringTranslation.objects.values_list("pk", flat=True)) >= before
    assert [each.was for each in outdated(translation)] == ["How a letter is handed over."]
    assert ContentPage.objects.filter(translation_key=page.translation_key, locale=locale("ko")).count() == 1


def test_an_edit_that_is_taken_back_needs_no_translator(page, work):  # noqa: F811
    with work():
        publish(page, summary="Other words.")
    with work():
        publish(page, summary="How a letter is handed over.")
    assert cell(page, "ko").state == State.LIVE
    assert korean(page).summary == "ko: How a letter is handed over."


def test_a_draft_of_the_original_changes_nothing(page, work):  # noqa: F811
    with work():
        draft = fresh(page)
        draft.summary = "Not decided yet."
        draft.save_revision()
    assert cell(page, "ko").state == State.LIVE


# --- Originals in other languages, and chains


@pytest.fixture
def letter():
    """A Korean original below a Korean home page whose own original is English."""
    english = home()
    page = content(live_translation(english, "ko")[1], "편지", "letter", summary="짧다.")
    for code in ("fr",):
        live_translation(english, code)
    return page


def live_in(page, code, prefix):
    translation = translate(page, locale(code))
    fill(translation, lambda path, text: f"{prefix}: {text}")
    translation.save_target(publish=True)
    return translation


def in_language(page, code):
    return ContentPage.objects.get(translation_key=page.translation_key, locale=locale(code))


def test_a_korean_original_is_followed_by_every_language(letter, work):  # noqa: F811
    live_in(letter, "en", "en")
    live_in(letter, "fr", "fr")
    with work():
        publish(letter, summary="길다.")
    for code in ("en", "fr"):
        assert cell(letter, code).state == State.OUTDATED
        assert in_language(letter, code).summary == f"{code}: 짧다."


def test_french_that_is_sent_from_the_english_translation_comes_from_the_korean_original(letter, client):
    live_in(letter, "en", "en")
    member(client, "Owners")
    english = in_language(letter, "en")
    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[english.pk]), {"locales": [locale("fr").pk]}
    )
    translation = translate(letter, locale("fr"))
    assert translation.source.locale == locale("ko")
    assert in_language(letter, "fr").get_latest_revision_as_object().title == "편지"


def test_a_correction_of_the_english_translation_leaves_french_as_it_is(letter, work):  # noqa: F811
    english, french = live_in(letter, "en", "en"), live_in(letter, "fr", "fr")
    with work():
        fill(english, lambda path, text: f"better: {text}")
        english.save_target(publish=True)
    assert in_language(letter, "en").title == "better: 편지"
    assert in_language(letter, "fr").title == "fr: 편지"
    assert outdated(french) == []


# --- Moving, renaming, leaving


def test_a_renamed_original_keeps_every_old_address_of_its_translations(
    page, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        renamed = fresh(page)
        renamed.slug = "hand-over"
        renamed.save_revision().publish()
    assert korean(page).slug == "hand-over"
    assert client.get("/ko/deliver/").headers["Location"] == "/ko/hand-over/"
    assert client.get("/ko/hand-over/").status_code == 200
    assert Redirect.objects.filter(old_path="/ko/deliver").exists()


def test_a_moved_original_takes_translations_and_their_words_along(page, client, work):  # noqa: F811
    section = content(Page.objects.get(pk=page.get_parent().pk).specific, "Take part", "take-part")
    live_translation(section, "ko")
    with work():
        fresh(page).move(Page.objects.get(pk=section.pk), pos="last-child")
    assert korean(page).url_path == "/ko/take-part/deliver/"
    assert korean(page).live and cell(page, "ko").state == State.LIVE


def test_deleting_an_original_warns_with_a_number_and_destroys_no_translation(page, client):
    member(client, "Owners")
    words = StringTranslation.objects.count()
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "1 translation leaves the site with it." in client.get(address).content.decode()
    client.post(address)
    assert not korean(page).live and korean(page).title == "ko: Deliver"
    assert StringTranslation.objects.count() == words


def test_a_scheduled_original_is_followed_when_its_time_has_come_and_not_before(page, work):  # noqa: F811
    with work():
        later = fresh(page)
        later.summary = "From tomorrow on."
        later.go_live_at = timezone.now() + datetime.timedelta(hours=1)
        revision = later.save_revision()
        revision.publish()
    assert cell(page, "ko").state == State.LIVE
    its_time = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"] = its_time.isoformat()
    revision.approved_go_live_at = its_time
    revision.save()
    with work():
        assert publish_due() == ""
    assert fresh(page).summary == "From tomorrow on."
    assert cell(page, "ko").state == State.OUTDATED
    assert korean(page).summary == "ko: How a letter is handed over."
