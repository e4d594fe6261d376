"""The two ways to a conversation: the mailed link, to a door with a button, and behind it an address for some hours."""

from events.models import Conversation, Side
from events.personal_links import CONVERSATION_ROOM, COORDINATOR_SIDE, SEEKER

DOORS = {Side.SEEKER: SEEKER, Side.COORDINATOR: COORDINATOR_SIDE}


def door(conversation, side, language=None):
    """The whole address that a mail to this side holds."""
    language = language or conversation.person(side).language or "en"
    return DOORS[side].link(conversation.pk, conversation.nonce(side), language)


def at_door(token, side):
    """The `Conversation` that a mailed link of this side leads to, or None."""
    return _found(DOORS[side].read(token), side)


def room(conversation, side):
    """Where this side reads and writes, from now on for some hours."""
    return CONVERSATION_ROOM.address(conversation.pk, conversation.nonce(side), side)


def in_room(token):
    """(conversation, side), or None where the address is not one of ours, too old, or void."""
    signed = CONVERSATION_ROOM.read(token)
    if signed is None:
        return None
    pk, nonce, side = signed
    conversation = _found((pk, nonce), side)
    return conversation and (conversation, Side(side))


def _found(signed, side):
    if signed is None:
        return None
    pk, nonce = signed
    conversation = (
        Conversation.objects.filter(pk=pk)
        .select_related("seeker", "coordinator__person", "city", "edition")
        .first()
    )
    if conversation is None or conversation.nonce(side) != nonce or conversation.person(side) is None:
        return None
    return conversation
