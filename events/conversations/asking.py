"""Coordinators ask staff, and staff answer: here staff read what is written, and both know it."""

from django.db import transaction

from events.conversations.counting import count
from events.conversations.talking import write
from events.models import Conversation, Side


@transaction.atomic
def ask_staff(coordinator, city, text):
    """Put a question about a city to staff. It goes on in the conversation that the coordinator has with them, if there is one."""
    asked = Conversation.objects.going_on().filter(
        kind=Conversation.Kind.STAFF, coordinator=coordinator, city=city
    )
    conversation = asked.select_for_update().first()
    if conversation is None:
        conversation = Conversation.objects.create(
            kind=Conversation.Kind.STAFF, edition=coordinator.edition, city=city, coordinator=coordinator
        )
        count(conversation, begun=1)
    write(conversation, Side.COORDINATOR, text)
    return conversation


def answer(conversation, text):
    """Staff's word to a coordinator. Raises `talking.Closed` where that one is gone."""
    return write(conversation, Side.STAFF, text)
