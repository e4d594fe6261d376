"""A language comes: its groups and workflow at once, its home page by the worker; asked twice, nothing is there twice."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, Locale, Page, Workflow, WorkflowPage

from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import HomePage
from home.tests.test_following import work  # noqa: F401  a fixture
from home.tests.test_translation import home, live_translation, locale
from home.translation import provisioning

pytestmark = pytest.mark.django_db


def homes(code):
    return HomePage.objects.filter(locale__language_code=code)


def test_a_language_added_in_the_admin_has_its_tree_groups_and_workflow(client, work):  # noqa: F811
    home()
    sync_roles()
    owner = UserFactory()
    owner.groups.add(Group.objects.get(name="Owners"))
    client.force_login(owner)
    with work():
        response = client.post(reverse("wagtaillocales:add"), {"language_code": "ko"})
    assert response.status_code == 302
    korean = homes("ko").get()
    assert (korean.live, korean.slug, korean.is_original) == (False, "ko", False)
    rights = GroupPagePermission.objects.filter(page=korean)
    assert set(rights.values_list("group__name", "permission__codename")) == {
        ("Translators: ko", "change_page"),
        ("Reviewers: ko", "change_page"),
        ("Reviewers: ko", "publish_page"),
    }
    task = korean.get_workflow().tasks.get().specific
    assert [group.name for group in task.groups.all()] == ["Reviewers: ko"]


def test_a_language_added_before_there_is_a_home_page_gets_its_own_later(work):  # noqa: F811
    with work():
        Locale.objects.create(language_code="ko")
    assert not homes("ko").exists()
    with work():
        home()
    assert homes("ko").get().get_workflow().name == "Review: ko"


def test_provisioning_again_changes_nothing():
    live_translation(home(), "ko")

    def count():
        models = (Group, Workflow, GroupApprovalTask, WorkflowPage, GroupPagePermission, Page)
        return [model.objects.count() for model in models]

    sync_roles()
    before = count()
    sync_roles()
    provisioning.make_home.func(locale("ko").pk)
    assert count() == before


def test_a_home_page_made_by_hand_is_not_made_again(work):  # noqa: F811
    home()
    with work():
        korean = locale("ko")
        live_translation(HomePage.objects.get(), "ko")
    assert homes(korean.language_code).count() == 1


def test_a_language_without_catalogue_or_name_is_provisioned(work):  # noqa: F811
    home()
    with work():
        locale("tlh")
    assert homes("tlh").get().get_workflow().name == "Review: tlh"


def test_the_language_of_originals_keeps_the_moderation_of_the_site():
    english = home()
    sync_roles()
    assert not WorkflowPage.objects.filter(page=english).exists()
    assert english.get_workflow().name.startswith("Moderators")


def test_what_staff_chose_for_a_language_stays():
    _translation, korean = live_translation(home(), "ko")
    other = Workflow.objects.get(name__startswith="Moderators")
    WorkflowPage.objects.update_or_create(page=korean, defaults={"workflow": other})
    sync_roles()
    assert HomePage.objects.get(pk=korean.pk).get_workflow() == other
    assert provisioning.workflow_of(locale("ko")) == other


def test_a_language_with_another_code_keeps_its_people_and_its_workflow():
    live_translation(home(), "pt")
    person = get_user_model().objects.create_user(email="someone@example.org")
    person.groups.add(Group.objects.get(name="Translators: pt"))
    portuguese = locale("pt")
    portuguese.language_code = "pt-br"
    portuguese.save()
    sync_roles()
    assert [group.name for group in person.groups.all()] == ["Translators: pt-br"]
    assert not Group.objects.filter(name__endswith=": pt").exists()
    assert Workflow.objects.filter(name="Review: pt-br").count() == 1
    assert not Workflow.objects.filter(name="Review: pt").exists()
    assert homes("pt-br").get().get_workflow().name == "Review: pt-br"
