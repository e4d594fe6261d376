"""The forms of a conversation. Each has a name of its own, so that a token of one is of no use for another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.public_forms import ButtonForm, PublicForm
from home.public_forms.fields import WordsField

LONGEST_MESSAGE = 4000


class WriteForm(PublicForm):
    name = "conversation-write"
    text = WordsField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        help_text=_(
            "In any language. Only the other side reads it. Don't write what would harm somebody if it were read."
        ),
        error_messages={"required": _("Write a few words first.")},
    )


class AskForm(WriteForm):
    """A coordinator's question: other people read it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("In any language. Our own people read and answer it.")


class ReleaseForm(PublicForm):
    """What to show was chosen on the page before; this one holds it while the person looks at it once more."""

    name = "conversation-release"
    show = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["show"].choices = choices


class TakeBackForm(ButtonForm):
    name = "conversation-take-back"


class StopForm(ButtonForm):
    name = "conversation-stop"


class ReportForm(PublicForm):
    name = "conversation-report"
    note = WordsField(
        label=_("What is wrong?"),
        max_length=2000,
        required=False,
        help_text=_("Only our own people read it."),
    )
    stop = forms.BooleanField(
        label=_("Stop the conversation as well"),
        required=False,
        help_text=_("Then neither of you can write in it any more."),
    )
