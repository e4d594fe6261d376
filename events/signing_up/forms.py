"""The forms of whoever wishes to take part. What one agrees to stands by itself, each with what it means."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.finding.fields import CityField
from events.models import Consent, SignUp
from events.signing_up.fields import (
    activities_field,
    asks_for_organisation,
    display_field,
    note_field,
    organisation_field,
)
from events.signing_up.wordings import WORDINGS
from home.languages import listed
from home.public_forms import PublicForm
from home.public_forms.fields import (
    EmailAddressField,
    LanguageField,
    PersonNameField,
    TelephoneField,
)

Purpose = Consent.Purpose
PERSON = ("name", "email", "telephone", "language")


class SignUpForm(PublicForm):
    """`purposes`: what one may agree to. `kind`: what kind of sign-up comes of it."""

    kind = None
    purposes = (Purpose.DAY, Purpose.NEWS, Purpose.SENSITIVE)
    tells = ()  # fields that can show what somebody believes
    reach = ("name", "email", "language")

    name = PersonNameField(required=False, help_text=_("Nobody sees it but our team."))
    email = EmailAddressField(help_text=_("It is shown to nobody. We keep it encrypted."))
    language = LanguageField()

    def __init__(self, *args, kept="", **kwargs):
        """`kept`: the sentence that says until when all of it is kept."""
        super().__init__(*args, **kwargs)
        for purpose in self.purposes:
            label, help_text = WORDINGS[purpose]
            needed = purpose == self.purposes[0]
            self.fields[f"agree_{purpose}"] = forms.BooleanField(
                label=label,
                help_text=help_text,
                required=needed,
                error_messages={"required": self.why_needed()},
            )
        if kept:
            self.fields["email"].help_text = kept

    def in_order_of_the_page(self):
        """What is to be mended is listed as it stands on the page."""
        self.order_fields([name for _legend, _help, names in self.sections for name in names])

    @staticmethod
    def why_needed():
        return _("Agree to be written to, or we cannot answer you.")

    @property
    def consents(self):
        return tuple(f"agree_{purpose}" for purpose in self.purposes)

    @property
    def sections(self):
        return (
            *self.own_sections(),
            (gettext("How we reach you"), "", self.reach),
            (
                gettext("Your consent"),
                gettext("Each is separate. You can take each back at any time with the link in our message."),
                self.consents,
            ),
        )

    def own_sections(self):
        return ()

    def clean(self):
        cleaned = super().clean()
        told = [name for name in self.tells if cleaned.get(name)]
        if told and not cleaned.get(f"agree_{Purpose.SENSITIVE}"):
            self.add_error(
                f"agree_{Purpose.SENSITIVE}",
                gettext(
                    "What you wrote or ticked can show beliefs or opinions. Agree that we keep it, or leave these empty: %(fields)s."
                )
                % {"fields": listed(self.fields[name].label for name in told)},
            )
        return cleaned

    def agreed(self):
        return [purpose for purpose in self.purposes if self.cleaned_data[f"agree_{purpose}"]]

    def person(self):
        return {name: self.cleaned_data[name] for name in PERSON if name in self.cleaned_data}

    def values(self):
        """What the sign-up itself says, by the names of its fields."""
        return {}


class JoinForm(SignUpForm):
    form_name = "sign-up-join"
    kind = SignUp.Kind.JOIN
    tells = ("note",)

    city = CityField(
        label=_("City"), help_text=_("In any script. Where you will be on the Day, or the nearest city.")
    )
    note = note_field()

    def __init__(self, *args, event=None, **kwargs):
        """`event`: the page of the event that somebody wishes to come to."""
        super().__init__(*args, **kwargs)
        self.event = event
        if event:
            self.fields["to_event"] = forms.BooleanField(
                label=_("I come to this event"), required=False, initial=True
            )
        self.in_order_of_the_page()

    def own_sections(self):
        return ((gettext("Your city"), "", (*(["to_event"] if self.event else []), "city", "note")),)

    def values(self):
        comes = self.event and self.cleaned_data["to_event"]
        return {
            "cities": [self.cleaned_data["city"]],
            "event": self.event.event if comes else None,
            "note": self.cleaned_data["note"],
        }


WITHOUT_NAME = _("Write a name that we may call you by. A pseudonym is fine.")


class CoordinateForm(SignUpForm):
    form_name = "sign-up-coordinate"
    kind = SignUp.Kind.COORDINATE
    tells = ("activities", "note")
    reach = ("name", "email", "telephone", "language")

    name = PersonNameField(
        help_text=_("Only our team sees it, unless you choose to be shown by it."),
        error_messages={"required": WITHOUT_NAME},
    )
    telephone = TelephoneField(
        required=False, help_text=_("Only for our team. With the code of the country, for instance +82.")
    )
    cities = CityField(
        label=_("City"),
        several=True,
        help_text=_("In any script. Several cities: write each on a line of its own."),
    )
    activities = activities_field()
    note = note_field()
    display = display_field()
    organisation = organisation_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.in_order_of_the_page()

    def own_sections(self):
        return (
            (gettext("Your city"), "", ("cities",)),
            ("", "", ("activities",)),
            ("", "", ("display",)),
            (gettext("Your group and your plans"), "", ("organisation", "note")),
        )

    def clean(self):
        cleaned = super().clean()
        if asks_for_organisation(cleaned):
            self.add_error(
                "organisation", gettext("Write the name of your organisation, as it is to be shown.")
            )
        return cleaned

    def values(self):
        names = ("cities", "activities", "display", "organisation", "note")
        return {name: self.cleaned_data[name] for name in names}


class NewsForm(SignUpForm):
    """When one cannot sign up: to hear when one can."""

    form_name = "sign-up-news"
    kind = SignUp.Kind.NEWS
    purposes = (Purpose.NEWS,)
    reach = ("email", "language")
    name = None

    @staticmethod
    def why_needed():
        return _("Agree to get news, or there is nothing we could write to you.")


class LinkForm(PublicForm):
    form_name = "sign-up-link"
    email = EmailAddressField(help_text=_("The one that you signed up with."))
