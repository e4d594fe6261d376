"""Forms of the door and of the room."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import CheckedTask, PublicDisplay
from home.public_forms import ButtonForm, PublicForm
from home.public_forms.fields import EmailAddressField, LanguageField, PersonNameField, WordsField


class Button(ButtonForm):
    """Nothing but a button of the room."""

    name = "host-button"


class LinkForm(PublicForm):
    """Send me my link."""

    name = "host-link"
    email = EmailAddressField(help_text=_("The one that you signed up with."))


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
                "organisation",
                gettext("Write the name that is to be shown, or choose another way to be seen."),
            )
        return cleaned


class LetterForm(PublicForm):
    """Looked at once more before it is sent: `preview` and `send` are its two buttons."""

    name = "host-letter"
    text = WordsField(
        label=_("Your message"),
        help_text=_(
            "Everybody who wishes to come can read it. Write nothing that would endanger somebody if it were passed on."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=5000,
        error_messages={"required": _("Write a few words first.")},
    )


class QuestionForm(PublicForm):
    name = "host-question"
    text = WordsField(
        label=_("Your question"),
        help_text=_("Only the staff of the coordinator desk read it."),
        max_length=4000,
        error_messages={"required": _("Write a few words first.")},
    )


class HandOverForm(PublicForm):
    form_name = "host-hand-over"
    name = PersonNameField(label=_("Name of the person who is to follow you"))
    email = EmailAddressField(
        help_text=_(
            "We write to this address once. Ask the person first: without an answer we forget it after 14 days."
        )
    )
    language = LanguageField(label=_("Language in which we write to them"))


class FollowForm(PublicForm):
    """Whoever is asked to follow says who they are themselves, and agrees."""

    form_name = "host-follow"
    name = PersonNameField(help_text=_("Nobody sees it but our team."))
    language = LanguageField()

    def __init__(self, *args, **kwargs):
        from events.signing_up.wordings import WORDINGS, Purpose

        super().__init__(*args, **kwargs)
        self.purposes = (Purpose.DAY, Purpose.SENSITIVE)
        for purpose in self.purposes:
            label, help_text = WORDINGS[purpose]
            self.fields[f"agree_{purpose}"] = forms.BooleanField(
                label=label,
                help_text=help_text,
                required=purpose == Purpose.DAY,
                error_messages={"required": _("Agree to be written to, or we cannot answer you.")},
            )

    def agreed(self):
        return [purpose for purpose in self.purposes if self.cleaned_data[f"agree_{purpose}"]]
