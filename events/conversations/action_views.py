"""What one side can do beside writing: pages with one button that changes something for both."""

from contextlib import suppress

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from events.conversations import forms, showing, talking
from events.conversations.room_views import InRoomView
from events.models import Conversation


class ActionView(InRoomView):
    """A page with one button that changes something for both."""

    template_name = "notice_page.html"

    def is_possible(self):
        return self.conversation.kind == Conversation.Kind.INTRODUCTION

    def get_context(self, form):
        return {"sentences": self.sentences(), "link": (_("No, go back"), "../")}

    def accept(self, form):
        with suppress(talking.Closed):  # the page that comes next says what has become of it
            self.do(form)
        return "../"


class StopView(ActionView):
    form_class = forms.StopForm

    @property
    def title(self):
        return _("Stop this conversation?")

    @property
    def submit(self):
        return _("Yes, stop it")

    def is_possible(self):
        return super().is_possible() and self.conversation.is_going_on

    def sentences(self):
        return [
            _(
                "No more messages can be written in it, by nobody. We tell the other side that it has ended, not why."
            ),
            _(
                "Contact details are no longer shown. What somebody has read or written down, they may still have."
            ),
        ]

    def do(self, form):
        talking.stop(self.conversation, self.side)


class TakeBackView(ActionView):
    form_class = forms.TakeBackForm

    @property
    def title(self):
        return _("No longer show how to reach you?")

    @property
    def submit(self):
        return _("Yes, hide it")

    def is_possible(self):
        return super().is_possible() and bool(getattr(self.conversation, f"{self.side}_released"))

    def sentences(self):
        return [
            _(
                "Your details disappear from the other side's page at once. What was seen was seen: they may have noted it."
            )
        ]

    def do(self, form):
        talking.take_back(self.conversation, self.side)


class ReportView(ActionView):
    form_class = forms.ReportForm
    template_name = "events/conversations/report.html"

    @property
    def title(self):
        return _("Report this conversation")

    @property
    def lead(self):
        return _(
            "Tell us if somebody frightens you, pretends to be somebody else, or asks for what they should not."
        )

    @property
    def submit(self):
        return _("Report it")

    def make_form(self, *args):
        form = super().make_form(*args)
        if not self.conversation.is_going_on:
            del form.fields["stop"]
        return form

    def sentences(self):
        return [
            _(
                "Then, and only then, our own people can read the whole conversation, yours as well. We don't tell the other side."
            ),
        ]

    def do(self, form):
        talking.report(
            self.conversation, self.side, form.cleaned_data["note"], form.cleaned_data.get("stop", False)
        )

    def accept(self, form):
        self.do(form)
        return "../?reported=1"


class ReleaseView(ActionView):
    """First what to show, then what exactly that means, then the button."""

    form_class = forms.ReleaseForm
    template_name = "events/conversations/release.html"

    @property
    def title(self):
        return _("Show how to reach you?")

    @property
    def submit(self):
        return _("Yes, show this")

    def is_possible(self):
        return super().is_possible() and self.conversation.takes_messages

    @cached_property
    def details(self):
        return showing.details(talking.releasable(self.conversation, self.side))

    def make_form(self, *args):
        choices = [(each.name, each.label) for each in self.details]
        known = {name for name, _label in choices}
        asked = [name for name in self.request.GET.getlist("show") if name in known]
        return self.form_class(*args, choices=choices, initial={"show": asked})

    def get_context(self, form):
        chosen = (
            form.cleaned_data.get("show", [])
            if form.is_bound and not form["show"].errors
            else form["show"].initial
        )
        chosen = [each for each in self.details if each.name in (chosen or [])]
        back = (_("No, go back"), "../")
        page = {"details": self.details, "chosen": chosen, "link": back}
        if self.details and not chosen:  # the page has a form of its own, to choose with
            return {**page, "form": None, "link": None, "back": back}
        return page if chosen else {**page, "form": None}

    def do(self, form):
        talking.release(self.conversation, self.side, form.cleaned_data["show"])
