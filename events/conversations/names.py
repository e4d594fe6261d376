"""How each side is called on the page of the other: as they chose, and no more."""

from django.utils.translation import gettext as _

from events.models import Side


def other_name(conversation, side, shown):
    """(words, whether they are a name) for who is on the other side. `shown`: what that side has released."""
    other = conversation.other(side)
    if other == Side.STAFF:
        return _("our own people"), False
    if shown.get("name"):
        return shown["name"], True
    if other == Side.SEEKER:
        return _("somebody who signed up"), False
    name = shown_name(conversation, other)
    return (name, True) if name else (_("the coordinator"), False)


def shown_name(conversation, side):
    """By what the site itself shows a side, which the other sees as well: a coordinator's public name, or ""."""
    if side != Side.COORDINATOR or not conversation.person(side):
        return ""
    return conversation.coordinator.public_name
