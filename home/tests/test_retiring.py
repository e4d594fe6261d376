"""A language leaves the site and comes back: pages, words, people."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import ContentPage, RetiredLanguage, Topic
from home.publishing import PublishRefused
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_translation import content, fill_all, home, live_translation, locale
from home.translation import retiring
from home.translation.coverage.people import languages_of
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """Live in Korean, with a topic that is live in Korean, and a page that is a Korean draft."""
    page = content(home(), "Deliver", "deliver")
    live_translation(page, "ko")
    topic = Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en"))
    translation = translate(topic, locale("ko"))
    fill_all(translation)
    translation.save_target(publish=True)
    translate(content(page.get_parent().specific, "Draft", "draft"), locale("ko"))
    sync_roles()
    return page


def member(client, role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def live(code="ko"):
    pages = Page.objects.filter(locale=locale(code), live=True).values_list("title", flat=True)
    topics = Topic.objects.filter(locale=locale(code), live=True).values_list("title", flat=True)
    return sorted([*pages, *topics])


def retire(client, **data):
    member(client, "Owners")
    return client.post(reverse("translation_retire", args=[locale("ko").pk]), data)


def test_the_confirmation_counts_what_it_touches(page, client):
    member(client, "Translators: ko")
    member(client, "Owners")
    html = client.get(reverse("translation_retire", args=[locale("ko").pk])).content.decode()
    for sentence in ("2 pages leave", "1 menu, word or other thing leaves", "1 draft stays", "1 person can"):
        assert sentence in html, sentence
    assert not RetiredLanguage.objects.exists()


def test_deleting_a_language_with_pages_leads_to_retiring_it(page, client):
    member(client, "Owners")
    html = client.get(reverse("wagtaillocales:delete", args=[locale("ko").pk])).content.decode()
    assert reverse("translation_retire", args=[locale("ko").pk]) in html


def test_a_retired_language_leaves_the_site_and_keeps_its_words(page, client, work):  # noqa: F811
    words, drafts = StringTranslation.objects.count(), Page.objects.count()
    english = live("en")
    assert client.get("/ko/deliver/").context["page"].title == "ko: Deliver"
    with work():
        retire(client)
    client.logout()
    assert live() == []
    assert client.get("/ko/deliver/").context["page"].title == "Deliver"
    assert 'hreflang="ko"' not in client.get("/en/deliver/").content.decode()
    assert "/ko/" not in client.get("/sitemap.xml").content.decode()
    assert (StringTranslation.objects.count(), Page.objects.count()) == (words, drafts)
    assert live("en") == english


def test_it_comes_back_with_what_was_live_and_nothing_else(page, client, work):  # noqa: F811
    before = live()
    with work():
        retire(client)
    with work():
        retire(client, back="1")
    assert live() == before == ["ko: Deliver", "ko: Home en", "ko: Prayer"]
    assert not RetiredLanguage.objects.exists()


def test_the_version_that_was_live_returns_not_a_later_draft(page, client, work):  # noqa: F811
    translation = translate(page, locale("ko"))
    fill(translation, lambda path, text: "초안" if path == "title" else None)
    translation.save_target(publish=False)
    with work():
        retire(client)
    with work():
        retire(client, back="1")
    target = translation.get_target_instance()
    assert (target.live, target.title) == (True, "ko: Deliver")
    assert target.get_latest_revision_as_object().title == "초안"


def test_people_lose_their_rights_and_get_them_back(page, client, work):  # noqa: F811
    translator = member(client, "Translators: ko")
    desk = reverse("translation_desk")
    assert client.get(desk).status_code == 200
    with work():
        retire(client)
    client.force_login(translator)
    assert client.get(desk).status_code in (302, 403)
    sync_roles()  # as after an update
    assert client.get(desk).status_code in (302, 403)
    assert [group.name for group in translator.groups.all()] == ["Translators: ko"]
    with work():
        retire(client, back="1")
    client.force_login(translator)
    assert client.get(desk).status_code == 200


def test_nothing_is_sent_follows_or_goes_live_while_it_is_away(page, client, work):  # noqa: F811
    with work():
        retire(client)
    korean = ContentPage.objects.get(locale=locale("ko"), slug="deliver")
    before = korean.latest_revision_id
    with work():
        page.title = "Deliver letters"
        page.save_revision().publish()
    korean.refresh_from_db()
    assert korean.latest_revision_id == before
    with pytest.raises(PublishRefused, match="retired"):
        korean.get_latest_revision().publish()
    with pytest.raises(ValueError):
        translate(page, locale("ko"))
    topic = Topic.objects.get(locale=locale("ko"))
    with pytest.raises(PublishRefused):
        topic.get_latest_revision().publish()
    editor = member(client, "Editors")
    assert "ko" not in [each.language_code for each in languages_of(editor)]


def test_what_changed_meanwhile_is_followed_when_it_returns(page, client, work):  # noqa: F811
    with work():
        retire(client)
    with work():
        page.summary = "New words"
        page.save_revision().publish()
    with work():
        retire(client, back="1")
    korean = ContentPage.objects.get(locale=locale("ko"), slug="deliver")
    assert (korean.live, korean.summary) == (True, "")
    assert korean.get_latest_revision_as_object().summary == "New words"


def test_what_lost_its_original_meanwhile_stays_away(page, client, work):  # noqa: F811
    with work():
        retire(client)
    page.unpublish()
    with work():
        retire(client, back="1")
    assert "ko: Deliver" not in live()
    with work():
        ContentPage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert "ko: Deliver" in live()


def test_a_killed_worker_goes_on_where_it_stopped(page, client, monkeypatch):
    retire(client)
    taken = []
    take_off = retiring._take_off

    def killed(*args):
        if taken:
            raise KeyboardInterrupt
        taken.append(take_off(*args))

    monkeypatch.setattr(retiring, "_take_off", killed)
    with pytest.raises(KeyboardInterrupt):
        retiring.leave.func(locale("ko").pk)
    assert len(live()) == 2
    monkeypatch.undo()
    retiring.leave.func(locale("ko").pk)
    assert live() == [] and len(RetiredLanguage.objects.get().was_live) == 3


def test_the_language_of_the_site_stays(page, client):
    member(client, "Owners")
    address = reverse("translation_retire", args=[locale("en").pk])
    assert "can&#x27;t be retired" in client.post(address, follow=True).content.decode()
    assert not RetiredLanguage.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [("Administrators", True), ("Editors", False), ("Reviewers: ko", False), ("Auditors", False)],
)
def test_only_who_has_languages_retires_one(page, client, role, may):
    member(client, role)
    client.post(reverse("translation_retire", args=[locale("ko").pk]))
    assert RetiredLanguage.objects.exists() is may


def test_a_language_with_words_is_not_deleted(page):
    Page.objects.filter(locale=locale("ko"), depth=2).get().delete()
    Topic.objects.filter(locale=locale("ko")).delete()
    with pytest.raises(ValidationError, match="Retire it"):
        locale("ko").delete()
    assert Locale.objects.filter(language_code="ko").exists()
