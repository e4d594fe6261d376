"""After every step that readers notice there is a way back: told in words, and taken with one button."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    def log_in(role):
        home_page("en")
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return log_in


def undo_form(response, address):
    """The fields of the form in a message, as a browser would send them."""
    form = re.search(rf'<form[^>]*action="{re.escape(address)}".*?</form>', response.content.decode(), re.S)
    assert form, "there is no way back"
    found = {}
    for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form.group()):
        found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def shelf(db):
    """Two parents, and three pages in order below the first."""
    first, second = (ContentPageFactory(parent=home_page("en"), slug=slug) for slug in ("one", "two"))
    pages = [ContentPageFactory(parent=first, slug=f"page-{number}") for number in range(3)]
    return first, second, pages


def slugs(parent):
    return [page.slug for page in Page.objects.get(pk=parent.pk).get_children()]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_moved_page_goes_back_to_where_it_stood(member, shelf, number):
    first, second, pages = shelf
    client = member("Editors")
    address = reverse("wagtailadmin_pages:move_confirm", args=[pages[number].pk, second.pk])
    response = client.post(address, follow=True)
    assert slugs(second) == [pages[number].slug]
    client.post(reverse("desk_move_back"), undo_form(response, reverse("desk_move_back")))
    assert slugs(first) == ["page-0", "page-1", "page-2"]
    assert slugs(second) == []


def test_several_moved_pages_go_back_together(member, shelf):
    first, second, pages = shelf
    client = member("Editors")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    bulk += "?" + "&".join(f"id={page.pk}" for page in pages[:2])
    bulk += f"&next={reverse('wagtailadmin_home')}"
    response = client.post(bulk, {"move_applicable": "on", "chooser": second.pk}, follow=True)
    assert sorted(slugs(second)) == ["page-0", "page-1"]
    client.post(reverse("desk_move_back"), undo_form(response, reverse("desk_move_back")))
    assert sorted(slugs(first)) == ["page-0", "page-1", "page-2"]


def test_moving_back_needs_the_right_to_move(member, shelf):
    first, second, pages = shelf
    client = member("Consent keepers")
    client.post(reverse("desk_move_back"), {"place": f"{pages[0].pk}:{second.pk}:0"})
    assert slugs(second) == []


@pytest.mark.parametrize("place", ["", "x:y:z", "1", "9999999:1:0", "²:³:0"])
def test_a_made_up_place_is_not_found(member, shelf, place):
    client = member("Editors")
    assert client.post(reverse("desk_move_back"), {"place": place}).status_code == 404


@pytest.mark.parametrize("name", ["desk_move_back", "desk_publish_again"])
def test_a_step_back_is_never_taken_by_following_a_link(member, name):
    assert member("Editors").get(reverse(name)).status_code == 405


def test_an_unpublished_page_is_published_again_as_it_was_live(member):
    client = member("Editors")
    page = ContentPageFactory(parent=home_page("en"), title="As it was")
    page.save_revision().publish()
    page.refresh_from_db()
    page.title = "A draft after it"
    page.save_revision()
    response = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)
    page.refresh_from_db()
    assert not page.live
    again = reverse("desk_publish_again")
    client.post(again, undo_form(response, again))
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "As it was")
    assert page.get_latest_revision_as_object().title == "A draft after it"


def test_publishing_again_needs_the_right_to_publish(member):
    page = ContentPageFactory(parent=home_page("en"), live=False)
    revision = page.save_revision()
    client = member("Translators: en")
    client.post(reverse("desk_publish_again"), {"page": page.pk, "revision": revision.pk})
    page.refresh_from_db()
    assert not page.live


def test_publishing_again_passes_the_gates(member):
    client = member("Editors")
    page = ContentPageFactory(parent=home_page("en"), live=False)
    from home.factories import ImageFactory

    page.social_image = ImageFactory()
    revision = page.save_revision()
    data = {"page": page.pk, "revision": revision.pk}
    text = client.post(reverse("desk_publish_again"), data, follow=True).content.decode()
    page.refresh_from_db()
    assert not page.live
    assert "Say what the picture for sharing shows." in text


def test_a_version_of_another_page_is_not_published(member):
    client = member("Editors")
    page, other = (ContentPageFactory(parent=home_page("en"), live=False) for _ in range(2))
    data = {"page": page.pk, "revision": other.save_revision().pk}
    assert client.post(reverse("desk_publish_again"), data).status_code == 404


def test_deleting_says_before_that_unpublishing_can_be_undone_and_after_that_it_cannot(member):
    client = member("Owners")
    page = ContentPageFactory(parent=home_page("en"))
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "Deleting can&#x27;t be undone" in client.get(address).content.decode().replace("'", "&#x27;")
    assert "brought back" in client.post(address, follow=True).content.decode()


def test_several_pages_are_deleted_with_the_same_words(member):
    client = member("Owners")
    page = ContentPageFactory(parent=home_page("en"))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    assert "Unpublishing takes a page off the site just as well" in client.get(bulk).content.decode()
