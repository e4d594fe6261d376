"""What is said when something was taken, was done, or is no more."""

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from home.public_forms import notice

_ = gettext_lazy
_LOOK = _("We have sent you a message. Open it, and press the button behind its link: only then do we go on.")
_NOT_THERE = _("Nothing there within an hour? Look into the folder for spam, or send the form once more.")

THANKS = {
    "join": (_("One more step: your mail"), [_LOOK, _NOT_THERE]),
    "coordinate": (
        _("One more step: your mail"),
        [_LOOK, _("After that, somebody of our team reads what you offer, and answers."), _NOT_THERE],
    ),
    "tell": (
        _("One more step: your mail"),
        [_LOOK, _("After that, somebody of our team reads what you told us."), _NOT_THERE],
    ),
    "again": (
        _("Thank you: we know it now"),
        [_("You get a message with the way into your room as soon as our team has read it.")],
    ),
    "news": (_("One more step: your mail"), [_LOOK, _NOT_THERE]),
    "link": (
        _("Look into your mail"),
        [
            _("If we know this address, a message with your link is on its way there."),
            _("Nothing there within an hour? Then you may have signed up with another address."),
        ],
    ),
    "known": (
        _("Your address is confirmed"),
        [_("We had this sign-up already, and keep it once. A message with your link is on its way.")],
    ),
    "email": (
        _("Your new address is in use"),
        [_("From now on we write to it. Links in older messages open nothing any more.")],
    ),
    "email-taken": (
        _("This address has sign-ups of its own"),
        [
            _("So we have left everything as it was."),
            _("Use the link that we sent to this address, or erase one of the two first."),
        ],
    ),
    "erased": (
        _("Everything is erased"),
        [
            _("We keep nothing of you any more but a number without a name."),
            _("Messages that were on their way are not sent. You are welcome back at any time."),
        ],
    ),
}


def gone(request):
    """A mailed link that opens nothing: too old, used up, or not one of ours. It does not say which, or of whom."""
    return notice(
        request,
        gettext("This link opens nothing any more"),
        [
            gettext("It may be too old, or what it was for is done or was erased."),
            gettext("We can send you a new one."),
        ],
        status=410,
        link=(gettext("Send me my link again"), reverse("sign-up-link")),
    )
