"""Mails are written with what caused them, in one transaction."""

import json

from django.db import IntegrityError, transaction
from django.utils.translation import override

from home.encryption import lookup_hash
from home.models.outbox import OutboxMail
from home.outbox.sending import deliver


def queue(kind, to, language, letter, *, about="", key=None, headers=None, unsubscribe=""):
    """Write a mail; it leaves after the commit. Returns the `OutboxMail`.

    `letter`: function() -> Letter, called while `language` is active. `about`: "app.model:pk" of what it is about, for staff.
    `key`: the mail that has this key already is returned and nothing is written. `unsubscribe`: whole address that takes a
    POST without further questions (RFC 8058). Raises ValueError where there is nobody to write to.
    """
    if not to or "\n" in to or "\r" in to:
        raise ValueError("A mail needs an address.")
    with override(language):
        content = {"to": to, "headers": {"Auto-Submitted": "auto-generated", **(headers or {})}}
        content |= letter().rendered()
    if unsubscribe:
        content["headers"] |= {
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return enqueue(kind, language, content, about=about, key=key)


def enqueue(kind, language, content, *, about="", key=None):
    """The same of a mail whose words are there: `content` as `OutboxMail.letter` gives it."""
    values = {
        "kind": kind,
        "about": about,
        "language": language,
        "content": json.dumps(content),
        "to_hash": lookup_hash(content["to"]),
    }
    if key is None:
        mail = OutboxMail.objects.create(**values)
    else:
        try:
            with transaction.atomic():
                mail = OutboxMail.objects.create(key=key, **values)
        except IntegrityError:
            return OutboxMail.objects.get(key=key)
    deliver.enqueue(mail.pk)
    return mail


def cancel(about):
    """Mails about this that still wait or have failed are never sent, and what they said is forgotten."""
    waiting = OutboxMail.objects.filter(about=about).exclude(state=OutboxMail.State.SENT)
    return waiting.update(state=OutboxMail.State.CANCELLED, content="")


def forget(address_hash):
    """Whoever has the address with this `lookup_hash` gets nothing that still waits, and no mail knows them any more."""
    theirs = OutboxMail.objects.filter(to_hash=address_hash)
    theirs.exclude(state=OutboxMail.State.SENT).update(state=OutboxMail.State.CANCELLED, content="")
    return theirs.update(to_hash="")
