"""Sends what waits: once, by whichever worker claims it; later again where the mail server refuses or is away."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from home.models.outbox import OutboxMail

logger = logging.getLogger("hub.mail")

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
ATTEMPTS = 16  # over about two days
CLAIM = timedelta(minutes=5)  # longer than a mail server can hold a worker; then another may try
State = OutboxMail.State


def pause(attempts):
    """How long to wait after so many attempts."""
    return min(FIRST_PAUSE * 2 ** max(attempts - 1, 0), LONGEST_PAUSE)


@task()
def deliver(pk):
    """Send one mail, if it waits and is due. Never raises on account of a mail server."""
    now = timezone.now()
    claimed = OutboxMail.objects.filter(pk=pk, state=State.QUEUED, next_attempt_at__lte=now).update(
        next_attempt_at=now + CLAIM, attempts=F("attempts") + 1
    )
    if not claimed:
        return False
    mail = OutboxMail.objects.get(pk=pk)
    error = _send(mail.letter)
    if not error:
        values = {"state": State.SENT, "sent_at": timezone.now(), "content": "", "last_error": ""}
    elif mail.attempts >= ATTEMPTS:
        values = {"state": State.FAILED, "last_error": error}
    else:
        values = {"next_attempt_at": timezone.now() + pause(mail.attempts), "last_error": error}
    OutboxMail.objects.filter(pk=pk, state=State.QUEUED).update(**values)
    if error:
        logger.warning("Mail %d (%s) was not sent: %s, attempt %d.", pk, mail.kind, error, mail.attempts)
    return not error


def _send(letter):
    """The name of what went wrong, or "". A mail server's own words may hold the address, so they are dropped."""
    try:
        connection = get_connection(settings.HUB_MAIL_BACKEND)
        mail = EmailMultiAlternatives(
            letter["subject"],
            letter["text"],
            from_email=letter.get("from"),
            to=[letter["to"]],
            headers=letter["headers"],
            connection=connection,
        )
        if letter.get("html"):
            mail.attach_alternative(letter["html"], "text/html")
        return "" if mail.send() else "NotTaken"
    except Exception as error:
        return type(error).__name__


def deliver_due(limit=200):
    """Everything that is due now; for the scheduler, so that nothing depends on a task. Returns how many were sent."""
    due = OutboxMail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    ids = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit])
    return sum(bool(deliver.call(pk)) for pk in ids)


def enqueue_due():
    """The same by the worker: what is due gets a task each."""
    due = OutboxMail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    for pk in due.order_by("next_attempt_at").values_list("pk", flat=True)[:500]:
        deliver.enqueue(pk)


def send_again(mails):
    """Failed ones wait again, from the first attempt on. Returns how many."""
    ids = list(mails.filter(state=State.FAILED).exclude(content="").values_list("pk", flat=True))
    OutboxMail.objects.filter(pk__in=ids).update(
        state=State.QUEUED, attempts=0, next_attempt_at=timezone.now(), last_error=""
    )
    for pk in ids:
        deliver.enqueue(pk)
    return len(ids)
