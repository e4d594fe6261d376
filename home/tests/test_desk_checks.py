"""What an editor is told before and after publishing, and that nothing but a gate stops it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from home.accounts.roles import sync_roles
from home.blocks import BodyBlock
from home.desk.checks import checks_of
from home.factories import (
    ContentPageFactory,
    ImageFactory,
    OwnerFactory,
    UserFactory,
    home_page,
    sample_picture,
)
from home.models import ContentPage

pytestmark = pytest.mark.django_db


def body(*blocks):
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])


def page_with(*blocks, **fields):
    return ContentPageFactory(parent=home_page("en"), body=body(*blocks), **fields)


def remarks(page):
    return " | ".join(f"{check.message} ({check.where})" for check in checks_of(page))


def heading(level, text="A heading"):
    return ("heading", {"text": text, "level": str(level)})


def link(page_id):
    return ("paragraph", f'<p><a linktype="page" id="{page_id}">Read more</a></p>')


def picture(width=1200, **value):
    from django.core.files.base import ContentFile

    image = ImageFactory(file=ContentFile(sample_picture((width, width)), "p.jpg"))
    return ("picture", {"image": image.pk, "alt": "", "decorative": False, "caption": "", **value})


def test_a_page_with_everything_has_nothing_to_mend():
    other = ContentPageFactory(parent=home_page("en"))
    page = page_with(heading(2), heading(3), link(other.pk), picture(alt="A lantern"))
    assert checks_of(page) == []


def test_no_picture_for_sharing_is_nothing_to_mend():
    assert checks_of(page_with(social_image=None)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"summary": " "}, "no summary"),
        ({"title": "Word " * 20}, "so long"),
        ({"title": "낱말을 " * 12}, "so long"),
        ({"summary": "Word " * 80}, "so long"),
    ],
)
def test_summary_and_title_are_looked_at(fields, words):
    assert words in remarks(page_with(**fields))


def test_a_short_title_for_search_engines_stands_for_a_long_one():
    assert checks_of(page_with(title="Word " * 20, seo_title="Short")) == []


def test_a_picture_without_words_is_named_unless_it_is_decorative():
    assert "can't see it" in remarks(page_with(picture()))
    assert checks_of(page_with(picture(decorative=True))) == []


def test_pictures_of_a_gallery_are_looked_at():
    first, second = picture(alt="One")[1], picture()[1]
    page = page_with(("gallery", {"title": "", "items": [first, second]}))
    assert "block 1 (Gallery)" in remarks(page)


def test_a_picture_that_is_too_narrow_is_named_with_its_width():
    assert "only 300 pixels" in remarks(page_with(picture(300, alt="A lantern")))


def test_a_silent_picture_for_sharing_is_named():
    page = page_with()
    page.social_image = ImageFactory()
    assert "picture for sharing" in remarks(page)


@pytest.mark.parametrize("place", ["paragraph", "button"])
def test_a_link_to_a_draft_or_to_a_deleted_page_is_named_without_its_title(place):
    draft = ContentPageFactory(parent=home_page("en"), title="Secret plans", live=False)

    def leading_to(pk):
        if place == "paragraph":
            return link(pk)
        return ("buttons", [{"label": "Read more", "page": pk, "url": ""}])

    page = page_with(leading_to(draft.pk))
    assert "“Read more” leads to a page that is not published" in remarks(page)
    assert "Secret plans" not in remarks(page)
    assert "“Read more” leads nowhere" in remarks(page_with(leading_to(999_999)))


def test_a_button_to_an_address_elsewhere_is_nothing_to_mend():
    button = {"label": "Go", "page": None, "url": "https://example.org/"}
    assert checks_of(page_with(("buttons", [button]))) == []


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([heading(3)], "no section stands before it"),
        ([("paragraph", "<h3>Inside</h3>")], "no section stands before it"),
        ([heading(2), ("paragraph", "<h4>Deep</h4>")], "skips a level"),
    ],
)
def test_headings_follow_each_other(blocks, words):
    assert words in remarks(page_with(*blocks))


# --- In the editor


@pytest.fixture
def editor(client):
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def typed(page, **fields):
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **fields,
    }


def test_the_editor_lists_what_is_left_of_the_latest_draft(editor):
    page = page_with()
    page.summary = ""
    page.save_revision()
    text = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-desk-checks="1"' in text
    assert "There is no summary" in text


def test_a_new_page_is_begun_with_the_panel(editor):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home_page("en").pk])
    assert "as soon as the page is saved" in editor.get(address).content.decode()


def test_an_earlier_version_is_looked_at_too(editor):
    page = page_with(summary="")
    revision = page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
    assert "There is no summary" in editor.get(address).content.decode()


def test_what_is_typed_is_looked_at_without_being_saved(editor):
    page = page_with()
    before = page.revisions.count()
    answer = editor.post(reverse("desk_checks", args=[page.pk]), typed(page, summary="")).json()
    assert answer["count"] == 1
    assert "There is no summary" in answer["html"]
    page.refresh_from_db()
    assert page.summary
    assert page.revisions.count() == before


def test_a_page_that_is_not_there_yet_is_looked_at(editor):
    address = reverse("desk_checks_new", args=["home", "contentpage", home_page("en").pk])
    new = ContentPage(title="New", slug="new")
    assert editor.post(address, typed(new, summary="")).json()["count"] == 1
    assert not ContentPage.objects.filter(slug="new").exists()


def test_nobody_asks_about_a_page_that_they_may_not_edit(client):
    home_page("en")
    page = page_with(summary="")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Consent keepers"))
    client.force_login(user)
    assert client.post(reverse("desk_checks", args=[page.pk]), typed(page)).status_code == 302
    client.logout()
    assert "login" in client.post(reverse("desk_checks", args=[page.pk]), typed(page)).url


def test_publishing_is_not_stopped_and_tells_what_is_left(editor):
    page = page_with(live=False)
    data = typed(page, summary="") | {"action-publish": "action-publish"}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    page.refresh_from_db()
    assert page.live
    assert "one thing is left to look at" in response.content.decode()


def test_publishing_a_page_with_everything_tells_the_way_back_only(client):
    client.force_login(OwnerFactory())
    page = page_with(live=False)
    data = typed(page) | {"action-publish": "action-publish"}
    text = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True).content.decode()
    assert "left to look at" not in text
    assert reverse("wagtailadmin_pages:history", args=[page.pk]) in text


# --- Previews


@pytest.mark.parametrize(
    ("mode", "attribute"), [("", 'dir="ltr"'), ("night", 'data-scheme="dark"'), ("mirrored", 'dir="rtl"')]
)
def test_a_preview_is_shown_as_it_was_asked_for(editor, mode, attribute):
    page = page_with()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(address, typed(page)).json()["is_valid"]
    opening = editor.get(address, {"mode": mode}).content.decode().split("<head>")[0]
    assert attribute in opening


def test_readers_get_neither_the_checker_nor_a_scheme(client):
    page = page_with()
    text = client.get(f"/en/{page.slug}/").content.decode()
    assert "userbar" not in text
    assert "data-scheme" not in text
