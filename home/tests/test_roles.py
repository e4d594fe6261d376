"""What docs/roles.md promises about each role."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.documents import permissions as documents
from wagtail.images import permissions as images
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page
from wagtailmedia import permissions as media

from home.accounts import roles
from home.accounts.rights import ROLE_NAMES, ROLES

pytestmark = pytest.mark.django_db


def rights(group):
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in group.permissions.select_related("content_type")
    }


def pages(group, page):
    return {
        permission.permission.codename.removesuffix("_page")
        for permission in GroupPagePermission.objects.filter(group=group, page=page)
    }


@pytest.fixture(autouse=True)
def synced(db):
    roles.sync_roles()


EDIT = {"add", "change", "publish"}
MODERATE = {*EDIT, "lock", "unlock"}
ALL = {*MODERATE, "bulk_delete"}
# role: pages, files, facts, contacts, consents, people, translates — the columns of docs/roles.md
TABLE = {
    "Owners": (ALL, "all", True, False, False, True, True),
    "Administrators": (ALL, "all", True, False, False, False, True),
    "Editors": (EDIT, "write", False, False, False, False, True),
    "Moderators": (MODERATE, "write", False, False, False, False, False),
    "Coordinator desk": (set(), None, False, True, False, False, False),
    "Consent keepers": (set(), None, False, False, True, False, False),
    "Auditors": (set(), None, False, False, False, False, False),
}


def test_the_table_names_every_role():
    assert set(TABLE) == set(ROLE_NAMES)


@pytest.mark.parametrize("name", TABLE)
def test_role_has_the_rights_of_the_table(name):
    page_kinds, files, facts, contacts, consents, people, translates = TABLE[name]
    group = Group.objects.get(name=name)
    has = rights(group)
    assert "wagtailadmin.access_admin" in has
    assert page_kinds <= pages(group, Page.get_first_root_node())
    if name not in ("Editors", "Moderators"):  # those two are Wagtail's own, with what Wagtail gave them
        assert page_kinds == pages(group, Page.get_first_root_node())
    on_files = {
        permission.permission.codename
        for permission in GroupCollectionPermission.objects.filter(
            group=group, collection=Collection.get_first_root_node()
        )
    }
    for model in ("image", "document", "media"):
        assert (f"add_{model}" in on_files) is (files is not None)
        assert (f"delete_{model}" in on_files) is (files == "all")
    assert ("events.change_edition" in has) is facts
    assert ("resources.add_resource" in has) is facts
    assert ("events.view_privatecontact" in has) is contacts
    assert ("events.change_privatecontact" in has) is contacts
    assert ("resources.view_consentrecord" in has) is consents
    assert ("home.change_user" in has) is people
    assert ("auth.change_group" in has) is people
    assert ("wagtail_localize.submit_translation" in has) is translates


@pytest.mark.parametrize("name", TABLE)
def test_private_records_are_seen_by_their_role_only(name):
    private = {
        right
        for right in rights(Group.objects.get(name=name))
        if right.endswith(("_privatecontact", "_consentrecord", "_coordinator"))
    }
    assert bool(private) is (name in ("Coordinator desk", "Consent keepers"))


@pytest.mark.parametrize("name", TABLE)
def test_wagtail_heeds_the_rights_on_files(name):
    # Wagtail could look for them under other names than those declared: then everything above would hold in vain.
    files = TABLE[name][1]
    user = get_user_model().objects.create_user(email="someone@example.org", password=None)
    user.groups.add(Group.objects.get(name=name))
    for policy in (images.permission_policy, documents.permission_policy, media.permission_policy):
        for action in ("add", "change"):
            assert policy.user_has_permission(user, action) is (files is not None), (policy, action)
    for policy in (images.permission_policy, documents.permission_policy):
        assert policy.user_has_permission(user, "choose") is (files is not None), policy


def test_a_right_to_translate_from_elsewhere_does_not_last():
    right = Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation")
    right.group_set.add(*Group.objects.all())
    roles.sync_roles()
    assert set(right.group_set.values_list("name", flat=True)) == {
        name for name, columns in TABLE.items() if columns[-1]
    }


def test_auditors_only_look():
    has = rights(Group.objects.get(name="Auditors")) - {"wagtailadmin.access_admin"}
    assert has
    assert all(right.split(".")[1].startswith("view_") for right in has)


def test_every_declared_right_without_a_star_exists():
    known = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        for right in (*role.permissions, *role.collections):
            if "*" not in right:
                assert right in known, right


def test_syncing_again_changes_nothing_and_keeps_what_staff_added():
    editors = Group.objects.get(name="Editors")
    extra = Permission.objects.get(codename="add_redirect")
    editors.permissions.add(extra)

    def count():
        return (
            Group.objects.count(),
            Group.permissions.through.objects.count(),
            GroupPagePermission.objects.count(),
            GroupCollectionPermission.objects.count(),
        )

    before = count()
    roles.sync_roles()
    assert count() == before
    assert extra in editors.permissions.all()


def test_the_signals_are_connected():
    # A new language gets its two groups without anybody calling anything.
    Locale.objects.filter(language_code="ko").delete()
    Group.objects.filter(name__endswith=": ko").delete()
    Locale.objects.create(language_code="ko")
    assert set(Group.objects.filter(name__endswith=": ko").values_list("name", flat=True)) == {
        "Translators: ko",
        "Reviewers: ko",
    }


def test_language_roles_reach_their_own_language_only():
    HomePage = apps.get_model("home", "HomePage")
    root = Page.get_first_root_node()
    homes = {}
    for code in ("ko", "fr"):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        home = HomePage.objects.filter(locale=locale, depth=2).first()
        homes[code] = home or root.add_child(
            instance=HomePage(title=code, slug=code, locale=locale, demand="x")
        )
    for prefix, kinds in (("Translators", {"change"}), ("Reviewers", {"change", "publish"})):
        group = Group.objects.get(name=f"{prefix}: ko")
        assert rights(group) == {"wagtailadmin.access_admin"}
        assert pages(group, homes["ko"]) == kinds
        assert not pages(group, homes["fr"])
        assert not pages(group, root)
        user = get_user_model().objects.create_user(email=f"{prefix.lower()}@example.org", password=None)
        user.groups.add(group)
        assert homes["ko"].permissions_for_user(user).can_edit()
        assert homes["ko"].permissions_for_user(user).can_publish() is ("publish" in kinds)
        assert not homes["fr"].permissions_for_user(user).can_edit()
        assert not user.has_perm("wagtail_localize.submit_translation")
