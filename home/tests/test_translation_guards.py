"""What no role and no stock view can do to translations: live words, places, restrictions, originals."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, OwnerFactory, UserFactory, home_page
from home.models import ContentPage, HomePage
from home.publishing import PublishRefused, Refused
from home.registries import publish_gates
from home.routing import find
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


def locale(code):
    return Locale.objects.get_or_create(language_code=code)[0]


def fill_all(translation):
    code = translation.target_locale.language_code
    return fill(translation, lambda path, text: f"{code}: {text}")


def live_translation(page, code):
    translation = translate(page, locale(code))
    fill_all(translation)
    translation.save_target(publish=True)
    target = translation.get_target_instance()
    assert target.live
    return translation, target


def again(page):
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def about():
    """An English page below the home page, whose Korean home page is live."""
    home = home_page("en")
    page = ContentPageFactory(parent=home, slug="about", title="About")
    live_translation(home, "ko")
    return page


def member(client, role):
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


# --- Originals


def test_an_original_stays_one_and_a_translation_too(about):
    translation, korean = live_translation(about, "ko")
    assert again(about).is_original and not korean.is_original
    translation.enabled = False
    translation.save()
    assert again(about).is_original and not again(korean).is_original
    about.delete()
    assert not again(korean).is_original


def test_a_copy_of_a_translation_is_an_original_of_its_own(about):
    korean = live_translation(about, "ko")[1]
    copy = korean.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert copy.is_original and copy.original_language == "ko"
    assert again(copy).is_original


def test_a_page_made_with_the_key_of_another_is_its_translation(about):
    korean = ContentPageFactory(locale="ko", slug="about", translation_key=about.translation_key)
    assert not korean.is_original
    assert not korean.get_latest_revision_as_object().is_original


def test_a_revision_does_not_make_an_original(about):
    korean = live_translation(about, "ko")[1]
    revision = korean.save_revision()
    revision.content["original_language"] = "ko"
    revision.save()
    assert not revision.as_object().is_original


def test_a_language_with_another_code_keeps_its_originals(about):
    korean = live_translation(about, "ko")[1]
    english = locale("en")
    english.language_code = "en-gb"
    english.save()
    assert again(about).is_original and not again(korean).is_original
    assert again(korean).original_language == "en-gb"


# --- Words that go live


@pytest.fixture
def half(about):
    """A Korean draft with one word still English."""
    translation = translate(about, locale("ko"))
    fill(translation, lambda path, text: "소개" if path == "title" else None)
    translation.save_target(publish=False)
    return translation


def test_untranslated_words_do_not_go_live(half):
    target = half.get_target_instance()
    with pytest.raises(PublishRefused, match="1 passage"):
        target.get_latest_revision().publish()
    target = half.get_target_instance()
    target.live = True
    with pytest.raises(PublishRefused):
        target.save()
    assert not again(target).live
    old = target.get_latest_revision()
    fill_all(half)
    with pytest.raises(PublishRefused):  # translated since, but not in this version
        old.publish()
    half.save_target(publish=True)
    assert again(target).live


def test_untranslated_words_cannot_be_scheduled(half):
    target = half.get_target_instance()
    draft = target.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timezone.timedelta(days=1)
    with pytest.raises(PublishRefused):
        draft.save_revision().publish()


def test_a_version_in_its_own_language_goes_live_though_the_source_has_moved_on(about):
    translation, korean = live_translation(about, "ko")
    korean.unpublish()
    about.title = "About us"
    about.save_revision().publish()
    translation.source.update_from_db()
    again(korean).get_latest_revision().publish()
    assert again(korean).live


def test_a_word_that_is_the_same_in_both_languages_is_translated(about):
    translation = translate(about, locale("ko"))
    fill(translation, lambda path, text: text)
    translation.save_target(publish=True)
    assert translation.get_target_instance().live


def test_an_original_costs_the_gate_no_query(about, django_assert_num_queries):
    page = again(about)
    page.is_original  # noqa: B018
    with django_assert_num_queries(0):
        assert publish_gates.get("complete-translation")(page) == []


def test_an_alias_in_another_language_is_never_live(about):
    alias = about.copy_for_translation(locale("ko"), alias=True)
    assert not again(alias).live
    about.title = "Changed"
    about.save_revision().publish()
    assert again(about).title == "Changed"
    assert not again(alias).live and again(alias).title == "About"
    alias.live = True
    with pytest.raises(PublishRefused):
        alias.save()


def test_an_alias_in_the_same_language_follows(about):
    alias = about.create_alias(update_slug="alias")
    assert again(alias).live and again(alias).is_original
    about.title = "Changed"
    about.save_revision().publish()
    assert again(alias).title == "Changed"


def test_the_gates_are_passed_wherever_a_page_goes_live(about, monkeypatch):
    about.unpublish()
    monkeypatch.setitem(publish_gates._entries, "test", lambda page: ["Not today."])
    page = again(about)
    page.live = True
    for extra in ({}, {"clean": False}, {"update_fields": ["live"]}):
        with pytest.raises(PublishRefused, match="Not today"):
            page.save(**extra)
    page.live = False
    page.save()
    draft_alias = page.create_alias(update_slug="alias")
    monkeypatch.setitem(publish_gates._entries, "test", lambda page: ["Not it."] if page.alias_of_id else [])
    with pytest.raises(PublishRefused, match="Not it"):
        page.save_revision().publish()
    assert not again(draft_alias).live


# --- Who may see


def test_a_restriction_of_an_original_is_its_translations_at_once(about, client):
    korean = live_translation(about, "ko")[1]
    arabic = translate(about, locale("ar")).get_target_instance()
    group = Group.objects.create(name="Readers")
    restriction = PageViewRestriction.objects.create(page=about, restriction_type="groups")
    restriction.groups.add(group)
    for page in (korean, arabic):
        theirs = page.view_restrictions.get()
        assert theirs.restriction_type == "groups" and list(theirs.groups.all()) == [group]
    assert "ko: About" not in client.get("/ko/about/", follow=True).content.decode()
    restriction.restriction_type, restriction.password = "password", "open"
    restriction.save()
    restriction.groups.clear()
    theirs = korean.view_restrictions.get()
    assert (theirs.restriction_type, theirs.password, theirs.groups.count()) == ("password", "open", 0)
    restriction.delete()
    assert not PageViewRestriction.objects.exists()


def test_a_restricted_translation_stays_closed_when_its_original_is_deleted(about):
    korean = live_translation(about, "ko")[1]
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    about.delete()
    assert korean.view_restrictions.count() == 1


def test_a_restricted_version_in_the_own_language_asks_who_is_there(about):
    korean = live_translation(about, "ko")[1]
    PageViewRestriction.objects.create(page=korean, restriction_type="login")
    route = find("about/", "ko")
    assert (route.page.pk, route.is_open) == (korean.pk, False)
    route = find("about/", "ar") or find("about/", "en")
    assert (route.page.pk, route.is_open) == (about.pk, True)


# --- Places


@pytest.fixture
def section(about):
    return ContentPageFactory(
        parent=HomePage.objects.get(locale=locale("en")), slug="section", title="Section"
    )


def test_translations_move_with_their_original(about, section):
    korean = live_translation(about, "ko")[1]
    below = ContentPageFactory(parent=again(about), slug="below")
    korean_below = live_translation(below, "ko")[1]
    again(about).move(section, pos="last-child")
    assert again(korean).url_path == "/ko/section/about/"
    assert again(korean_below).url_path == "/ko/section/about/below/"
    parent = again(korean).get_parent().specific
    assert parent.translation_key == section.translation_key
    assert not parent.live and parent.alias_of_id is None


def test_a_translation_does_not_leave_its_place(about, section, client):
    korean = live_translation(about, "ko")[1]
    live_translation(section, "ko")
    other = section.get_translation(locale("ko"))
    with pytest.raises(Refused):
        korean.move(other, pos="last-child")
    with pytest.raises(Refused):
        again(about).move(Page.objects.get(pk=other.pk), pos="last-child")
    client.force_login(OwnerFactory())
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[korean.pk, other.pk]))
    assert again(korean).url_path == "/ko/about/"
    ContentPage.objects.get(pk=korean.pk).move(other, pos="left")  # among its own siblings
    assert again(korean).url_path == "/ko/about/"


# --- Stock views


@pytest.mark.parametrize("role", ["Translators: ko", "Reviewers: ko", "Editors", "Owners"])
def test_nobody_makes_an_alias_of_a_translation(about, client, role):
    korean = live_translation(about, "ko")[1]
    member(client, role)
    for method in (client.get, client.post):
        assert method(reverse("wagtail_localize:convert_to_alias", args=[korean.pk])).status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=[korean.pk])
    assert client.post(edit, {"localize-convert-to-alias": "1"}).status_code in (302, 403)
    assert again(korean).alias_of_id is None and again(korean).title == "ko: About"


@pytest.mark.parametrize(("role", "may"), [("Translators: ko", 0), ("Reviewers: ko", 0), ("Editors", 1)])
def test_only_who_sends_for_translation_stops_it(about, client, role, may):
    translation, korean = live_translation(about, "ko")
    member(client, role)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    translation.refresh_from_db()
    assert translation.enabled is not bool(may)
    translation.enabled = False
    translation.save()
    edit = reverse("wagtailadmin_pages:edit", args=[korean.pk])
    html = client.get(edit).content.decode()
    assert "localize-convert-to-alias" not in html
    assert ("localize-restart-translation" in html) is bool(may)
    client.post(edit, {"localize-restart-translation": "1"})
    translation.refresh_from_db()
    assert translation.enabled is bool(may)


@pytest.mark.parametrize(
    ("role", "may"), [("Translators: ko", False), ("Auditors", False), ("Editors", True)]
)
def test_the_report_of_all_languages_is_for_who_sends(about, client, role, may):
    translate(about, locale("ar"))
    member(client, role)
    for name in ("translations_report", "translations_report_results"):
        response = client.get(reverse(f"wagtail_localize:{name}"))
        assert (response.status_code == 200) is may
    address = reverse("wagtail_localize:translations_report")
    assert (address in client.get(reverse("wagtailadmin_home")).content.decode()) is may
