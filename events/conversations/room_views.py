"""Where one side reads and writes, for some hours after opening its link. Nothing of it is stored anywhere."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.conversations import forms, links, showing, talking
from events.doors import too_late
from events.models import Conversation
from home.public_forms import PublicFormView, never_stored

MOST_AN_HOUR = 40  # messages of one side; what is more waits in the form of its writer


class InRoomView(PublicFormView):
    """What all pages of an opened conversation have in common: which one it is, and whose side looks at it."""

    def dispatch(self, request, token, **kwargs):
        found = links.in_room(token)
        if found is None:
            return too_late(request, self.form_class, _("This conversation is closed again"))
        self.conversation, self.side = found
        if not self.is_possible():
            return never_stored(HttpResponseRedirect("../", status=303))
        return super().dispatch(request, token=token, **kwargs)

    def is_possible(self):
        """Whether this can be done as the conversation stands; else one is led back to it."""
        return True


class RoomView(InRoomView):
    """Reading and writing."""

    form_class = forms.WriteForm
    template_name = "events/conversations/room.html"

    def get(self, request, *args, **kwargs):
        # No mail holds this address, and the other side does not learn of it: it counts what this side has not seen.
        if request.method == "GET":
            talking.see(self.conversation, self.side)
        return super().get(request, *args, **kwargs)

    @property
    def title(self):
        return _("Your conversation")

    @property
    def lead(self):
        words = _("About taking part in {city}, on the Day of {year}.")
        return words.format(city=self.conversation.city.display_name, year=self.conversation.edition.year)

    def make_form(self, *args):
        asks = self.conversation.kind == Conversation.Kind.STAFF
        return (forms.AskForm if asks else self.form_class)(*args)

    def get_context(self, form):
        everything = self.request.GET.get("all") == "1"
        page = showing.page_of(self.conversation, self.side, everything)
        # Somebody who was just refused sees what they wrote, so as to copy it.
        writes = self.conversation.takes_messages or form.is_bound
        done = next((name for name in ("sent", "reported") if self.request.GET.get(name) == "1"), "")
        return {**page, "writes": writes, "done": done}

    def accept(self, form):
        hour = timezone.now() - timedelta(hours=1)
        written = self.conversation.messages.filter(side=self.side, written_at__gte=hour)
        if written.count() >= MOST_AN_HOUR:
            words = _("You have written many messages within an hour. Wait a little, and send this one then.")
            raise ValidationError({"text": words})
        talking.see(self.conversation, self.side)
        try:
            talking.write(self.conversation, self.side, form.cleaned_data["text"])
        except talking.Closed as closed:
            words = _("This conversation takes no more messages. Copy what you wrote if you need it.")
            raise ValidationError({"text": words}) from closed
        return "./?sent=1#latest"
