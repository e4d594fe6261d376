"""The form of whoever tells us of an event: in a city, on the clocks of that city."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.finding.fields import CityField
from events.models import Event, SignUp
from events.signing_up.fields import activities_field, organisation_field
from events.signing_up.forms import WITHOUT_NAME, SignUpForm
from events.signing_up.telling import RELATIONS, as_details
from home.public_forms.fields import PersonNameField, WordsField

NEAR_THE_DAY = datetime.timedelta(days=60)
SMALL_HOURS = datetime.time(6)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


def clock_field(**kwargs):
    remedy = _("Write the time like 18:30.")
    return forms.TimeField(
        required=False,
        widget=ClockInput(),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": remedy},
        **kwargs,
    )


class TellForm(SignUpForm):
    """`edition`: the one whose Day it is for."""

    form_name = "sign-up-tell"
    kind = SignUp.Kind.TELL

    name = PersonNameField(
        help_text=_("Nobody sees it but our team."), error_messages={"required": WITHOUT_NAME}
    )
    relation = forms.ChoiceField(
        label=_("You and the event"),
        choices=list(RELATIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    title = forms.CharField(
        label=_("What it is called"),
        max_length=150,
        help_text=_("A few words that say what happens."),
        error_messages={"required": _("Write in a few words what happens.")},
    )
    kinds = activities_field(
        label=_("What happens there"),
        required=True,
        error_messages={"required": _("Tick at least one.")},
    )
    text = WordsField(
        label=_("What people should know"),
        required=False,
        max_length=5000,
        help_text=_("Everybody can read it once it is published: no names of private persons."),
    )
    link = forms.URLField(
        label=_("Page elsewhere"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("An address that begins with https://"),
    )
    organisation = organisation_field()
    city = CityField(label=_("City"), help_text=_("In any script."))
    venue = forms.CharField(
        label=_("Venue"), required=False, max_length=200, help_text=_("As people there know it.")
    )
    address = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=300,
        help_text=_("Everybody can read it: no private address."),
    )
    starts_on = forms.DateField(
        label=_("Date"),
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
        help_text=_("The date there, in the city."),
        error_messages={
            "required": _("Say on which date it is."),
            "invalid": _("Write the date like 2027-09-24."),
        },
    )
    starts_time = clock_field(label=_("Begins at"), help_text=_("On the city's clocks."))
    ends_time = clock_field(label=_("Ends at"), help_text=_("On the city's clocks."))

    def __init__(self, *args, edition=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["starts_on"].initial = edition.date if edition else None
        self.in_order_of_the_page()

    def own_sections(self):
        return (
            (gettext("The event"), "", ("title", "kinds", "text", "link", "organisation")),
            (
                gettext("Where and when"),
                "",
                ("city", "venue", "address", "starts_on", "starts_time", "ends_time"),
            ),
            ("", "", ("relation",)),
        )

    def clean_starts_on(self):
        date = self.cleaned_data["starts_on"]
        if self.edition and self.edition.date and abs(date - self.edition.date) > NEAR_THE_DAY:
            raise ValidationError(gettext("Choose a date near the Day."))
        return date

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("ends_time") and not cleaned.get("starts_time") and "starts_time" not in self.errors:
            self.add_error("starts_time", gettext("Say when it begins, too."))
        cleaned["ends_on"] = self._next_day(cleaned)
        if cleaned.get("city") and cleaned.get("starts_on"):
            self._ask_the_clocks(cleaned)
        return cleaned

    @staticmethod
    def _next_day(cleaned):
        """What begins in the evening and ends in the small hours ends on the next date."""
        begins, ends, date = (cleaned.get(name) for name in ("starts_time", "ends_time", "starts_on"))
        if begins and ends and date and ends < begins and ends <= SMALL_HOURS:
            return date + datetime.timedelta(days=1)
        return None

    def _ask_the_clocks(self, cleaned):
        """The same that the event will be asked: does the city's clock show that time, does it end after it begins?"""
        names = ("city", "starts_on", "starts_time", "ends_on", "ends_time")
        try:
            Event(**{name: cleaned.get(name) for name in names}).clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.add_error(name if name in self.fields else "ends_time", messages)

    def values(self):
        return {
            "cities": [self.cleaned_data["city"]],
            "organisation": self.cleaned_data["organisation"],
            "details": as_details(self.cleaned_data),
        }
