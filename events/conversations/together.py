"""A coordinator to whom many come at once gets one mail for all of them, with the way to their room."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.conversations.letters import tell
from events.models import Conversation, Coordinator, Side
from events.writing import footing, write_to
from home.outbox import Letter


@transaction.atomic
def tell_of_all(coordinator):
    """Of what has begun and no mail has told of yet. Done twice, it is told once."""
    coordinator = locked(coordinator.pk)
    untold = Conversation.objects.untold().filter(coordinator=coordinator)
    conversations = list(untold.select_for_update(of=("self",)).order_by("pk"))
    _write(coordinator, conversations, "begun-coordinator", _many_wait)
    Conversation.objects.filter(pk__in=[each.pk for each in conversations]).update(coordinator_untold=False)


def remind_of_all(coordinator, conversations):
    """Of all that nobody has answered for too long; in the transaction that is going on."""
    _write(coordinator, conversations, "reminder", _many_still_wait)


def locked(pk):
    """A coordinator as they are now, before their conversations: what is written of their link is the link of this moment."""
    found = Coordinator.objects.select_for_update(of=("self",)).select_related("person", "edition")
    return found.get(pk=pk)


def _write(coordinator, conversations, kind, letter):
    """One mail: of a single conversation the way to it, of several the way to the room where all of them stand."""
    from events.hosting import way_in

    if len(conversations) == 1:
        tell(conversations[0], Side.COORDINATOR, kind)
    elif conversations:
        link = way_in(coordinator)
        write_to(
            coordinator.person,
            f"conversation-{kind}",
            lambda: letter(coordinator.person, link, len(conversations)),
            about=f"events.coordinator:{coordinator.pk}",
        )


def _many_wait(person, link, number):
    subject = ngettext(
        "%(number)d person would like to take part with you",
        "%(number)d people would like to take part with you",
        number,
    )
    return Letter(
        subject=subject % {"number": number},
        paragraphs=(
            _(
                "They would like to take part where you coordinate. We have opened a private conversation with each of them; all of them stand in your room on our site."
            ),
            _(
                "Please write each a first word within three days, however short. Where you can't, we look for somebody else, and nobody is cross with you."
            ),
        ),
        action=(_("Open my room"), link),
        reason=footing(person),
    )


def _many_still_wait(person, link, number):
    subject = ngettext(
        "%(number)d person still waits for a word from you",
        "%(number)d people still wait for a word from you",
        number,
    )
    return Letter(
        subject=subject % {"number": number},
        paragraphs=(
            _(
                "Two days ago we told you that they would like to take part where you coordinate. Nobody has answered them yet."
            ),
            _(
                "A few words are enough; the conversations stand in your room. For whoever gets none until tomorrow, we look for somebody else."
            ),
        ),
        action=(_("Open my room"), link),
        reason=footing(person),
    )
