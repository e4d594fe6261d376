"""Translators and reviewers in the admin: their language whole, the others not at all; the old editor is closed to everybody."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail_localize.models import StringSegment

from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, OwnerFactory, TopicFactory, UserFactory, home_page
from home.models import ContentPage
from home.tests.test_translation import fill_all, live_translation, locale
from home.translation.submit import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ContentPageFactory(parent=home_page("en"), slug="about", title="About", summary="Why.")
    for code in ("ko", "ar"):
        live_translation(page.get_parent().specific, code)
        translate(page, locale(code))
    sync_roles()
    return page


def member(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def work(thing, code):
    return translate(thing, locale(code))


def edit(thing):
    if isinstance(thing, ContentPage):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse("wagtailsnippets_home_topic:edit", args=[thing.pk])


@pytest.mark.parametrize("role", ["Editors", "Owners", "Reviewers: ko", "Translators: ko"])
def test_the_edit_address_of_a_translated_page_leads_to_the_workbench(page, client, role):
    member(client, role)
    translation = work(page, "ko")
    response = client.get(edit(translation.get_target_instance()))
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("translation_workbench", args=[translation.pk]),
    )
    assert client.get(response["Location"]).status_code == 200


def test_the_edit_address_of_a_translated_snippet_leads_to_the_workbench(page, client):
    member(client, "Editors")
    translation = work(TopicFactory(title="Prayer"), "ko")
    response = client.get(edit(translation.get_target_instance()))
    assert response["Location"] == reverse("translation_workbench", args=[translation.pk])


@pytest.mark.parametrize("who", ["Editors", "Reviewers: ko", "superuser"])
def test_nobody_writes_a_translated_page_past_the_workbench(page, client, who):
    if who == "superuser":
        client.force_login(OwnerFactory())
    else:
        member(client, who)
    target = work(page, "ko").get_target_instance()
    before = target.latest_revision_id
    data = {"title": "x", "slug": "about", "action-publish": "1"}
    assert client.post(edit(target), data).status_code in (302, 403)
    target.refresh_from_db()
    assert (target.latest_revision_id, target.live) == (before, False)


def test_a_page_whose_translation_was_stopped_is_edited_like_any_other(page, client):
    member(client, "Editors")
    translation = work(page, "ko")
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    response = client.get(edit(translation.get_target_instance()))
    assert response.status_code == 200 and "localize-restart-translation" in response.content.decode()


def test_an_original_is_edited_as_ever(page, client):
    member(client, "Editors")
    assert client.get(edit(page)).status_code == 200


@pytest.mark.parametrize("who", ["Translators: ko", "Editors", "superuser"])
def test_the_views_of_the_old_editor_are_gone(page, client, who):
    if who == "superuser":
        client.force_login(OwnerFactory())
    else:
        member(client, who)
    translation = work(page, "ko")
    segment = StringSegment.objects.filter(source=translation.source).first()
    for name, args in {
        "edit_string_translation": [translation.pk, segment.pk],
        "edit_override": [translation.pk, 1],
        "download_pofile": [translation.pk],
        "upload_pofile": [translation.pk],
        "machine_translate": [translation.pk],
        "preview_translation": [translation.pk],
        "snippets_api_listing": ["home", "topic"],
        "javascript_catalog": [],
    }.items():
        address = reverse(f"wagtail_localize:{name}", args=args)
        assert client.get(address).status_code == 404, name
        assert client.post(address).status_code == 404, name


@pytest.mark.parametrize(("role", "may"), [("Translators: ko", False), ("Reviewers: ko", True)])
def test_a_draft_translation_is_deleted_by_who_may_publish_only(page, client, role, may):
    member(client, role)
    target = work(page, "ko").get_target_instance()
    client.post(reverse("wagtailadmin_pages:delete", args=[target.pk]))
    assert ContentPage.objects.filter(pk=target.pk).exists() is not may


@pytest.mark.parametrize(
    ("role", "sees"), [("Translators: ko", False), ("Translators: ar", True), ("Editors", True)]
)
def test_a_chooser_offers_no_draft_of_another_language(page, client, role, sees):
    member(client, role)
    topic = work(TopicFactory(title="Prayer", slug="prayer"), "ar").get_target_instance()
    type(topic).objects.filter(pk=topic.pk).update(title="Hidden word")
    html = client.get(reverse("wagtailsnippetchoosers_home_topic:choose")).content.decode()
    assert ("Hidden word" in html) is sees
    assert "Prayer" in html  # every visitor sees that one
    chosen = client.get(reverse("wagtailsnippetchoosers_home_topic:chosen", args=[topic.pk]))
    assert (chosen.status_code == 200) is sees


@pytest.mark.parametrize(
    ("role", "sees"), [("Translators: ko", False), ("Translators: ar", True), ("Editors", True)]
)
def test_the_page_chooser_names_no_draft_of_another_language(page, client, role, sees):
    member(client, role)
    draft = work(page, "ar").get_target_instance()
    ContentPage.objects.filter(pk=draft.pk).update(title="Hidden page", draft_title="Hidden page")
    below = reverse("wagtailadmin_choose_page_child", args=[draft.get_parent().pk])
    assert ("Hidden page" in client.get(below).content.decode()) is sees
    chosen = client.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": draft.pk})
    assert ("Hidden page" in chosen.content.decode()) is sees


def test_a_page_that_visitors_see_can_be_chosen_by_everybody(page, client):
    member(client, "Translators: ko")
    below = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    assert "About" in client.get(below).content.decode()


def test_a_translator_submits_and_a_reviewer_publishes_in_the_workbench(page, client):
    translation = work(page, "ko")
    fill_all(translation)
    act = reverse("translation_act", args=[translation.pk])
    member(client, "Translators: ar")
    client.post(act, {"action": "submit"})
    assert translation.get_target_instance().current_workflow_state is None
    member(client, "Translators: ko")
    client.post(act, {"action": "submit"})
    assert translation.get_target_instance().workflow_in_progress
    client.post(act, {"action": "approve"})
    assert not translation.get_target_instance().live
    member(client, "Reviewers: ko")
    client.post(act, {"action": "approve"})
    assert translation.get_target_instance().live
