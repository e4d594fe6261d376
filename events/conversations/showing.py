"""A conversation as one side sees it: plain values for its page."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.conversations.names import other_name, shown_name
from events.conversations.talking import releasable, shown_to
from events.models import Conversation, Message, Side
from events.times import utc_offset_label
from home.languages import name_for_reader, served

LATEST = 100  # messages that are shown at once


@dataclass(frozen=True)
class Line:
    message: Message
    mine: bool
    when: datetime  # aware, in the zone of the city
    zone: str

    @property
    def iso(self):
        return self.when.isoformat(timespec="minutes")


@dataclass(frozen=True)
class Detail:
    name: str
    label: str
    value: str


def details(values):
    """{name: value} of contact details as the page shows them."""
    labels = {"name": _("Name"), "email": _("E-mail address"), "telephone": _("Telephone")}
    return [Detail(name, labels[name], value) for name, value in values.items()]


def lines(conversation, side, everything=False):
    """([Line], how many earlier ones there are)."""
    found = conversation.messages.order_by("-written_at", "-pk")
    earlier = 0 if everything else max(0, found.count() - LATEST)
    shown = list(found if everything else found[:LATEST])
    return of_messages(conversation, reversed(shown), side), earlier


def of_messages(conversation, messages, side=None):
    """[Line] with the clock of the city."""
    zone = ZoneInfo(conversation.city.time_zone)
    return [
        Line(
            message,
            message.side == side,
            message.written_at.astimezone(zone),
            utc_offset_label(message.written_at, conversation.city.time_zone),
        )
        for message in messages
    ]


def page_of(conversation, side, everything=False):
    """What the template of the room takes."""
    shown = shown_to(conversation, side)
    name, is_name = other_name(conversation, side, shown)
    found, earlier = lines(conversation, side, everything)
    released = getattr(conversation, f"{side}_released")
    is_introduction = conversation.kind == Conversation.Kind.INTRODUCTION
    return {
        "conversation": conversation,
        "lines": found,
        "earlier": earlier,
        "other": name,
        "other_is_name": is_name,
        "my_name": shown_name(conversation, side),
        "other_language": _other_language(conversation, side),
        "shown": details(shown),
        "released": [each for each in details(releasable(conversation, side)) if each.name in released],
        "may_release": is_introduction and conversation.takes_messages,
        "may_stop": is_introduction and conversation.is_going_on,
        "may_report": is_introduction,
        "state_words": state_words(conversation, side),
        "waits_for_me": side == Side.COORDINATOR and conversation.waits_for_coordinator,
    }


def state_words(conversation, side):
    """A sentence where the conversation isn't simply open."""
    if conversation.state == Conversation.State.STOPPED:
        if conversation.stopped_by == side:
            return _("You stopped this conversation. No more messages can be written in it.")
        return _("This conversation was stopped. No more messages can be written in it.")
    if conversation.state == Conversation.State.PASSED_ON:
        return _(
            "Somebody else now takes care of this city. Your new conversation has a link of its own, in our latest mail to you."
        )
    if not conversation.takes_messages:
        return _("The coordinator can't go on with this task. We look for somebody else, and write to you.")
    if conversation.state == Conversation.State.RETURNED and side == Side.SEEKER:
        return _(
            "The coordinator has not answered yet. Our own people see to it; you can still write, and the coordinator can still answer."
        )
    return ""


def _other_language(conversation, side):
    """The name of the other side's language where it is another than this side's, else ""."""
    other = conversation.person(conversation.other(side))
    mine = conversation.person(side).language or "en"
    if other is None or (other.language or "en") == mine or other.language not in served():
        return ""
    return name_for_reader(other.language)
