"""The fields of an event's form; who writes decides which of them are shown."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from events.kinds import KINDS
from events.proposals.content import LINK_LENGTH, LINKS, TEXTS
from home.cleaning.forms import CleanUploadField
from home.public_forms import PublicForm
from home.public_forms.fields import LanguageField, WordsField


def kinds():
    return [(key, capfirst(label)) for key, label in KINDS.items()]


def words(name, label, help_text="", rows=0, required=False):
    field = WordsField if rows else forms.CharField
    widget = {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}
    return field(label=label, help_text=help_text, max_length=TEXTS[name], required=required, **widget)


def date_field(label, help_text, required=True):
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Say on which date it is."),
            "invalid": gettext_lazy("Write the date as year-month-day, for instance 2027-09-24."),
        },
    )


def time_field(label, help_text):
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Write the time as hours:minutes, for instance 18:30.")},
    )


class EventFields(PublicForm):
    language = LanguageField(
        label=gettext_lazy("Language of your text"),
        help_text=gettext_lazy("We have it translated into others."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of event"),
        choices=kinds,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of event"),
        choices=kinds,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick everything that will happen there."),
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )
    title = words("title", gettext_lazy("Title"), gettext_lazy("What it is, in a few words."), required=True)
    starts_on = date_field(gettext_lazy("Date"), gettext_lazy("The date there, in the city."))
    starts_time = time_field(
        gettext_lazy("Begins at"), gettext_lazy("On the city's clocks. Empty: not known yet.")
    )
    ends_time = time_field(gettext_lazy("Ends at"), gettext_lazy("Empty: about two hours after it begins."))
    ends_on = date_field(gettext_lazy("Last date"), gettext_lazy("Empty: the same day."), required=False)
    venue = words("venue", gettext_lazy("Place"), gettext_lazy("As people there know it."))
    address = words(
        "address",
        gettext_lazy("Address"),
        gettext_lazy("So that people find it. Everybody can read it: no private address."),
        rows=2,
    )
    summary = words("summary", gettext_lazy("In one or two sentences"), rows=2)
    text = words(
        "text",
        gettext_lazy("What people should know"),
        gettext_lazy(
            "What will happen, what to bring. Everybody can read it: no names of private persons, no e-mail address, no telephone number."
        ),
        rows=8,
    )
    links = WordsField(
        label=gettext_lazy("Links"),
        help_text=gettext_lazy("Up to three addresses on the web, one a line."),
        required=False,
        max_length=LINKS * LINK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )
    picture = CleanUploadField(
        family="picture", label=gettext_lazy("Picture"), required=False, widget=forms.FileInput
    )
    picture_alt = words(
        "picture_alt",
        gettext_lazy("What the picture shows"),
        gettext_lazy("One sentence, for people who can't see it. No names."),
    )
    without_picture = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)
    kept_picture = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=100_000)
    status = forms.ChoiceField(
        label=gettext_lazy("Is it certain?"),
        choices=[
            ("confirmed", gettext_lazy("It takes place")),
            ("tentative", gettext_lazy("It is not sure yet")),
        ],
        widget=forms.RadioSelect,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who finds it"),
        choices=[
            ("public", gettext_lazy("Everybody: it stands in lists, on the map and in search")),
            ("by_link", gettext_lazy("Only who has its address")),
        ],
        widget=forms.RadioSelect,
    )
