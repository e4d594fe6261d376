"""A page goes from hand to hand: who may not publish submits, a moderator approves; comments are answered and resolved."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, GroupPagePermission, Page, Workflow

from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, UserFactory, home_page
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A writer who may not publish, and a moderator."""
    home_page("en")
    sync_roles()
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=right)
    writer, moderator = UserFactory(name="Writer"), UserFactory(name="Moderator")
    writer.groups.add(group)
    moderator.groups.add(Group.objects.get(name="Moderators"))
    return writer, moderator


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


def comment_form(text, reply="", **fields):
    """The form of one comment on the summary, as the editor sends it."""
    return {
        "comments-TOTAL_FORMS": "1",
        "comments-0-contentpath": "summary",
        "comments-0-text": text,
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "1" if reply else "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "",
        **({"comments-0-replies-0-text": reply, "comments-0-replies-0-id": ""} if reply else {}),
        **{f"comments-0-{name}": value for name, value in fields.items()},
    }


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_new_site_has_its_workflow_for_every_page(db):
    workflow = Workflow.objects.get(active=True)
    groups = {group.name for task in workflow.tasks for group in task.specific.groups.all()}
    assert groups == {"Moderators"}
    assert home_page("en").get_workflow() == workflow


def test_who_may_not_publish_submits_and_a_moderator_approves(client, people, committed, settings):
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    writer, moderator = people
    page = ContentPageFactory(parent=home_page("en"), title="To be read first", live=False, owner=writer)
    client.force_login(writer)
    with committed:
        client.post(edit(page), typed(page) | {"action-publish": "1"})
        page.refresh_from_db()
        assert not page.live
        client.post(edit(page), typed(page) | {"action-submit": "1"})
    assert mail.outbox == []  # the worker sends it
    run_everything()
    assert [moderator.email] in [message.to for message in mail.outbox]

    client.force_login(moderator)
    assert "To be read first" in client.get(reverse("wagtailadmin_home")).content.decode()
    page.refresh_from_db()
    state = page.current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(action, {"comment": "Good."})
    page.refresh_from_db()
    assert page.live


def test_a_comment_is_written_answered_and_resolved(client, people, committed):
    writer, moderator = people
    page = ContentPageFactory(parent=home_page("en"), owner=writer)
    client.force_login(writer)
    with committed:
        client.post(edit(page), typed(page) | comment_form("Is this right?", id=""))
    comment = Comment.objects.get(page=page)
    assert (comment.user, comment.text) == (writer, "Is this right?")

    client.force_login(moderator)
    mail.outbox.clear()
    known = {"comments-INITIAL_FORMS": "1"}
    with committed:
        client.post(edit(page), typed(page) | comment_form("Is this right?", "Yes.", id=comment.pk) | known)
    assert comment.replies.get().user == moderator
    assert [writer.email] in [message.to for message in mail.outbox]

    with committed:
        client.post(
            edit(page), typed(page) | comment_form("Is this right?", id=comment.pk, resolved="on") | known
        )
    comment.refresh_from_db()
    assert comment.resolved_at and comment.resolved_by == moderator
