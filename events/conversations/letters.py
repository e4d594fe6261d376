"""What is mailed about conversations: that something waits, never what, nor from whom, nor from where."""

from django.utils.translation import gettext as _

from events.conversations.links import door
from events.models import Side
from events.writing import footing, write_to
from home.outbox import Letter


def tell(conversation, side, kind, key=None):
    """Queue a mail of one of `KINDS` to a side, in its language. Staff have the desk instead."""
    person = conversation.person(side)
    if person is None:
        return None

    def letter():
        return KINDS[kind](person, door(conversation, side))

    return write_to(person, f"conversation-{kind}", letter, about=conversation.about, key=key)


def _begun_seeker(person, link):
    return Letter(
        subject=_("Somebody in your city can help you to take part"),
        paragraphs=(
            _(
                "There is a coordinator where you would like to take part. We have opened a private conversation for the two of you on our site."
            ),
            _(
                "Neither of you sees the other’s name, address or telephone number. What you show, and when, is up to you."
            ),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _begun_coordinator(person, link):
    return Letter(
        subject=_("Somebody would like to take part with you"),
        paragraphs=(
            _(
                "Somebody would like to take part where you coordinate. We have opened a private conversation for the two of you on our site."
            ),
            _(
                "Please write a first word within three days, however short. If you can't, we look for somebody else, and nobody is cross with you."
            ),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _message(person, link):
    return Letter(
        subject=_("A message waits for you"),
        paragraphs=(_("Somebody has written to you on our site. You can read it and answer there."),),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _released(person, link):
    return Letter(
        subject=_("You can now reach each other directly"),
        paragraphs=(
            _("In one of your conversations on our site, the other side now shows you how to reach them."),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _stopped(person, link):
    return Letter(
        subject=_("A conversation has ended"),
        paragraphs=(
            _(
                "One of your conversations on our site was stopped. No more messages can be written in it, and contact details are no longer shown there."
            ),
        ),
        action=(_("See the conversation"), link),
        reason=footing(person),
    )


def _reminder(person, link):
    return Letter(
        subject=_("Somebody still waits for a word from you"),
        paragraphs=(
            _(
                "Two days ago we told you that somebody would like to take part where you coordinate. Nobody has answered them yet."
            ),
            _("A few words are enough. If they get none until tomorrow, we look for somebody else."),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _returned(person, link):
    return Letter(
        subject=_("We look for somebody else for you"),
        paragraphs=(
            _(
                "We had hoped that the coordinator would write to you by now. That can have many reasons, and it is not your fault."
            ),
            _(
                "Our own people now see to it, and you will hear from us. If the coordinator answers after all, we tell you."
            ),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _left(person, link):
    return Letter(
        subject=_("We look for somebody else for you"),
        paragraphs=(
            _("The coordinator with whom we had put you in touch can't go on with this task."),
            _("Our own people now look for somebody else, and you will hear from us."),
        ),
        action=(_("See the conversation"), link),
        reason=footing(person),
    )


def _passed_on(person, link):
    return Letter(
        subject=_("Somebody else now takes care of your city"),
        paragraphs=(
            _(
                "Another coordinator now takes care of where you would like to take part. We have opened a new private conversation for the two of you."
            ),
            _(
                "They don't see what you wrote before, nor anything that you showed to the coordinator before them."
            ),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _link(person, link):
    return Letter(
        subject=_("The new link to your conversation"),
        paragraphs=(
            _(
                "The links that we sent you until now open nothing any more. This one opens your conversation."
            ),
        ),
        action=(_("Open the conversation"), link),
        reason=footing(person),
    )


def _answer(person, link):
    return Letter(
        subject=_("We have answered you"),
        paragraphs=(_("You asked us something on our site. Our answer waits for you there."),),
        action=(_("Read the answer"), link),
        reason=footing(person),
    )


KINDS = {
    "begun-seeker": _begun_seeker,
    "begun-coordinator": _begun_coordinator,
    "message": _message,
    "released": _released,
    "stopped": _stopped,
    "reminder": _reminder,
    "returned": _returned,
    "left": _left,
    "passed-on": _passed_on,
    "link": _link,
    "answer": _answer,
}


def tell_of_message(conversation, side):
    """One mail for everything that a side has not opened yet, however much comes."""
    kind = "answer" if conversation.other(side) == Side.STAFF else "message"
    unread = conversation.messages.filter(seen_at=None).exclude(side=side).order_by("pk")
    first = unread.values_list("pk", flat=True).first()
    return first and tell(conversation, side, kind, key=f"conversation:{conversation.pk}:{side}:{first}")
