"""Behind the mailed link: a page that tells nothing, with a button."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.conversations import links, talking
from events.doors import DoorView
from home.public_forms import notice


class ConversationDoorView(DoorView):
    side = None
    title = gettext_lazy("Your conversation")
    submit = gettext_lazy("Open the conversation")
    note = gettext_lazy("On a computer that others use, close the window when you are done.")
    sentences = (
        gettext_lazy("Here you read and write in private. Nobody else has this link; keep it to yourself."),
        gettext_lazy("The conversation stays open for twelve hours, then your link opens it again."),
    )

    def find(self, token):
        return links.at_door(token, self.side)

    def room(self):
        talking.see(self.found, self.side)
        return links.room(self.found, self.side)

    def gone(self):
        return notice(
            self.request,
            _("This link does not work any more"),
            [
                _(
                    "The conversation may be over and erased, or may have a newer link. Look for our latest mail to you."
                ),
                _("If the address is cut off in your mail, copy all of it."),
            ],
            status=404,
        )
