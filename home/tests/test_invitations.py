"""A translator is invited by mail, chooses a password behind a link that works once, and lands on their desk."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home import outbox
from home.accounts import invitations
from home.accounts.roles import sync_roles
from home.factories import UserFactory, home_page
from home.models import Invitation, User
from home.tests.test_translation import live_translation, locale
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db
PASSWORD = "long-enough-for-anybody-4711"
CHOSEN = {"name": "지은", "new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture(autouse=True)
def site(db):
    live_translation(home_page("en"), "ko")
    locale("ar")
    sync_roles()


def member(client, role):
    user = UserFactory(name="Olive Owner")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def asked(**changes):
    data = {
        "email": "Invited@Example.org",
        "name": "Ji-eun",
        "role": "Translators",
        "languages": [locale("ko").pk],
    }
    return {**data, **changes}


def invite(client, **changes):
    member(client, "Owners")
    return client.post(reverse("translation_invite"), asked(**changes))


def sent():
    """The link of the last mail."""
    run_everything()
    return re.search(r"https?://\S+/account/invitation/\S+", mail.outbox[-1].body).group()


def path(link):
    return link.removeprefix(settings.WAGTAILADMIN_BASE_URL)


def test_the_mail_is_sent_by_the_worker_in_the_language_of_the_invited(client):
    assert invite(client).status_code == 302
    assert not mail.outbox
    link = sent()
    message = mail.outbox[0]
    assert message.to == ["invited@example.org"]
    html = message.alternatives[0][0]
    assert '<html lang="ko" dir="ltr">' in html and link in html
    assert "Ji-eun" in message.body and "한국어" in message.body
    assert "Sent on" in client.get(reverse("translation_invite")).content.decode()


def test_opening_the_link_changes_nothing(client):
    invite(client)
    link = path(sent())
    client.logout()
    for _time in range(2):
        response = client.get(link)
        assert response.status_code == 200 and "invited@example.org" in response.content.decode()
    assert not User.objects.filter(email="invited@example.org").exists()
    assert Invitation.objects.get().is_pending


def test_the_invited_chooses_a_password_and_lands_on_their_desk(client):
    invite(client)
    link = path(sent())
    client.logout()
    response = client.post(link, CHOSEN)
    assert (response.status_code, response["Location"]) == (302, reverse("translation_desk"))
    account = User.objects.get(email="invited@example.org")
    assert account.name == "지은" and account.check_password(PASSWORD)
    assert [group.name for group in account.groups.all()] == ["Translators: ko"]
    assert client.get(response["Location"]).status_code == 200
    assert client.get(reverse("account_logout")).wsgi_request.user == account


def test_a_reviewer_of_two_languages_is_one(client):
    invite(client, role="Reviewers", languages=[locale("ko").pk, locale("ar").pk])
    link = path(sent())
    client.logout()
    client.post(link, CHOSEN)
    groups = User.objects.get(email="invited@example.org").groups.values_list("name", flat=True)
    assert set(groups) == {"Reviewers: ko", "Reviewers: ar"}


def test_a_link_works_once(client):
    invite(client)
    link = path(sent())
    client.logout()
    client.post(link, CHOSEN)
    client.logout()
    other = {**CHOSEN, "new_password1": PASSWORD + "x", "new_password2": PASSWORD + "x"}
    assert client.post(link, other).status_code == 410
    assert client.get(link).status_code == 410
    assert User.objects.get(email="invited@example.org").check_password(PASSWORD)


@pytest.mark.parametrize("how", ["expired", "revoked", "sent again", "forged"])
def test_a_link_that_is_good_no_more_opens_nothing(client, how):
    invite(client)
    link = path(sent())
    invitation = Invitation.objects.get()
    if how == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    if how == "revoked":
        client.post(reverse("translation_invite_revoke", args=[invitation.pk]))
    if how == "sent again":
        client.post(reverse("translation_invite_again", args=[invitation.pk]))
        assert client.logout() is None and client.get(path(sent())).status_code == 200
    if how == "forged":
        link = link[:-3] + "AAA/"
    client.logout()
    assert client.get(link).status_code in (404, 410)
    assert client.post(link, CHOSEN).status_code in (404, 410)
    assert not User.objects.filter(email="invited@example.org").exists()


def test_a_weak_password_is_refused_by_its_field_and_the_link_stays_good(client):
    invite(client)
    link = path(sent())
    client.logout()
    response = client.post(link, {**CHOSEN, "new_password1": "short", "new_password2": "short"})
    assert response.status_code == 422 and "new_password2" in response.context["form"].errors
    assert "지은" in response.content.decode()
    assert client.post(link, CHOSEN).status_code == 302


def test_a_dead_mail_server_loses_nothing_and_tells_no_address(client, monkeypatch, caplog):
    def refuse(self, messages):
        raise OSError("cannot reach invited@example.org")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    assert invite(client).status_code == 302
    run_everything()
    invitation = Invitation.objects.get()
    assert invitation.is_pending and not mail.outbox
    assert "Not sent yet" in client.get(reverse("translation_invite")).content.decode()
    kept = " ".join(f"{row.args_kwargs} {row.traceback}" for row in DBTaskResult.objects.all())
    assert "invited@example.org" not in kept + caplog.text
    monkeypatch.undo()
    client.post(reverse("translation_invite_again", args=[invitation.pk]))
    outbox.deliver_due()
    assert len(mail.outbox) == 1 and sent()  # the mail with the old link is not sent any more


@pytest.mark.parametrize("how", ["revoked", "accepted"])
def test_an_invitation_that_is_over_is_not_mailed_any_more(client, how):
    invite(client)
    invitation = Invitation.objects.get()
    if how == "revoked":
        client.post(reverse("translation_invite_revoke", args=[invitation.pk]))
    else:
        client.logout()
        assert client.post(path(invitations.link(invitation)), CHOSEN).status_code == 302
    run_everything()
    assert not mail.outbox


def test_a_mail_that_failed_is_said_where_one_invites(client, monkeypatch):
    def unfit(self, messages):
        raise ValueError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", unfit)
    invite(client)
    run_everything()
    assert "could not be sent" in client.get(reverse("translation_invite")).content.decode()


def test_who_has_an_account_gets_the_group_and_a_mail_without_a_password(client):
    account = UserFactory(email="invited@example.org", name="Ji-eun")
    invite(client)
    run_everything()
    assert [group.name for group in account.groups.all()] == ["Translators: ko"]
    assert not Invitation.objects.exists()
    assert mail.outbox[0].to == ["invited@example.org"] and reverse("translation_desk") in mail.outbox[0].body


def test_an_account_that_was_switched_off_is_not_given_more(client):
    UserFactory(email="invited@example.org", is_active=False)
    response = invite(client)
    assert response.status_code == 422 and "email" in response.context["form"].errors
    assert not User.objects.get(email="invited@example.org").groups.exists()


@pytest.mark.parametrize(
    ("field", "wrong"), [("email", "nobody"), ("role", "Owners"), ("languages", []), ("languages", [0])]
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_typed_is_lost(client, field, wrong):
    response = invite(client, **{field: wrong})
    assert response.status_code == 422 and list(response.context["form"].errors) == [field]
    assert "Ji-eun" in response.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["Administrators", "Editors", "Reviewers: ko", "Auditors"])
def test_only_who_makes_accounts_invites(client, role):
    invite(client)
    pk = Invitation.objects.get().pk
    member(client, role)
    assert client.get(reverse("translation_invite")).status_code in (302, 403)
    client.post(reverse("translation_invite"), asked(email="other@example.org"))
    client.post(reverse("translation_invite_revoke", args=[pk]))
    client.post(reverse("translation_invite_again", args=[pk]))
    assert Invitation.objects.get().is_pending and Invitation.objects.get().expires_at


def test_names_and_addresses_of_invitations_are_ciphertext_and_forgotten(client):
    from django.db import connection

    invite(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_invitation")
        assert "example.org" not in str(cursor.fetchall())
    Invitation.objects.update(expires_at=timezone.now() - timezone.timedelta(days=15))
    invitations.forget_unanswered()
    assert (Invitation.objects.get().email, Invitation.objects.get().name) == ("", "")


def test_somebody_who_is_logged_in_is_told_to_log_out_first(client):
    invite(client)
    assert client.post(path(sent()), CHOSEN).status_code == 409
    assert not User.objects.filter(email="invited@example.org").exists()


@pytest.mark.parametrize(
    ("roles", "leads_to"),
    [
        (["Translators: ko"], "translation_desk"),
        (["Translators: ko", "Reviewers: ar"], "translation_desk"),
        (["Editors"], "wagtailadmin_home"),
        (["Translators: ko", "Editors"], "wagtailadmin_home"),
    ],
)
def test_who_only_translates_logs_in_to_their_desk(client, roles, leads_to):
    account = UserFactory()
    account.groups.add(*Group.objects.filter(name__in=roles))
    data = {"login": account.email, "password": "a long enough pass phrase"}
    assert client.post(reverse("account_login"), data)["Location"] == reverse(leads_to)


@pytest.mark.parametrize(("role", "offered"), [("Translators: ko", True), ("Auditors", False)])
def test_the_dashboard_offers_the_desk_to_who_translates(client, role, offered):
    member(client, role)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("your desk" in html) is offered


def test_the_second_step_comes_first_and_then_the_desk(client, settings):
    settings.HUB_REQUIRE_SECOND_FACTOR = True
    member(client, "Translators: ko")
    assert client.get(reverse("translation_desk"))["Location"] == reverse("mfa_index")
    settings.HUB_REQUIRE_SECOND_FACTOR = False  # as if it were set up now
    assert client.session["wanted_before_second_step"] == reverse("translation_desk")
