"""Mails that Django and its libraries send go the same way as ours."""

import logging
from email.mime.text import MIMEText

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from home import outbox
from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, UserFactory, home_page
from home.models import OutboxMail
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_the_outbox(settings):
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"


def message(**options):
    return EmailMultiAlternatives(
        **{"subject": "A sample", "body": "Words", "to": ["a@example.org"], **options}
    )


def test_a_mail_of_django_waits_and_is_sent_by_the_worker(mailoutbox):
    with translation.override("ko"):
        assert (
            send_mail("제목", "말", "desk@example.org", ["Sample <a@example.org>"], html_message="<b>말</b>")
            == 1
        )
    assert not mailoutbox
    row = OutboxMail.objects.get()
    assert (row.kind, row.language, row.state) == ("notice", "ko", "queued")
    run_everything()
    (sent,) = mailoutbox
    assert (sent.subject, sent.body, sent.from_email) == ("제목", "말", "desk@example.org")
    assert sent.to == ["Sample <a@example.org>"] and sent.alternatives[0] == ("<b>말</b>", "text/html")


def test_what_is_rolled_back_is_not_sent():
    with pytest.raises(RuntimeError), transaction.atomic():
        send_mail("A", "B", None, ["a@example.org"])
        raise RuntimeError
    assert not OutboxMail.objects.exists()


def test_nobody_sees_the_address_of_another(mailoutbox):
    message(
        to=["a@example.org", "b@example.org", "a@example.org"], cc=["c@example.org"], bcc=["d@example.org"]
    ).send()
    outbox.deliver_due()
    assert [each.recipients() for each in mailoutbox] == [[f"{letter}@example.org"] for letter in "abcd"]
    assert all(str(each.message()).count("@example.org") == 1 for each in mailoutbox)


def test_everything_that_a_mail_says_is_kept(mailoutbox):
    sample = message(
        from_email="Desk <desk@example.org>",
        reply_to=["answers@example.org"],
        headers={"X-Sample": "1", "References": "<a@b>"},
        attachments=[
            ("sample.ics", "BEGIN:VCALENDAR", "text/calendar"),
            ("a.bin", b"\x00\xff", "application/x-a"),
        ],
    )
    sample.attach_alternative("<p>Words</p>", "text/html")
    sample.attach_alternative("{}", "application/ld+json")
    sample.send()
    outbox.deliver_due()
    (sent,) = mailoutbox
    assert sent.from_email == "Desk <desk@example.org>" and sent.reply_to == ["answers@example.org"]
    assert sent.extra_headers["X-Sample"] == "1" and sent.extra_headers["References"] == "<a@b>"
    assert [each[1] for each in sent.alternatives] == ["text/html", "application/ld+json"]
    assert [tuple(each) for each in sent.attachments] == [
        ("sample.ics", "BEGIN:VCALENDAR", "text/calendar"),
        ("a.bin", b"\x00\xff", "application/x-a"),
    ]


def test_a_mail_of_html_alone_stays_one(mailoutbox):
    sample = EmailMessage("A", "<p>Words</p>", to=["a@example.org"])
    sample.content_subtype = "html"
    sample.send()
    outbox.deliver_due()
    assert mailoutbox[0].message().get_content_type() == "text/html"


@pytest.mark.parametrize(
    "attachment",
    [
        MIMEText("words"),
        ("a.eml", EmailMessage("A", "B"), "message/rfc822"),
        ("big", b"x" * 6_000_000, "a/b"),
    ],
)
def test_what_can_not_be_kept_is_refused_clearly(attachment):
    with pytest.raises(ValueError, match=r"attach"):
        message(attachments=[attachment]).send()
    assert not OutboxMail.objects.exists()


def test_a_subject_of_two_lines_is_one():
    message(subject="Hello\r\nBcc: b@example.org").send()
    assert OutboxMail.objects.get().letter["subject"] == "Hello Bcc: b@example.org"


def test_a_database_that_takes_no_mail_tells_no_address(monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("sentinel@example.org")

    monkeypatch.setattr("home.outbox.backend.enqueue", fail)
    with pytest.raises(Exception, match="^$") as caught:
        message(to=["sentinel@example.org"]).send()
    assert caught.value.__context__ is None and caught.value.__cause__ is None


# --- allauth and Wagtail


def test_a_new_password_is_asked_for_and_the_mail_server_is_not(client, settings, mailoutbox):
    settings.HUB_MAIL_BACKEND = "no.such.Backend"
    UserFactory(email="sample@example.org")
    response = client.post(reverse("account_reset_password"), {"email": "sample@example.org"})
    assert response.status_code == 302
    row = OutboxMail.objects.get()
    assert row.kind == "password-reset" and row.state == "queued"
    assert "/account/password/reset/key/" in row.letter["text"]


def test_reviews_and_comments_are_told_by_the_outbox(client, caplog, committed):
    caplog.set_level(logging.DEBUG)
    home_page("en")
    sync_roles()
    writer, moderator = UserFactory(), UserFactory(email="sentinel@example.org")
    for user in (writer, moderator):
        user.groups.add(Group.objects.get(name="Moderators"))
    page = ContentPageFactory(parent=home_page("en"), live=False, owner=writer)
    page.save_revision()
    with committed:
        page.get_workflow().start(page, writer)
    assert not mail.outbox
    assert {row.kind for row in OutboxMail.objects.all()} == {"notice"}
    run_everything()
    assert ["sentinel@example.org"] in [each.to for each in mail.outbox]
    assert "sentinel" not in caplog.text
