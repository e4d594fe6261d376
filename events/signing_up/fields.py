"""Fields that several forms of this package have, and what must fit together in them."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.kinds import KINDS
from events.models import PublicDisplay
from home.public_forms.fields import WordsField

DISPLAY_HELP = {
    PublicDisplay.ANONYMOUS: _("The page says “Anonymous host”. Messages reach you through the hub."),
    PublicDisplay.ORGANISATION: _("The name of your group, nobody's own name."),
    PublicDisplay.NAME: _("Shown with your city on this site."),
}


def activities_field(**kwargs):
    return forms.MultipleChoiceField(
        **{
            "label": _("What you would like to do"),
            "choices": [(key, capfirst(label)) for key, label in KINDS.items()],
            "widget": forms.CheckboxSelectMultiple,
            "required": False,
            **kwargs,
        }
    )


def display_field():
    field = forms.ChoiceField(
        label=_("How you are shown"),
        choices=[
            (PublicDisplay.ANONYMOUS, _("Nobody sees my name")),
            (PublicDisplay.ORGANISATION, _("Organisation only")),
            (PublicDisplay.NAME, _("My name")),
        ],
        widget=forms.RadioSelect,
        initial=PublicDisplay.ANONYMOUS,
    )
    field.choice_help = DISPLAY_HELP
    return field


def note_field():
    return WordsField(label=_("Anything else we should know"), required=False, max_length=2000)


def organisation_field():
    return forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        help_text=_("Your group, church or school, if you act with one."),
    )


def asks_for_organisation(cleaned):
    """Whether one wishes to be shown by an organisation and names none."""
    return cleaned.get("display") == PublicDisplay.ORGANISATION and not cleaned.get("organisation")
