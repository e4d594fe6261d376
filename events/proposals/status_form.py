"""The form by which a host postpones or cancels an event, or says that it takes place after all."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from events.proposals.changing import NEXT
from home.public_forms import PublicForm


class StatusForm(PublicForm):
    name = "host-event-status"
    status = forms.ChoiceField(label=gettext_lazy("What happens to it?"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Choose one when it is postponed or cancelled. Everybody who signed up is told, each in their own language, and the event's page says it."
        ),
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            Event.Status.POSTPONED: _("It is postponed"),
            Event.Status.CANCELLED: _("It is cancelled"),
            Event.Status.CONFIRMED: _("It takes place after all"),
        }
        self.fields["status"].choices = [(status.value, words[status]) for status in NEXT[event.status]]
        self.fields["reason"].choices = [
            (reason.value, capfirst(reason.label)) for reason in Event.StatusReason
        ]

    def clean(self):
        cleaned = super().clean()
        off = cleaned.get("status") in (Event.Status.POSTPONED, Event.Status.CANCELLED)
        if off and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose why, so that people can make sense of it."))
        if not off:
            cleaned["reason"] = ""
        return cleaned
