"""Forms of the door and of the room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import CheckedTask, PublicDisplay
from home.public_forms import PublicForm

LONGEST_TEXT = 5000


class Button(PublicForm):
    """A form that is nothing but its button."""

    name = "host-button"


class LinkForm(PublicForm):
    """Send me my link."""

    name = "host-link"
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The one that you signed up with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CheckListForm(PublicForm):
    name = "host-check-list"
    tasks = forms.MultipleChoiceField(
        label=_("What is done"),
        choices=CheckedTask.Task.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DisplayForm(PublicForm):
    name = "host-display"
    display = forms.ChoiceField(
        label=_("How readers see you"),
        choices=[
            (PublicDisplay.ANONYMOUS, _("Nobody sees who I am")),
            (PublicDisplay.ORGANISATION, _("The name of my organisation only")),
            (PublicDisplay.NAME, _("My name")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Messages reach you through the hub in any case. You can change this at any time."),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("The name of your group. It is shown only if you choose so above."),
    )

    def clean(self):
        cleaned = super().clean()
        wants = cleaned.get("display") == PublicDisplay.ORGANISATION
        if wants and not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error(
                "organisation", _("Write the name that is to be shown, or choose another display.")
            )
        return cleaned


def text_field(label, help_text):
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class LetterForm(PublicForm):
    name = "host-letter"
    text = text_field(
        _("Your message"),
        _(
            "To everybody who wishes to come. Write nothing that would endanger somebody if it were passed on."
        ),
    )


class QuestionForm(PublicForm):
    name = "host-question"
    text = text_field(_("Your question"), _("Only the staff of the coordinator desk read it."))
