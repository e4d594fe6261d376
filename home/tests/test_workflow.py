"""A translation goes from hand to hand: submitted, sent back, withdrawn, approved; pages and snippets alike."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowState

from home import outbox
from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.models import OutboxMail, Topic
from home.registries import publish_gates
from home.tests.test_translation import content, fill_all, home, live_translation, locale
from home.tests.working import run_everything
from home.translation import workflow
from home.translation.access import lock_for
from home.translation.coverage import State, matrix
from home.translation.submit import fill, translate

pytestmark = pytest.mark.django_db


def person(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def english():
    page = content(home(), "Deliver", "deliver", summary="How a letter is handed over.")
    live_translation(page.get_parent().specific, "ko")
    locale("ar")
    sync_roles()
    return page


def page_in(english, code="ko"):
    return translate(english, locale(code))


def snippet_in(english, code="ko"):
    return translate(Topic.objects.create(title="Prayer", slug="prayer", locale=locale("en")), locale(code))


@pytest.fixture(params=[page_in, snippet_in], ids=["page", "snippet"])
def translation(request, english):
    return request.param(english)


def target(translation):
    return translation.get_target_instance()


def cell(translation):
    pk = translation.target_locale_id
    return next(row for row in matrix([pk]) if row.key == translation.source.object_id).cells[pk]


def submitted(translation):
    fill_all(translation)
    workflow.submit(target(translation), person("Translators: ko"))
    return target(translation)


def test_what_is_incomplete_is_not_submitted(translation):
    translator = person("Translators: ko")
    with pytest.raises(ValidationError, match=r"\d passages? "):
        workflow.submit(target(translation), translator)
    assert workflow.waiting(target(translation)) is None
    fill_all(translation)
    assert workflow.submit(target(translation), translator) == workflow.waiting(target(translation))


def test_a_reviewer_approves_and_it_is_live(translation):
    waiting = submitted(translation)
    assert not waiting.live
    assert cell(translation).state == State.REVIEW
    workflow.approve(waiting, person("Reviewers: ko"))
    after = target(translation)
    assert after.live and after.title.startswith("ko: ")
    assert workflow.waiting(after) is None
    assert cell(translation).state == State.LIVE


def test_a_reviewer_sends_back_and_the_translator_reads_why(translation, client):
    waiting = submitted(translation)
    with pytest.raises(ValidationError):
        workflow.send_back(waiting, person("Reviewers: ko"), "  ")
    workflow.send_back(waiting, person("Reviewers: ko"), "The second word is North Korean usage.")
    after = target(translation)
    assert not after.live
    assert workflow.sent_back(after).comment == "The second word is North Korean usage."
    client.force_login(person("Translators: ko"))
    html = client.get(reverse("translation_desk")).content.decode()
    assert "Sent back (1)" in html and "The second word is North Korean usage." in html


def test_what_was_sent_back_is_submitted_again(translation):
    workflow.send_back(submitted(translation), person("Reviewers: ko"), "Not yet.")
    workflow.submit(target(translation), person("Translators: ko"))
    assert workflow.waiting(target(translation))
    assert workflow.sent_back(target(translation)) is None
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 1


def test_submitted_twice_it_waits_once(translation):
    waiting = submitted(translation)
    again = workflow.submit(waiting, person("Translators: ko"))
    assert again == workflow.waiting(waiting)
    assert WorkflowState.objects.count() == 1


def test_what_is_in_review_is_locked_for_translators_and_not_for_reviewers(translation):
    translator, reviewer, editor = (person(each) for each in ("Translators: ko", "Reviewers: ko", "Editors"))
    assert lock_for(translator, target(translation)) is None
    waiting = submitted(translation)
    assert lock_for(translator, waiting)
    assert lock_for(reviewer, waiting) is None
    assert lock_for(editor, waiting) is None


def test_a_translator_withdraws_what_is_in_review(translation):
    waiting = submitted(translation)
    translator = person("Translators: ko")
    workflow.withdraw(waiting, translator)
    assert workflow.waiting(target(translation)) is None
    assert lock_for(translator, target(translation)) is None
    assert cell(translation).state == State.READY


def test_a_reviewer_publishes_without_a_review(translation):
    fill_all(translation)
    workflow.approve(target(translation), person("Reviewers: ko"))
    assert target(translation).live
    assert not WorkflowState.objects.exists()


def test_what_changed_during_the_review_goes_live_as_it_is_now(translation):
    waiting = submitted(translation)
    fill(translation, lambda path, text: "나중" if path == "title" else None)
    workflow.approve(waiting, person("Reviewers: ko"))
    assert target(translation).title == "나중"


@pytest.mark.parametrize("role", ["Translators: ar", "Reviewers: ar", "Auditors", "Coordinator desk"])
def test_nobody_of_another_language_has_a_hand_in_it(translation, role):
    stranger = person(role)
    fill_all(translation)
    with pytest.raises(PermissionDenied):
        workflow.submit(target(translation), stranger)
    waiting = submitted(translation)
    state = workflow.waiting(waiting)
    for act in (
        lambda: workflow.approve(waiting, stranger),
        lambda: workflow.send_back(waiting, stranger, "No."),
        lambda: workflow.withdraw(waiting, stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert workflow.waiting(target(translation)) == state


def test_a_translator_neither_approves_nor_sends_back(translation):
    waiting = submitted(translation)
    translator = person("Translators: ko")
    with pytest.raises(PermissionDenied):
        workflow.approve(waiting, translator)
    with pytest.raises(PermissionDenied):
        workflow.send_back(waiting, translator, "No.")
    assert not target(translation).live


def test_a_gate_refuses_with_its_reason_and_the_review_goes_on(english, monkeypatch):
    translation = page_in(english)
    waiting = submitted(translation)
    monkeypatch.setitem(publish_gates._entries, "test", lambda page: ["Not today."])
    with pytest.raises(ValidationError, match="Not today"):
        workflow.approve(waiting, person("Reviewers: ko"))
    assert not target(translation).live
    assert workflow.waiting(target(translation)) == workflow.waiting(waiting)
    assert target(translation).get_latest_revision_as_object().title == "ko: Deliver"


def test_nothing_goes_live_below_a_draft(english):
    translation = translate(english, locale("ar"))
    fill_all(translation)
    with pytest.raises(ValidationError, match="Publish that one first"):
        workflow.approve(target(translation), person("Reviewers: ar"))
    assert not target(translation).live


def test_a_live_translation_that_was_changed_is_in_review_while_readers_keep_the_old(english):
    translation, live = live_translation(english, "ko")
    fill(translation, lambda path, text: "새 제목" if path == "title" else None)
    workflow.submit(live, person("Translators: ko"))
    assert cell(translation).state == State.REVIEW
    assert target(translation).title == "ko: Deliver"
    workflow.approve(target(translation), person("Reviewers: ko"))
    assert target(translation).title == "새 제목"


def test_an_original_is_moderated_as_ever(english):
    standard = Workflow.objects.get(name__startswith="Moderators")
    assert english.get_workflow() == standard
    assert Page.objects.get(pk=english.get_parent().pk).get_workflow() == standard
    with pytest.raises(ValidationError):
        workflow.submit(english, person("Editors"))
    assert english.current_workflow_state is None


def test_the_reviewers_of_the_language_hear_of_it(translation, committed):
    reviewer, other = person("Reviewers: ko"), person("Reviewers: ar")
    with committed:
        submitted(translation)
    run_everything()
    addresses = [address for message in mail.outbox for address in message.to]
    assert reviewer.email in addresses and other.email not in addresses


class Recovering(EmailBackend):
    """A mail server whose name nobody knows at first."""

    asked = 0

    def open(self):
        Recovering.asked += 1
        if Recovering.asked <= 1:
            raise OSError("Name or service not known")


def test_a_dead_mail_server_holds_up_nobody_and_the_mail_is_sent_later(
    translation, committed, settings, monkeypatch
):
    reviewer = person("Reviewers: ko")
    monkeypatch.setattr(Recovering, "asked", 0)
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.HUB_MAIL_BACKEND = f"{__name__}.Recovering"
    with committed:
        submitted(translation)
    assert workflow.waiting(target(translation)) and Recovering.asked == 0
    run_everything()
    assert Recovering.asked == 1 and not mail.outbox
    OutboxMail.objects.update(next_attempt_at=timezone.now())
    outbox.deliver_due()
    assert reviewer.email in [address for message in mail.outbox for address in message.to]
