"""What is mailed about conversations: that something waits, never what, nor from whom, nor from where."""

from django.utils.translation import gettext_lazy as _

from events.conversations.links import door
from events.models import Side
from events.writing import footing, write_to
from home.outbox import Letter

OPEN, SEE = _("Open the conversation"), _("See the conversation")


class Words:
    """What such a mail says. Read where the language is the recipient's."""

    def __init__(self, subject, *paragraphs, button=OPEN):
        self.subject, self.paragraphs, self.button = subject, paragraphs, button

    def letter(self, person, link):
        return Letter(
            subject=str(self.subject),
            paragraphs=tuple(str(each) for each in self.paragraphs),
            action=(str(self.button), link),
            reason=footing(person),
        )


KINDS = {
    "begun-seeker": Words(
        _("Somebody in your city can help you to take part"),
        _(
            "There is a coordinator where you would like to take part. We have opened a private conversation for the two of you on our site."
        ),
        _(
            "Neither of you sees the other’s address or telephone number, and no name but one by which a coordinator is known on our site. What you show, and when, is up to you."
        ),
    ),
    "begun-coordinator": Words(
        _("Somebody would like to take part with you"),
        _(
            "Somebody would like to take part where you coordinate. We have opened a private conversation for the two of you on our site."
        ),
        _(
            "Please write a first word within three days, however short. If you can't, we look for somebody else, and nobody is cross with you."
        ),
    ),
    "message": Words(
        _("A message waits for you"),
        _("Somebody has written to you on our site. You can read it and answer there."),
    ),
    "released": Words(
        _("You can now reach each other directly"),
        _("In one of your conversations on our site, the other side now shows you how to reach them."),
    ),
    "stopped": Words(
        _("A conversation has ended"),
        _(
            "One of your conversations on our site was stopped. No more messages can be written in it, and contact details are no longer shown there."
        ),
        button=SEE,
    ),
    "reminder": Words(
        _("Somebody still waits for a word from you"),
        _(
            "Two days ago we told you that somebody would like to take part where you coordinate. Nobody has answered them yet."
        ),
        _("A few words are enough. If they get none until tomorrow, we look for somebody else."),
    ),
    "returned": Words(
        _("We look for somebody else for you"),
        _(
            "We had hoped that the coordinator would write to you by now. That can have many reasons, and it is not your fault."
        ),
        _(
            "Our own people now see to it, and you will hear from us. If the coordinator answers after all, we tell you."
        ),
    ),
    "left": Words(
        _("We look for somebody else for you"),
        _("The coordinator with whom we had put you in touch can't go on with this task."),
        _("Our own people now look for somebody else, and you will hear from us."),
        button=SEE,
    ),
    "passed-on": Words(
        _("Somebody else now takes care of your city"),
        _(
            "Another coordinator now takes care of where you would like to take part. We have opened a new private conversation for the two of you."
        ),
        _(
            "They don't see what you wrote before, nor anything that you showed to the coordinator before them."
        ),
    ),
    "link": Words(
        _("The new link to your conversation"),
        _("The links that we sent you until now open nothing any more. This one opens your conversation."),
    ),
    "answer": Words(
        _("We have answered you"),
        _("You asked us something on our site. Our answer waits for you there."),
        button=_("Read the answer"),
    ),
}


def tell(conversation, side, kind, key=None):
    """Queue a mail of one of `KINDS` to a side, in its language. Staff have the desk instead."""
    person = conversation.person(side)
    if person is None:
        return None

    def letter():
        return KINDS[kind].letter(person, door(conversation, side))

    return write_to(person, f"conversation-{kind}", letter, about=conversation.about, key=key)


def tell_of_message(conversation, side):
    """One mail for everything that a side has not opened yet, however much comes."""
    kind = "answer" if conversation.other(side) == Side.STAFF else "message"
    unread = conversation.messages.filter(seen_at=None).exclude(side=side).order_by("pk")
    first = unread.values_list("pk", flat=True).first()
    return first and tell(conversation, side, kind, key=f"conversation:{conversation.pk}:{side}:{first}")
