"""Sends what waits: once, by whichever worker claims it; later again where the mail server refuses or is away.

A worker that dies between sending a mail and noting it leaves it to be sent once more: a copy too many, under the same
Message-ID, is better than a confirmation that never came (docs/decisions/0015).
"""

import logging
from contextlib import suppress
from datetime import timedelta
from time import monotonic

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from home.models.outbox import OutboxMail
from home.outbox import resting
from home.outbox.keeping import failed_and_known
from home.outbox.packing import unpacked
from home.outbox.troubles import Trouble, judge

logger = logging.getLogger("hub.mail")

CLAIM = timedelta(minutes=5)  # longer than a mail server can hold a worker; then another may try
AT_ONCE, SECONDS = 20, 10  # of one round: what somebody waits for comes between two
State = OutboxMail.State


class MailServer:
    """One connection for several mails, opened by the first."""

    def __init__(self):
        self.connection = None

    def send(self, content):
        """The `Trouble`, or None when it was taken."""
        try:
            if self.connection is None:
                self.connection = get_connection(settings.HUB_MAIL_BACKEND)
                self.connection.open()
            sent = self.connection.send_messages([unpacked(content, self.connection)])
            return None if sent else Trouble("NotTaken")
        except Exception as error:
            self.close()  # what it was in the middle of must not reach the next mail
            return judge(error)

    def close(self):
        connection, self.connection = self.connection, None
        with suppress(Exception):
            if connection is not None:
                connection.close()


def due():
    """Waiting mails whose time has come, those that one person waits for first."""
    waiting = OutboxMail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    return waiting.order_by("priority", "next_attempt_at", "pk")


def attempt(pk, server):
    """(whether it was sent, the `Trouble`). Neither where somebody else has it, or it is not due."""
    now = timezone.now()
    claimed = OutboxMail.objects.filter(pk=pk, state=State.QUEUED, next_attempt_at__lte=now).update(
        next_attempt_at=now + CLAIM, attempts=F("attempts") + 1
    )
    mail = claimed and OutboxMail.objects.defer("content").filter(pk=pk, state=State.QUEUED).first()
    if not mail:
        return False, None
    trouble = _send(mail, server)
    OutboxMail.objects.filter(pk=pk, state=State.QUEUED).update(**_outcome(mail, trouble))
    if trouble:
        logger.warning(
            "Mail %d (%s) was not sent: %s, attempt %d.", pk, mail.kind, trouble.name, mail.attempts
        )
        if trouble.of_server:
            resting.rest()
    return trouble is None, trouble


def _send(mail, server):
    try:
        content = mail.letter  # read here, because a lost key is no reason to stop
    except Exception as error:
        return judge(error)
    return server.send(content)


def _outcome(mail, trouble):
    now = timezone.now()
    if trouble is None:
        return {"state": State.SENT, "sent_at": now, "content": "", "last_error": ""}
    pause = trouble.pause(mail.attempts)
    if pause is None:
        return {"state": State.FAILED, "failed_at": now, "last_error": trouble.name}
    return {"next_attempt_at": now + pause, "last_error": trouble.name}


def send_some(limit, seconds=None):
    """Send what is due, over one connection. (how many were sent, whether to go on)."""
    sent, until, server = 0, monotonic() + (seconds or 3600), MailServer()
    ids = list(due().values_list("pk", flat=True)[: limit + 1])
    try:
        for number, pk in enumerate(ids):
            if number == limit or monotonic() > until:
                return sent, True
            was_sent, trouble = attempt(pk, server)
            sent += was_sent
            if trouble and trouble.of_server:
                return sent, False
    finally:
        server.close()
    return sent, False


@task(priority=10)
def deliver(pk):
    """Send one mail now, if it waits and is due. Never raises on account of a mail server."""
    if resting.is_resting():
        return False
    server = MailServer()
    try:
        return attempt(pk, server)[0]
    finally:
        server.close()


@task(priority=-10)
def send_waiting():
    """A round of what waits, and a task for the next round: whatever else the worker has to do comes between."""
    if not resting.is_resting() and send_some(AT_ONCE, SECONDS)[1]:
        send_waiting.enqueue()


def send_due():
    """For the scheduler: begin to send what waits, unless that is being done."""
    if not due().exists() or resting.is_resting():
        return
    going_on = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if not DBTaskResult.objects.filter(task_path=send_waiting.module_path, status__in=going_on).exists():
        send_waiting.enqueue()


def deliver_due(limit=200):
    """Everything that is due now, here and at once, also when the mail server did not answer before. Returns how many left."""
    sent, _more = send_some(limit)
    if sent:
        resting.wake()
    return sent


def send_again(mails):
    """Failed ones wait again, from the first attempt on. Returns how many; what they said may be forgotten already."""
    known = failed_and_known().filter(pk__in=mails.values("pk"))
    count = OutboxMail.objects.filter(pk__in=known.values("pk")).update(
        state=State.QUEUED, attempts=0, next_attempt_at=timezone.now(), failed_at=None, last_error=""
    )
    if count:
        send_due()
    return count
