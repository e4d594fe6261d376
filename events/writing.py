"""Mails to the people whom the hub knows: in their language, by the outbox, with the way to what is theirs."""

from django.utils.translation import gettext as _

from events.personal_links import MINE
from home import outbox


def write_to(person, kind, letter, *, about="", key=None, unsubscribe="", priority=None):
    """Queue a mail to a `PrivateContact`, in the transaction that is going on. Returns the mail, or None without an address.

    `letter`: function() -> outbox.Letter, called in the person's language. The rest is `outbox.queue`'s.
    """
    if not person.email:
        return None
    return outbox.queue(
        kind,
        person.email,
        person.language or "en",
        letter,
        about=about,
        key=key,
        unsubscribe=unsubscribe,
        priority=priority,
    )


def mine_link(person):
    """Where a person sees, changes and erases what the hub keeps of them."""
    return MINE.link(person.pk, person.nonce, person.language or "en")


def footing(person):
    """The sentence at the foot of a mail to somebody who signed up."""
    return _(
        "You get this because you signed up on our site. See, change or erase what we keep: {link}"
    ).format(link=mine_link(person))
