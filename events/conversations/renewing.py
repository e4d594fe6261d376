"""Links to conversations that were mailed, or seen in a room, open nothing any more. In the transaction that is going on."""

from events.conversations.letters import tell
from events.models import Conversation, Side
from events.models.contacts import link_nonce


def void_of_coordinator(coordinator):
    """Of their side. The new way in stands in their room."""
    for conversation in Conversation.objects.filter(coordinator=coordinator).select_for_update(of=("self",)):
        conversation.coordinator_nonce = link_nonce()
        conversation.save(update_fields=["coordinator_nonce"])


def void_of_seeker(person):
    """Of the side of who asked. They have no room, so of what goes on a new link is mailed to them."""
    conversations = Conversation.objects.filter(seeker=person).select_for_update(of=("self",))
    for conversation in conversations.select_related("seeker"):
        conversation.seeker_nonce = link_nonce()
        conversation.save(update_fields=["seeker_nonce"])
        if conversation.is_going_on:
            tell(conversation, Side.SEEKER, "link")
