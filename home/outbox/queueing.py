"""Mails are written with what caused them, in one transaction."""

import json

from django.db import IntegrityError, transaction
from django.utils.translation import override

from home.encryption import lookup_hash
from home.models.outbox import OutboxMail
from home.outbox import packing
from home.outbox.sending import deliver

Priority = OutboxMail.Priority


def queue(kind, to, language, letter, *, about="", key=None, headers=None, unsubscribe="", priority=None):
    """Write a mail; it leaves after the commit. Returns the `OutboxMail`.

    `letter`: function() -> Letter, called while `language` is active. `kind`: a code; `home.registries.mail_kinds` has its words
    for staff. `about`: "app.model:pk" of what it is about, for staff. `key`: the mail that has this key already is returned and
    nothing is written. `unsubscribe`: whole address that takes a POST without further questions (RFC 8058); such mails go to
    many, so they wait for those that one person waits for, unless `priority` says otherwise. Raises ValueError where there is
    nobody to write to.
    """
    packing.address_of(to)
    with override(language):
        content = {"to": to, "headers": _headers(language, headers, unsubscribe), **letter().rendered()}
    if priority is None:
        priority = Priority.MANY if unsubscribe else Priority.ONE
    return enqueue(kind, language, content, about=about, key=key, priority=priority)


def _headers(language, more, unsubscribe):
    if not unsubscribe:
        return packing.headers(language, more)
    if not unsubscribe.isascii() or not unsubscribe.isprintable() or set(unsubscribe) & set(" <>,"):
        raise ValueError("The address to unsubscribe at is none.")
    one_click = {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return packing.headers(language, {**(more or {}), **one_click})


def enqueue(kind, language, content, *, about="", key=None, priority=Priority.ONE):
    """The same of a mail whose words are there: `content` as home/outbox/packing.py says it."""
    values = {
        "kind": kind,
        "about": about,
        "language": language,
        "content": json.dumps(content),
        "to_hash": lookup_hash(packing.address_of(content["to"])),
        "priority": priority,
    }
    try:
        with transaction.atomic():
            mail = OutboxMail.objects.create(key=key, **values)
            if priority == Priority.ONE:
                deliver.enqueue(mail.pk)  # else the scheduler finds it
    except IntegrityError:
        mail = key and OutboxMail.objects.filter(key=key).first()
        if not mail:
            raise
    return mail


def cancel(about):
    """Mails about this that still wait or have failed are never sent, and what they said is forgotten."""
    return cancel_these(OutboxMail.objects.filter(about=about))


def cancel_these(mails):
    """The same of a queryset of mails. Returns how many."""
    waiting = mails.filter(state__in=[OutboxMail.State.QUEUED, OutboxMail.State.FAILED])
    return waiting.update(state=OutboxMail.State.CANCELLED, content="")


def forget(address_hash):
    """Whoever has the address with this `lookup_hash` gets nothing that still waits, and no mail knows them any more."""
    theirs = OutboxMail.objects.filter(to_hash=address_hash)
    cancel_these(theirs)
    return theirs.update(to_hash="")
