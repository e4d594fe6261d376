"""Somebody wants no more updates. It always works, for anybody who holds the mail, and doing it again changes nothing."""

from django.db import transaction
from django.utils import timezone

from events.models import Consent, PrivateContact, UpdateStop
from home.models import OutboxMail
from home.outbox.queueing import cancel_these


@transaction.atomic
def no_more_news(person_pk):
    """Takes back the agreement to get news. Of a person who is erased there is nothing left to take back."""
    person = PrivateContact.objects.filter(pk=person_pk).first()
    if person is None:
        return
    given = Consent.objects.filter(person=person, purpose=Consent.Purpose.NEWS, withdrawn_at=None)
    given.update(withdrawn_at=timezone.now())
    _take_back(person, "update-news")


@transaction.atomic
def no_more_of_this_day(consent_pk):
    """No more updates of one Day. They still take part, and their coordinator can still reach them."""
    consent = Consent.objects.filter(pk=consent_pk).select_related("person").first()
    if consent is None:
        return
    UpdateStop.objects.get_or_create(consent=consent)
    _take_back(consent.person, "update-day")


def _take_back(person, kind):
    """What waits for them in the outbox never leaves."""
    if person.email_hash:
        cancel_these(OutboxMail.objects.filter(kind=kind, to_hash=person.email_hash))
