"""A mail is written with what caused it, and leaves when the mail server takes it; nobody else learns to whom or what."""

import logging
import smtplib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home import outbox
from home.models import OutboxMail
from home.outbox import keeping, resting, sending
from home.tests import mail_server
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db
State, Priority = OutboxMail.State, OutboxMail.Priority
TO, WORDS = "sentinel.address@example.org", "sentinel words"
LETTER = outbox.Letter(subject="A sentinel subject", paragraphs=(WORDS,))


def write(to=TO, **options):
    return outbox.queue("test", to, "en", lambda: LETTER, **options)


def now_due(mail):
    OutboxMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now())
    cache.clear()  # the mail server has rested


def again(mail):
    mail.refresh_from_db()
    return mail


class Failing(EmailBackend):
    """Raises `error`, as long as there is one."""

    error = None
    asked = 0

    def send_messages(self, messages):
        Failing.asked += 1
        if Failing.error:
            raise Failing.error
        return super().send_messages(messages)


@pytest.fixture
def failing(settings, monkeypatch):
    settings.HUB_MAIL_BACKEND = f"{__name__}.Failing"

    def fail(error):
        monkeypatch.setattr(Failing, "error", error)
        monkeypatch.setattr(Failing, "asked", 0)

    return fail


@pytest.fixture
def smtp(settings):
    """`smtp(port)`: mails go to the server that listens there, which has little time."""
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.3

    def to(port):
        settings.EMAIL_PORT = port

    return to


# --- Written and sent


def test_a_mail_is_sent_by_the_worker_and_forgotten(mailoutbox):
    mail = write(about="home.user:1")
    assert not mailoutbox and again(mail).state == State.QUEUED
    run_everything()
    assert [each.to for each in mailoutbox] == [[TO]] and WORDS in mailoutbox[0].body
    mail = again(mail)
    assert (mail.state, mail.content, mail.attempts) == (State.SENT, "", 1) and mail.sent_at
    run_everything()
    outbox.deliver_due()
    assert len(mailoutbox) == 1


def test_what_is_rolled_back_writes_to_nobody(mailoutbox):
    class Rollback(Exception):
        pass

    with pytest.raises(Rollback), transaction.atomic():
        write()
        raise Rollback
    run_everything()
    assert not OutboxMail.objects.exists() and not DBTaskResult.objects.exists() and not mailoutbox


def test_nothing_depends_on_the_task(mailoutbox):
    write()
    DBTaskResult.objects.all().delete()
    sending.send_due()
    run_everything()
    assert len(mailoutbox) == 1


def test_a_key_writes_one_mail_only(mailoutbox):
    assert write(key="reminder:1") == write(key="reminder:1")
    outbox.deliver_due()
    assert write(key="reminder:1").state == State.SENT
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize(
    "to",
    ["", None, "nobody", "a@", "@b", "a@b.org, c@d.org", "a@b.org\nBcc: c@d.org", "a b@c.org", "a@b.org\0"],
)
def test_who_can_not_be_written_to_is_refused_at_once(to):
    with pytest.raises(ValueError, match="address"):
        write(to)
    assert not OutboxMail.objects.exists()


def test_a_cancelled_mail_is_never_sent_and_says_nothing_any_more(mailoutbox):
    mail, other = write(about="home.user:1"), write(about="home.user:2")
    assert outbox.cancel("home.user:1") == 1
    run_everything()
    assert len(mailoutbox) == 1 and again(other).state == State.SENT
    assert (again(mail).state, mail.content) == (State.CANCELLED, "")
    assert outbox.cancel("home.user:1") == 0


def test_a_mail_that_is_cancelled_while_it_is_claimed_is_not_sent(mailoutbox, monkeypatch):
    mail = write()

    class Cancelling(sending.MailServer):
        def send(self, content):
            raise AssertionError

    real = OutboxMail.objects.defer

    def too_late(*fields):
        outbox.queueing.cancel_these(OutboxMail.objects.all())
        return real(*fields)

    monkeypatch.setattr(OutboxMail.objects, "defer", too_late)
    assert sending.attempt(mail.pk, Cancelling()) == (False, None)


# --- What one person waits for comes first


def test_mails_to_many_wait_for_those_that_somebody_waits_for(mailoutbox):
    for number in range(3):
        write(f"many{number}@example.org", unsubscribe="https://example.org/u")
    write("one@example.org")
    outbox.deliver_due()
    assert mailoutbox[0].to == ["one@example.org"] and len(mailoutbox) == 4


def test_ten_thousand_mails_to_many_make_no_task_each_and_hold_up_nobody(mailoutbox, monkeypatch):
    for number in range(5):
        write(f"many{number}@example.org", priority=Priority.MANY)
    assert not DBTaskResult.objects.exists()
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    for _time in range(3):
        sending.send_due()
    assert DBTaskResult.objects.count() == 1  # one round at a time, however often the scheduler looks
    late = write("one@example.org")
    assert DBTaskResult.objects.first().args_kwargs["args"] == [late.pk]
    run_everything()
    assert len(mailoutbox) == 6 and mailoutbox[0].to == ["one@example.org"]


def test_a_round_ends_when_its_time_is_over(mailoutbox, monkeypatch):
    for number in range(3):
        write(f"many{number}@example.org", priority=Priority.MANY)
    times = iter(range(0, 1000, 6))
    monkeypatch.setattr(sending, "monotonic", lambda: next(times))
    assert sending.send_some(20, seconds=10) == (1, True)


def test_one_connection_serves_a_whole_round(smtp):
    with mail_server.running() as server:
        smtp(server.port)
        for number in range(3):
            write(f"many{number}@example.org", priority=Priority.MANY)
        assert outbox.deliver_due() == 3
        assert server.connections == 1
        assert [to for to, _words in server.taken] == [[f"many{number}@example.org"] for number in range(3)]


# --- A mail server that is away, slow or says no


def test_a_dead_mail_server_loses_nothing(failing, mailoutbox):
    failing(ConnectionRefusedError(f"cannot reach {TO}"))
    mail = write()
    run_everything()
    mail = again(mail)
    assert (mail.state, mail.attempts, mail.last_error) == (State.QUEUED, 1, "ConnectionRefusedError")
    assert mail.next_attempt_at > timezone.now() and WORDS in mail.letter["text"]
    failing(None)
    now_due(mail)
    outbox.deliver_due()
    assert again(mail).state == State.SENT and len(mailoutbox) == 1


def test_a_dead_mail_server_is_asked_by_one_mail_only(failing):
    failing(TimeoutError())
    mails = [write(f"many{number}@example.org") for number in range(10)]
    run_everything()
    sending.send_due()
    run_everything()
    assert Failing.asked == 1
    assert sum(again(mail).attempts for mail in mails) == 1


def test_when_the_mail_server_has_rested_the_others_are_sent(failing, mailoutbox):
    failing(TimeoutError())
    for number in range(3):
        write(f"many{number}@example.org")
    run_everything()
    failing(None)
    resting.wake()
    sending.send_due()
    run_everything()
    assert len(mailoutbox) == 2  # the one that asked has its own pause


def test_without_a_cache_mails_are_sent_all_the_same(monkeypatch, mailoutbox, caplog):
    def broken(*args, **kwargs):
        raise OSError(TO)

    for name in ("get", "set", "delete"):
        monkeypatch.setattr(cache, name, broken)
    write()
    outbox.deliver_due()
    assert len(mailoutbox) == 1 and TO not in caplog.text


def test_retries_come_ever_later_over_about_two_days_and_then_it_has_failed(failing):
    failing(TimeoutError())
    mail, pauses = write(), []
    for _time in range(40):
        now_due(mail)
        outbox.deliver_due()
        if again(mail).state == State.FAILED:
            break
        pauses.append(round((mail.next_attempt_at - timezone.now()) / timedelta(minutes=1)))
    assert mail.state == State.FAILED and mail.failed_at and mail.content
    assert pauses == sorted(pauses) and 40 * 60 < sum(pauses) < 60 * 60
    assert not outbox.deliver_due()


def test_an_address_that_is_refused_is_tried_a_few_times_and_holds_up_nobody(smtp):
    with mail_server.running(RCPT="550 5.1.1 <sentinel.address@example.org> unknown") as server:
        smtp(server.port)
        mail = write()
        for _time in range(4):
            now_due(mail)
            assert outbox.deliver_due() == 0 and not resting.is_resting()
        assert (again(mail).state, mail.last_error) == (State.FAILED, "SMTPRecipientsRefused 550")
        server.answers.clear()
        other = write("other@example.org")
        outbox.deliver_due()
        assert again(other).state == State.SENT


def test_one_refused_address_among_many_leaves_the_others_alone(smtp, monkeypatch):
    with mail_server.running() as server:
        smtp(server.port)
        mails = [write(f"many{number}@example.org", priority=Priority.MANY) for number in range(3)]
        refused = OutboxMail.objects.get(pk=mails[1].pk)
        real = sending.unpacked

        def sent(content, connection):
            server.answers = {"RCPT": "550 no"} if content["to"] == refused.letter["to"] else {}
            return real(content, connection)

        monkeypatch.setattr(sending, "unpacked", sent)
        assert outbox.deliver_due() == 2
        assert [again(mail).state for mail in mails] == [State.SENT, State.QUEUED, State.SENT]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"DATA": "451 later"}, "SMTPDataError 451"),
        ({"DATA": "554 spam"}, "SMTPDataError 554"),
        ({"RCPT": "450 greylisted"}, "SMTPRecipientsRefused 450"),
        ({"MAIL": "530 log in first"}, "SMTPSenderRefused 530"),
        ({"CONNECT": "421 busy"}, "SMTPConnectError 421"),
        ({"CONNECT": None}, "SMTPServerDisconnected"),
        ({"DATA": None}, "SMTPServerDisconnected"),
        ({"CONNECT": ""}, "SMTPServerDisconnected"),  # takes the connection and never says a word
        ({"DATA": ""}, "SMTPServerDisconnected"),
    ],
)
def test_whatever_a_mail_server_does_a_mail_waits_for_the_next_attempt(smtp, answers, error):
    with mail_server.running(**answers) as server:
        smtp(server.port)
        mail = write()
        run_everything()
        mail = again(mail)
        assert (mail.state, mail.attempts) == (State.QUEUED, 1) and mail.next_attempt_at > timezone.now()
        assert mail.last_error == error


def test_a_mail_that_can_never_be_sent_has_failed_at_once(failing):
    failing(ValueError("Invalid address; only sentinel.address"))
    mail = write()
    outbox.deliver_due()
    assert (again(mail).state, mail.last_error) == (State.FAILED, "ValueError")


def test_a_lost_key_stops_nobody(settings, mailoutbox):
    mail = write()
    settings.HUB_ENCRYPTION_KEYS = ["another-key-that-is-long-enough-for-it"]
    other = write("other@example.org")
    assert outbox.deliver_due() == 1
    state = OutboxMail.objects.defer("content").get(pk=mail.pk)
    assert (state.state, state.last_error) == (State.FAILED, "ImproperlyConfigured")
    assert again(other).state == State.SENT


# --- Two workers, and workers that die


def test_two_workers_send_a_mail_once(settings, mailoutbox):
    class Meddling(EmailBackend):
        def send_messages(self, messages):
            assert outbox.deliver.call(mail.pk) is False and outbox.deliver_due() == 0
            return super().send_messages(messages)

    globals()["Meddling"] = Meddling
    settings.HUB_MAIL_BACKEND = f"{__name__}.Meddling"
    mail = write()
    assert outbox.deliver.call(mail.pk) is True
    assert len(mailoutbox) == 1 and again(mail).attempts == 1


def test_a_worker_that_dies_after_sending_leaves_a_copy_that_is_known_as_one(monkeypatch, mailoutbox):
    """At least once: rather a copy too many than a confirmation that never came."""
    mail = write()
    monkeypatch.setattr(sending, "_outcome", lambda *args: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        outbox.deliver.call(mail.pk)
    assert again(mail).state == State.QUEUED and outbox.deliver.call(mail.pk) is False
    monkeypatch.undo()
    OutboxMail.objects.filter(pk=mail.pk).update(next_attempt_at=mail.next_attempt_at - sending.CLAIM)
    assert outbox.deliver_due() == 1 and again(mail).state == State.SENT
    first, second = (each.message()["Message-ID"] for each in mailoutbox)
    assert first == second


def test_a_round_whose_worker_died_is_not_begun_twice():
    write(priority=Priority.MANY)
    sending.send_due()
    DBTaskResult.objects.update(status="RUNNING")
    sending.send_due()
    assert DBTaskResult.objects.count() == 1  # the reaper puts it back


# --- Again, and no longer than needed


def test_failed_ones_are_sent_again_from_the_first_attempt_on(failing, mailoutbox):
    failing(ValueError())
    mail = write()
    outbox.deliver_due()
    failing(None)
    assert outbox.send_again(OutboxMail.objects.all()) == 1
    assert (again(mail).state, mail.attempts, mail.failed_at) == (State.QUEUED, 0, None)
    run_everything()
    assert len(mailoutbox) == 1
    assert outbox.send_again(OutboxMail.objects.all()) == 0


def failed_ago(days):
    mail = write(about="home.user:1")
    ago = timezone.now() - timedelta(days=days)
    OutboxMail.objects.filter(pk=mail.pk).update(state=State.FAILED, failed_at=ago, created_at=ago)
    return mail


def test_what_a_failed_mail_says_is_forgotten_after_thirty_days():
    old, young = failed_ago(31), failed_ago(29)
    keeping.forget_old()
    assert again(old).content == "" and again(young).content
    assert outbox.send_again(OutboxMail.objects.all()) == 1
    assert again(old).state == State.FAILED


def test_rows_go_after_ninety_days(mailoutbox):
    ago = timezone.now() - timedelta(days=91)
    failed, waiting = failed_ago(91), write()
    sent, young, cancelled = write(), write(), write()
    OutboxMail.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=ago)
    OutboxMail.objects.filter(pk=young.pk).update(state=State.SENT, sent_at=timezone.now(), created_at=ago)
    OutboxMail.objects.filter(pk=cancelled.pk).update(state=State.CANCELLED, created_at=ago)
    OutboxMail.objects.filter(pk=waiting.pk).update(created_at=ago)
    keeping.forget_old()
    assert set(OutboxMail.objects.values_list("pk", flat=True)) == {waiting.pk, young.pk}
    assert not OutboxMail.objects.filter(pk=failed.pk).exists()


def test_how_the_outbox_stands():
    assert outbox.standing() == {"waiting": 0, "failed": 0, "oldest": None}
    first, _second, _failed = write(), write(), failed_ago(1)
    assert outbox.standing() == {"waiting": 2, "failed": 1, "oldest": again(first).created_at}


@pytest.mark.parametrize(
    ("values", "flows"),
    [
        ({}, False),
        ({"priority": Priority.MANY}, True),  # ten thousand take their time
        ({"priority": Priority.MANY, "attempts": 1, "last_error": "TimeoutError"}, False),
        ({"attempts": 1, "last_error": "TimeoutError"}, False),
        ({"attempts": 1, "last_error": "SMTPRecipientsRefused 450"}, True),
        ({"state": State.FAILED}, True),
        ({"created_at": timezone.now(), "next_attempt_at": timezone.now()}, True),
    ],
)
def test_operators_are_told_when_mails_do_not_leave(values, flows):
    ago = timezone.now() - timedelta(minutes=31)
    mail = write()
    OutboxMail.objects.filter(pk=mail.pk).update(**{"created_at": ago, "next_attempt_at": ago, **values})
    assert keeping.flowing()[0] is flows


# --- Nobody else learns of it


@pytest.mark.parametrize(
    "error",
    [
        OSError(f"{TO} {WORDS}"),
        smtplib.SMTPRecipientsRefused({TO: (550, f"{TO} {WORDS}".encode())}),
        smtplib.SMTPDataError(554, WORDS.encode()),
        RuntimeError(f"{TO} {LETTER.subject}"),
        ValueError(TO),
        None,
    ],
)
def test_no_log_and_no_column_holds_an_address_or_a_word(failing, caplog, error):
    caplog.set_level(logging.DEBUG)
    failing(error)
    write(about="home.user:1", key="k")
    run_everything()
    sending.send_due()
    run_everything()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_outboxmail")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT * FROM django_tasks_database_dbtaskresult")
        kept += str(cursor.fetchall())
    assert "sentinel" not in kept + caplog.text
