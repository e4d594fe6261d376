"""How the outbox stands, and how long it keeps what: words until a mail was sent, or a month after it failed; rows three months."""

from datetime import timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from home.models.outbox import OutboxMail

LATE = timedelta(minutes=30)
WORDS_OF_FAILED = timedelta(days=30)
ROWS = timedelta(days=90)
State, Priority = OutboxMail.State, OutboxMail.Priority


def standing():
    """{"waiting", "failed", "oldest"}: numbers, and since when the oldest waits (None where none does)."""
    waiting = Q(state=State.QUEUED)
    found = OutboxMail.objects.filter(state__in=[State.QUEUED, State.FAILED]).aggregate(
        waiting=Count("pk", filter=waiting),
        failed=Count("pk", filter=Q(state=State.FAILED)),
        oldest=Min("created_at", filter=waiting),
    )
    return found


def failed():
    """Failed mails, with `gave_up_at`."""
    return OutboxMail.objects.filter(state=State.FAILED).annotate(
        gave_up_at=Coalesce("failed_at", "created_at")
    )


def failed_and_known():
    """Those whose words are still kept, so that they can be sent again."""
    return failed().filter(gave_up_at__gt=timezone.now() - WORDS_OF_FAILED)


def flowing():
    """(whether mails leave, a word on it), for the operators: none waits for half an hour on account of us or our mail server."""
    late = timezone.now() - LATE
    untried = Q(attempts=0, priority=Priority.ONE, next_attempt_at__lt=late)
    tried = Q(attempts__gt=0, created_at__lt=late)
    of_addresses = Q(last_error__startswith="SMTPRecipientsRefused") | Q(
        last_error__startswith="SMTPDataError"
    )
    waits = OutboxMail.objects.filter(untried | tried, state=State.QUEUED).exclude(of_addresses).exists()
    return not waits, "mails have been waiting for half an hour" if waits else "mails leave"


def forget_old():
    """For the scheduler, once a day."""
    now = timezone.now()
    long_failed = failed().filter(gave_up_at__lte=now - WORDS_OF_FAILED)
    OutboxMail.objects.filter(pk__in=long_failed.values("pk")).update(content="")
    done = Q(state=State.SENT, sent_at__lt=now - ROWS) | Q(
        state__in=[State.FAILED, State.CANCELLED], created_at__lt=now - ROWS
    )
    while ids := list(OutboxMail.objects.filter(done).order_by("pk").values_list("pk", flat=True)[:500]):
        OutboxMail.objects.filter(pk__in=ids).delete()
