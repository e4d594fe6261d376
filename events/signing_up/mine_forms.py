"""What a person may change of what they sent."""

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
from events.signing_up.people import agrees
from home.public_forms import PublicForm
from home.public_forms.fields import EmailAddressField, LanguageField, PersonNameField, TelephoneField

Kind, State = SignUp.Kind, SignUp.State


class PersonForm(PublicForm):
    form_name = "mine-person"
    name = PersonNameField(required=False)
    email = EmailAddressField(
        help_text=_(
            "We write to a new address once you have pressed the button of the message that goes there."
        )
    )
    telephone = TelephoneField(required=False)
    language = LanguageField()


class SignUpChangeForm(PublicForm):
    """The fields that fit the kind of sign-up, and how far it has come."""

    form_name = "mine-sign-up"

    def __init__(self, *args, sign_up, **kwargs):
        super().__init__(*args, **kwargs)
        self.sign_up = sign_up
        for name, field in self.fields_of(sign_up).items():
            self.fields[name] = field

    @staticmethod
    def fields_of(sign_up):
        coordinates = sign_up.kind == Kind.COORDINATE
        fields = {}
        if sign_up.kind == Kind.JOIN or (coordinates and sign_up.state == State.WAITING):
            fields["cities"] = CityField(
                label=_("City"), several=True, help_text=_("Each on a line of its own.")
            )
        if coordinates:
            fields |= {
                "activities": activities_field(),
                "display": display_field(),
                "organisation": organisation_field(),
            }
        if sign_up.kind in {Kind.JOIN, Kind.COORDINATE}:
            fields["note"] = note_field()
        return fields

    def clean(self):
        cleaned = super().clean()
        if asks_for_organisation(cleaned):
            self.add_error(
                "organisation", gettext("Write the name of your organisation, as it is to be shown.")
            )
        said = [name for name in ("activities", "note") if cleaned.get(name)]
        if said and not self._may_keep_beliefs():
            self.add_error(
                said[0],
                gettext(
                    "This can show beliefs or opinions, and you did not agree that we keep such. Leave it empty, or send the form anew and agree."
                ),
            )
        return cleaned

    def _may_keep_beliefs(self):
        person, edition = self.sign_up.person, self.sign_up.edition
        return type(person).objects.filter(agrees(Consent.Purpose.SENSITIVE, edition), pk=person.pk).exists()
