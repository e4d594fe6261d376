"""The page behind “Will you coordinate again?”: only its button answers."""

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.coordinator_desk import asking_again
from events.models import Consent
from events.signing_up.link_views import LinkedView
from events.signing_up.wordings import WORDINGS
from home.languages import in_words
from home.public_forms import PublicForm


class AgainForm(PublicForm):
    name = "host-again"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label, help_text = WORDINGS[Consent.Purpose.DAY]
        self.fields["agree"] = forms.BooleanField(
            label=label,
            help_text=help_text,
            error_messages={"required": _("Agree to be written to, or we cannot answer you.")},
        )


class AgainView(LinkedView):
    form_class = AgainForm
    title = gettext_lazy("Will you coordinate again?")
    submit = gettext_lazy("Yes, I will")

    def find(self, token):
        return asking_again.read(token)

    @property
    def sentences(self):
        coordinator, edition = self.found
        cities = in_words(city.display_name for city in coordinator.cities.with_names())
        when = date_format(edition.date) if edition.date else str(edition.year)
        return (
            _("You took care of {cities}. The next Day: {when}.").format(cities=cities, when=when),
            _("If other cities suit you better, say so in your room, or sign up anew."),
        )

    def accept(self, form):
        asking_again.say_yes(*self.found)
        return reverse("sign-up-thanks", args=["again"])
