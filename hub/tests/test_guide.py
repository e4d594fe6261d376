"""The editors' guide: what it points to is there, and everybody in the admin can read it."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.users.models import UserProfile

from home.factories import OwnerFactory
from home.guide.rendering import DOCUMENTS, read
from home.models import User
from home.registries import guide_places
from hub.guide_pictures import FOLDER
from hub.guide_places import DESK_PLACES, PLACES, TRANSLATORS_PLACES

DOCS = settings.BASE_DIR / "docs"
TEXT = (DOCS / "editors.md").read_text()
TRANSLATORS = (DOCS / "translators.md").read_text()
DESK = (DOCS / "desk.md").read_text()


def test_every_picture_of_the_guide_is_there_and_every_picture_there_is_in_the_guide():
    named = [
        re.findall(r"!\[[^\]]+\]\(\.\./static/guide/([\w-]+)\.webp\)", text)
        for text in (TEXT, TRANSLATORS, DESK)
    ]
    assert sorted(sum(named, [])) == sorted(file.stem for file in FOLDER.iterdir())
    assert sorted(named[0]) == sorted(place.name for place in PLACES)
    assert sorted(named[1]) == sorted(place.name for place in TRANSLATORS_PLACES)
    assert sorted(named[2]) == sorted(place.name for place in DESK_PLACES)


def test_pictures_of_the_guide_are_light():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 1_500_000


@pytest.mark.parametrize("name", DOCUMENTS)
def test_headings_of_a_document_have_addresses_of_their_own(name):
    anchors = [heading.anchor for heading in read(name).headings]
    assert len(anchors) == len(set(anchors))
    assert all(anchors)


def test_links_inside_the_guide_lead_to_headings():
    anchors = {heading.anchor for heading in read("editors").headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= anchors


def test_links_of_screens_lead_to_headings_of_the_guide(client):
    client.get("/admin/")  # the admin's modules are loaded by now
    anchors = {heading.anchor for heading in read("editors").headings}
    places = dict(guide_places.items())
    assert {"dashboard", "calendar", "home.HomePage", "events.EventPage"} <= places.keys()
    assert {name: anchor for name, anchor in places.items() if anchor not in anchors} == {}


@pytest.fixture
def admin(client, db):
    client.user = OwnerFactory()
    client.force_login(client.user)
    return client


def test_the_guide_shows_its_pictures_and_leads_on_to_other_documents(admin):
    page = admin.get(reverse("editors_guide")).content.decode()
    assert '<img src="/static/guide/dashboard.webp"' in page
    assert f'href="{reverse("editors_guide_more", args=["files"])}"' in page
    assert "../static" not in page
    assert admin.get(reverse("editors_guide_more", args=["files"])).status_code == 200
    assert admin.get(reverse("editors_guide_more", args=["operators"])).status_code == 404


@pytest.mark.parametrize(("language", "told"), [("en", False), ("ko", True), ("ar", True)])
def test_the_guide_says_in_another_language_that_it_is_english(admin, language, told):
    profile = UserProfile.get_for_user(admin.user)
    profile.preferred_language = language
    profile.save()
    page = admin.get(reverse("editors_guide"))
    assert page.context["is_foreign"] is told
    assert ("guide__language" in page.content.decode()) is told
    assert 'class="guide__text" lang="en" dir="ltr"' in page.content.decode()


@pytest.mark.parametrize("group", ["Translators: en", "Auditors", "Consent keepers"])
def test_whoever_may_open_the_admin_reads_the_guide(client, db, group):
    user = User.objects.create_user("reader@example.org", "a-password-to-read", name="Reader")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(reverse("editors_guide")).status_code == 200


def test_visitors_are_asked_to_log_in(client, db):
    answer = client.get(reverse("editors_guide"))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_the_help_menu_leads_to_no_other_computer(admin):
    page = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "guide.wagtail.org" not in page
    assert reverse("editors_guide") in page
