"""What staff fill in about a conversation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.conversations.forms import LONGEST_MESSAGE
from events.models import Coordinator


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("The coordinator gets a mail that an answer waits, and reads it on the site."),
    )


class CoordinatorField(forms.ModelChoiceField):
    """By number: names are for the record of a coordinator only."""

    def label_from_instance(self, coordinator):
        return _("Coordinator #%(number)s") % {"number": coordinator.pk}


class PassOnForm(forms.Form):
    to = CoordinatorField(
        queryset=Coordinator.objects.none(),
        label=_("Another coordinator of this city"),
        help_text=_("A new conversation begins. Nothing of this one is shown to the other coordinator."),
    )

    def __init__(self, *args, successors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = successors
