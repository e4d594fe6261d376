"""Translations are drafts under real parents, and no untranslated word goes live."""

import datetime
import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from home.models import ContentPage, HomePage, Topic, User
from home.registries import publish_gates
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


def locale(code):
    return Locale.objects.get_or_create(language_code=code)[0]


def home(code="en"):
    root = Page.get_first_root_node()
    page = root.add_child(
        instance=HomePage(
            title=f"Home {code}", slug=code, demand="Do not send them back", locale=locale(code)
        )
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page}
    )
    return page


def content(parent, title, slug, **kwargs):
    kwargs.setdefault(
        "body", json.dumps([{"type": "heading", "id": slug, "value": {"text": f"On {title}", "level": "2"}}])
    )
    page = parent.add_child(instance=ContentPage(title=title, slug=slug, locale=parent.locale, **kwargs))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def fill_all(translation):
    code = translation.target_locale.language_code
    return fill(translation, lambda path, text: f"{code}: {text}")


def live_translation(page, code):
    """`page` in another language, complete and live, with its parents."""
    parents = [each.specific for each in page.get_ancestors().filter(depth__gte=2)]
    for each in [*parents, page]:
        translation = translate(each, locale(code))
        fill_all(translation)
        translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert target.live
    return translation, target


def no_aliases():
    return not Page.objects.filter(alias_of__isnull=False).exists()


@pytest.fixture
def deep():
    """A page three levels down."""
    return content(
        content(content(home(), "Take part", "take-part"), "Deliver", "deliver"), "Letter", "letter"
    )


@pytest.fixture
def superuser(client):
    user = User.objects.create_superuser(email="root@example.org", password="password-for-root")
    client.force_login(user)
    return user


def test_missing_parents_become_real_drafts(deep):
    translate(deep, locale("ko"))
    assert no_aliases()
    target = deep.get_translation(locale("ko"))
    assert target.url_path == "/ko/take-part/deliver/letter/"
    assert target.depth == 5
    chain = Page.objects.filter(locale=locale("ko"))
    assert chain.count() == 4
    assert not chain.filter(live=True).exists()
    assert Translation.objects.filter(target_locale=locale("ko"), enabled=True).count() == 4


def test_sent_twice_is_sent_once(deep):
    first = translate(deep, locale("ko"))
    before = (
        Page.objects.count(),
        first.get_target_instance().revisions.count(),
        first.source.translation_logs.count(),
    )
    again = translate(deep, locale("ko"))
    target = again.get_target_instance()
    assert again == first
    assert (Page.objects.count(), target.revisions.count(), again.source.translation_logs.count()) == before


def test_an_alias_in_the_way_becomes_a_page_of_its_own(deep):
    deep.copy_for_translation(locale("ko"), copy_parents=True, alias=True)
    assert not no_aliases()
    translate(deep, locale("ko"))
    assert no_aliases()


def test_the_admin_translates_a_deep_page_as_a_draft(client, superuser, deep):
    response = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[deep.pk]),
        {"locales": [locale("ko").pk], "include_subtree": ""},
    )
    assert response.status_code == 302
    assert no_aliases()
    chain = Page.objects.filter(locale=locale("ko"))
    assert chain.count() == 4
    assert not chain.filter(live=True).exists()


def test_the_admin_translates_a_whole_tree(client, superuser, deep):
    top = deep.get_ancestors().get(depth=2)
    response = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[top.pk]),
        {"locales": [locale("ko").pk, locale("ar").pk], "include_subtree": "on"},
    )
    assert response.status_code == 302
    assert no_aliases()
    for code in ("ko", "ar"):
        assert Page.objects.get(locale=locale(code), depth=2).slug == code
        assert Page.objects.filter(locale=locale(code), live=False).count() == 4


def test_a_language_added_later_starts_from_the_published_words(client, superuser, deep):
    translate(deep, locale("ko"))
    deep.title = "Letter, second version"
    deep.save_revision().publish()
    client.post(
        reverse("wagtail_localize:submit_page_translation", args=[deep.pk]), {"locales": [locale("ar").pk]}
    )
    assert deep.get_translation(locale("ar")).title == "Letter, second version"


@pytest.mark.parametrize("publish", [True, False])
def test_no_untranslated_word_goes_live(deep, publish):
    translation, before = live_translation(deep, "ko")
    deep.title = "Changed, not translated"
    deep.summary = "New words"
    deep.save_revision().publish()
    translation.source.update_from_db()
    translation.save_target(publish=publish)

    after = translation.get_target_instance()
    assert after.live
    assert (after.title, after.summary, after.slug) == (before.title, before.summary, before.slug)
    assert after.body.raw_data[0]["value"] == before.body.raw_data[0]["value"]
    assert after.live_revision_id == before.live_revision_id
    assert after.has_unpublished_changes
    assert after.get_latest_revision_as_object().title == "Changed, not translated"


def test_the_update_view_publishes_complete_translations_only(client, superuser, deep):
    translation, before = live_translation(deep, "ko")
    deep.title = "Changed"
    deep.save_revision().publish()
    response = client.post(
        reverse("wagtail_localize:update_translations", args=[translation.source_id]),
        {"publish_translations": "on"},
    )
    assert response.status_code == 302
    assert translation.get_target_instance().title == before.title


def test_a_complete_translation_is_published(deep):
    _translation, target = live_translation(deep, "ko")
    assert target.title == "ko: Letter"
    assert target.body[0].value["text"] == "ko: On Letter"
    assert target.slug == "letter"
    assert not target.has_unpublished_changes


def test_a_child_of_a_draft_stays_a_draft(deep):
    translation = translate(deep, locale("ko"))
    fill_all(translation)
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert not target.live
    assert target.title == "ko: Letter"


def test_words_of_a_translator_survive_until_published(deep):
    translation = translate(deep, locale("ko"))
    fill(translation, lambda path, text: "편지" if path == "title" else None)
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert (target.title, target.slug, target.live) == ("편지", "letter", False)


def test_fill_counts_and_ignores_broken_markup(deep):
    translation = translate(deep, locale("ko"))
    filled, total = fill(translation, lambda path, text: "<b" if path == "title" else text)
    assert total >= 2
    assert StringTranslation.objects.filter(locale=locale("ko"), has_error=False).count() == filled
    again, _total = fill(translation, lambda path, text: "제목")
    assert again == total


def test_a_korean_original_is_translated_into_english():
    english = home("en")
    korean = live_translation(english, "ko")[1]
    page = content(korean, "편지", "letter")
    translation = translate(page, locale("en"))
    target = translation.get_target_instance()
    assert target.get_parent().pk == english.pk
    assert target.url_path == "/en/letter/"
    fill(translation, lambda path, text: "Letter")
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert (target.title, target.live) == ("Letter", True)
    assert page.is_original and not target.is_original


def test_parents_come_from_their_original_not_from_a_translation():
    english = home("en")
    page = content(live_translation(english, "ko")[1], "편지", "letter")
    translate(page, locale("ja"))
    source = Translation.objects.get(
        target_locale=locale("ja"), source__object_id=english.translation_key
    ).source
    assert source.locale == locale("en")
    assert TranslationSource.objects.filter(object_id=english.translation_key).count() == 1


def test_translating_a_translation_translates_its_original(deep):
    _translation, korean = live_translation(deep, "ko")
    assert translate(korean, locale("ja")).source.locale == locale("en")
    with pytest.raises(ValueError):
        translate(korean, locale("en"))


def test_the_gates_are_passed_and_the_draft_is_kept(deep, monkeypatch):
    translation, before = live_translation(deep, "ko")
    monkeypatch.setitem(publish_gates._entries, "test", lambda page: ["Not today."])
    fill(translation, lambda path, text: f"better: {text}")
    with pytest.raises(ValidationError, match="Not today"):
        translation.save_target(publish=True)
    after = translation.get_target_instance()
    assert after.title == before.title
    assert after.get_latest_revision_as_object().title == "better: Letter"


def test_the_editor_shows_a_refusal_of_the_gates(client, superuser, deep, monkeypatch):
    translation, _before = live_translation(deep, "ko")
    monkeypatch.setitem(publish_gates._entries, "test", lambda page: ["Not today."])
    fill(translation, lambda path, text: f"better: {text}")
    act = reverse("translation_act", args=[translation.pk])
    assert "Not today." in client.post(act, {"action": "publish"}, follow=True).content.decode()


def test_a_title_too_long_is_noted_at_its_translation(deep):
    deep.seo_title = "Short"
    deep.save_revision().publish()
    translation, before = live_translation(deep, "ko")
    fill(translation, lambda path, text: "가" * 300 if path == "seo_title" else None)
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)
    noted = StringTranslation.objects.get(
        context__path="seo_title", context__object=translation.source.object
    )
    assert noted.has_error
    assert translation.get_target_instance().title == before.title


def test_whoever_may_not_publish_saves_a_draft(deep):
    translation, before = live_translation(deep, "ko")
    fill(translation, lambda path, text: f"better: {text}")
    translation.save_target(user=User.objects.create_user(email="nobody@example.org"), publish=True)
    assert translation.get_target_instance().title == before.title


def test_a_view_restriction_follows(deep):
    translation, target = live_translation(deep, "ko")
    deep.view_restrictions.create(restriction_type="login")
    translation.save_target(publish=False)
    assert target.view_restrictions.count() == 1


def test_a_snippet_is_a_draft_until_complete():
    topic = Topic.objects.create(title="Repatriation", slug="repatriation", locale=locale("en"))
    translation = translate(topic, locale("ko"))
    target = translation.get_target_instance()
    assert (target.live, target.slug, topic.live) == (False, "repatriation", True)
    translation.save_target(publish=True)
    assert not translation.get_target_instance().live

    fill(translation, lambda path, text: "북송")
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert (target.live, target.title) == (True, "북송")

    topic.title = "Forced repatriation"
    topic.save()
    translation.source.update_from_db()
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert (target.live, target.title, target.has_unpublished_changes) == (True, "북송", True)
    assert target.get_latest_revision_as_object().title == "Forced repatriation"


@pytest.fixture
def edition_page():
    model = apps.get_model("events.EditionPage")
    edition = apps.get_model("events.Edition").objects.create(year=2027, date=datetime.date(2027, 9, 24))
    page = home().add_child(instance=model(title="2027", slug="2027", edition=edition, locale=locale("en")))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def test_a_translation_never_gets_another_record(edition_page):
    translation, target = live_translation(edition_page, "ko")
    other = apps.get_model("events.Edition").objects.create(year=2028)
    context = TranslationContext.objects.create(object=translation.source.object, path="edition")
    OverridableSegment.objects.create(
        source=translation.source, context=context, order=99, data_json=json.dumps(edition_page.edition_id)
    )
    SegmentOverride.objects.create(
        locale=locale("ko"), context=context, data_json=json.dumps(other.pk), last_translated_by=None
    )
    fill(translation, lambda path, text: f"better: {text}")
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert target.title == "better: 2027"
    assert target.edition_id == edition_page.edition_id


def test_drafted_facts_stay_with_the_original(edition_page):
    edition_page.facts_draft = {"cities_count": 80}
    edition_page.save_revision()
    edition_page.live = False
    edition_page.has_unpublished_changes = True
    edition_page.save()
    target = translate(edition_page, locale("ko")).get_target_instance()
    assert target.facts_draft is None
    assert target.get_latest_revision_as_object().facts_draft is None


def test_slugs_follow_the_original(deep, django_capture_on_commit_callbacks):
    translation, target = live_translation(deep, "ko")
    draft = translate(deep, locale("ar"))
    fill(translation, lambda path, text: f"draft: {text}")
    translation.save_target(publish=False)

    with django_capture_on_commit_callbacks(execute=True):
        deep.slug = "letters"
        deep.save_revision().publish()

    target = translation.get_target_instance()
    assert target.url_path == "/ko/take-part/deliver/letters/"
    assert target.title == "ko: Letter"
    assert target.get_latest_revision_as_object().slug == "letters"
    assert draft.get_target_instance().slug == "letters"
    assert no_aliases()
    assert Redirect.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        target.slug = "pyeonji"
        target.save()
    deep.refresh_from_db()
    assert deep.slug == "letters"


def test_the_slug_of_a_home_page_is_its_own(deep, django_capture_on_commit_callbacks):
    live_translation(deep, "ko")
    english = HomePage.objects.get(locale=locale("en"))
    with django_capture_on_commit_callbacks(execute=True):
        english.slug = "english"
        english.save()
    assert HomePage.objects.get(locale=locale("ko")).slug == "ko"
