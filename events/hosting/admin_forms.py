"""What the desk fills in about coordinators and their letters."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from events.finding.fields import CityField
from events.hosting.displaying import let_go_of_group
from events.models import Coordinator, PrivateContact, PublicDisplay


class PersonForm(WagtailAdminModelForm):
    """Whoever of the staff saves it has seen the name: readers may see it where the person chose so."""

    class Meta:
        model = PrivateContact
        fields = ["name", "email", "telephone", "language"]

    def save(self, commit=True):
        self.instance.agreed_word = self.instance.name
        return super().save(commit)


class CoordinatorForm(WagtailAdminModelForm):
    """The person by number, because lists of people show no names."""

    person = forms.ModelChoiceField(
        queryset=PrivateContact.objects.all(),
        label=_("Person"),
        help_text=_("The number of a private contact. Make the contact first; its page leads here."),
        widget=forms.NumberInput,
        error_messages={"invalid_choice": _("There is no private contact of this number.")},
    )
    cities = CityField(
        label=_("Cities"),
        several=True,
        help_text=_("In any script. Several cities: write each on a line of its own."),
    )

    class Meta:
        model = Coordinator
        fields = ["person", "edition", "cities", "display", "organisation", "trusted"]
        widgets = {"organisation": forms.TextInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].max_length = 200
        if self.instance.pk:
            self.fields["person"].disabled = self.fields["edition"].disabled = True
        else:
            self.instance.active = True

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("display") == PublicDisplay.ORGANISATION and not cleaned.get("organisation"):
            self.add_error("organisation", gettext("Write the name that is to be shown."))
        return cleaned

    def save(self, commit=True):
        from events.conversations import arrived
        from events.proposals import show_as_agreed

        is_known = bool(self.instance.pk)
        self.instance.agreed_word = self.instance.organisation  # whoever saves it has seen it
        coordinator = super().save(commit)
        if commit and (not is_known or "cities" in self.changed_data):
            arrived(coordinator)
        if commit and is_known:
            if "organisation" in self.changed_data:
                let_go_of_group(coordinator)
            show_as_agreed(coordinator)
        return coordinator


class RejectForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not sent"),
        help_text=_("The coordinator reads this in the room. Say what would have to be different."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
