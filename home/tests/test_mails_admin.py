"""The coordinator desk sees how mails stand and sends failed ones again; nobody sees to whom, or what they say."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from home import outbox
from home.accounts.rights import ROLE_NAMES
from home.accounts.roles import sync_roles
from home.factories import UserFactory, home_page
from home.models import OutboxMail
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db
State = OutboxMail.State
DESK = "Coordinator desk"


@pytest.fixture(autouse=True)
def site():
    home_page("en")
    sync_roles()


def member(client, role=DESK):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)


def write(state=State.QUEUED, kind="password-reset", **values):
    letter = outbox.Letter(subject="Sentinel subject", paragraphs=("sentinel words",))
    mail = outbox.queue(kind, "sentinel@example.org", "ko", lambda: letter, about="home.user:77")
    OutboxMail.objects.filter(pk=mail.pk).update(state=state, **values)
    return mail


def listed(client, **query):
    return client.get(reverse("mails:index"), query)


def act(client, action, *mails, **more):
    data = {"action": action, "mail": [mail.pk for mail in mails], **more}
    return client.post(reverse("mails:index"), data, follow=True)


def state(mail):
    return OutboxMail.objects.get(pk=mail.pk).state


def test_the_list_says_how_each_stands_and_never_to_whom_nor_what(client):
    member(client)
    write()
    write(State.FAILED, kind="no-such-kind", last_error="SMTPRecipientsRefused 550", attempts=4)
    html = listed(client).content.decode()
    for words in (
        "Link for a new password",
        "No such kind",
        "Korean",
        "The address is not taken by its mail server. (550)",
        "User 77",
    ):
        assert words in html
    assert "entinel" not in html


@pytest.mark.parametrize("role", [name for name in ROLE_NAMES if name != DESK])
def test_only_the_desk_sees_mails_and_their_place_in_the_menu(client, role):
    mail = write(State.FAILED)
    member(client, role)
    assert listed(client).status_code == 302
    assert reverse("mails:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
    act(client, "again", mail)
    act(client, "cancel", mail, sure=1)
    act(client, "again", all=1)
    assert state(mail) == State.FAILED


def test_the_desk_finds_mails_in_its_menu(client):
    member(client)
    assert reverse("mails:index") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 3),
        ({"state": "failed"}, 1),
        ({"state": "queued", "kind": "invitation"}, 1),
        ({"kind": "nothing"}, 0),
        ({"state": "no-such", "kind": "a\0b", "p": "x"}, 3),
        ({"kind": "x" * 5000}, 0),
    ],
)
def test_it_is_filtered_by_state_and_kind(client, query, count):
    member(client)
    write()
    write(kind="invitation")
    write(State.FAILED)
    response = listed(client, **query)
    assert response.status_code == 200 and len(response.context["rows"]) == count


def test_failed_ones_are_sent_again(client, mailoutbox):
    member(client)
    failed, other = write(State.FAILED), write(State.FAILED)
    assert "1 mail waits again" in act(client, "again", failed).content.decode()
    assert (state(failed), state(other)) == (State.QUEUED, State.FAILED)
    run_everything()
    assert len(mailoutbox) == 1


def test_all_failed_ones_are_sent_again_at_once(client):
    member(client)
    mails = [write(State.FAILED) for _number in range(3)]
    forgotten = write(State.FAILED, failed_at=timezone.now() - timedelta(days=31))
    assert "3 mails wait again" in act(client, "again", all=1).content.decode()
    assert {state(mail) for mail in mails} == {State.QUEUED} and state(forgotten) == State.FAILED


def test_nothing_is_cancelled_unasked_and_what_was_sent_stays_sent(client):
    member(client)
    waiting, failed, sent = write(), write(State.FAILED), write(State.SENT)
    asked = act(client, "cancel", waiting, failed, sent).content.decode()
    assert "2 mails will never be sent" in asked and state(waiting) == State.QUEUED
    assert "2 mails are cancelled" in act(client, "cancel", waiting, failed, sent, sure=1).content.decode()
    assert [state(mail) for mail in (waiting, failed, sent)] == [State.CANCELLED, State.CANCELLED, State.SENT]
    assert OutboxMail.objects.defer("content").get(pk=waiting.pk).content == ""


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"action": "no-such", "mail": "1"},
        {"action": "again", "mail": ["x", "-1", "9" * 30, "\0", "٣"]},
        {"action": "cancel", "mail": []},
        {"action": "cancel", "sure": "1", "all": "1"},
    ],
)
def test_whatever_is_sent_changes_nothing_that_was_not_chosen(client, data):
    member(client)
    mails = [write(), write(State.FAILED)]
    assert client.post(reverse("mails:index"), data, follow=True).status_code == 200
    assert [state(mail) for mail in mails] == [State.QUEUED, State.FAILED]


def test_a_long_list_asks_no_more_than_a_short_one(client, django_assert_max_num_queries):
    member(client)
    for _number in range(2):
        write()
    with django_assert_max_num_queries(25) as few:
        listed(client)
    for _number in range(60):
        write(State.FAILED, last_error="TimeoutError")
    with django_assert_max_num_queries(len(few)):
        assert "Page 1 of 2" in listed(client).content.decode()
