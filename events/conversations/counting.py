"""How many conversations there were: counted as they begin and are answered, so that they can go without a trace."""

from django.db.models import F

from events.models import ConversationCount


def count(conversation, *, begun=0, answered=0):
    row, _created = ConversationCount.objects.get_or_create(
        edition_id=conversation.edition_id, city_id=conversation.city_id, kind=conversation.kind
    )
    ConversationCount.objects.filter(pk=row.pk).update(
        number=F("number") + begun, answered=F("answered") + answered
    )
