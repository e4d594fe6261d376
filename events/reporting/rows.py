"""The rows of a report's form: letters and photographs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Delivery, ReportPhoto
from events.models.reports import OUTCOMES_OF
from events.reporting import photographs
from home.cleaning import uploads
from home.cleaning.forms import CleanUploadField

MOST_LETTERS = 30


def _help(model, name):
    return model._meta.get_field(name).help_text


class RowForm(forms.Form):
    """A row of which nothing was filled in says nothing."""

    use_required_attribute = False
    content = ()  # fields that make it a row

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def is_empty(self):
        return not any(self.cleaned_data.get(name) or name in self.errors for name in self.content)


class DeliveryForm(RowForm):
    content = ("mission", "method", "outcome", "note")
    mission = forms.TypedChoiceField(
        label=_("Mission"), coerce=int, empty_value=None, required=False, help_text=_help(Delivery, "mission")
    )
    method = forms.ChoiceField(
        label=_("How it went there"), choices=[("", "---------"), *Delivery.Method.choices], required=False
    )
    outcome = forms.ChoiceField(
        label=_("What became of it"), choices=[("", "---------"), *Delivery.Outcome.choices], required=False
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False, help_text=_help(Delivery, "note"))

    def __init__(self, *args, missions, countries=(), **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self["mission"].value()
        self.fields["mission"].choices = missions.choices([*countries, *_known(missions.country_of(chosen))])

    def clean(self):
        cleaned = super().clean()
        if self.is_empty():
            return cleaned
        missing = {
            "mission": _("Choose the mission, or empty the whole row."),
            "method": _("Say how the letter went there."),
            "outcome": _("Say what became of the letter."),
        }
        for name, message in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        method, outcome = cleaned.get("method"), cleaned.get("outcome")
        if method and outcome and outcome not in OUTCOMES_OF[method]:
            self.add_error("outcome", self._what_goes_with(method))
        return cleaned

    def _what_goes_with(self, method):
        return {
            "in_person": _(
                "A letter that somebody brought was delivered, refused, left at the door or prevented. Choose one of these."
            ),
            "mail": _("A letter by mail was mailed, refused or prevented. Choose one of these."),
            "email": _("A letter by e-mail was e-mailed, refused or prevented. Choose one of these."),
        }[method]


def _known(code):
    return [code] if code else []


class PhotoForm(RowForm):
    """`photo` is one that the report has, `held` one that was chosen before the form was shown once more."""

    content = ("photo", "held", "file", "alt", "caption", "consent")
    photo = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    file = CleanUploadField(
        label=_("Photograph"),
        family="picture",
        required=False,
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{ending}" for ending in uploads.endings("picture"))}
        ),
    )
    alt = forms.CharField(
        label=_("What it shows"), max_length=300, required=False, help_text=_help(ReportPhoto, "alt")
    )
    caption = forms.CharField(
        label=_("Caption"), max_length=300, required=False, help_text=_help(ReportPhoto, "caption")
    )
    consent = forms.BooleanField(
        label=_("Those shown agreed"),
        required=False,
        help_text=_(
            "Everybody whom one can recognise agreed that this photograph is published. Without the tick it is never shown."
        ),
    )
    remove = forms.BooleanField(label=_("Take this photograph out"), required=False)

    def __init__(self, *args, own_photos, coordinator=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_photos, self.coordinator = own_photos, coordinator

    @property
    def kept(self):
        """The `ReportPhoto` or `HeldPhoto` that this row stands for already, or None."""
        try:
            pk = int(self["photo"].value() or 0)
        except (TypeError, ValueError):
            pk = 0
        return self.own_photos.get(pk) or photographs.held_by(self["held"].value(), self.coordinator)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("remove") or self.is_empty():
            return cleaned
        if not self.kept and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the photograph, or empty the whole row."))
        elif not cleaned.get("alt") and "alt" not in self.errors:
            self.add_error("alt", _("Say in one sentence what the photograph shows."))
        return cleaned

    def hold(self):
        """Before the form is shown once more: browsers keep no chosen file, so we do."""
        file = self.cleaned_data.get("file") if hasattr(self, "cleaned_data") else None
        if file and not self.cleaned_data.get("remove"):
            self.data[self.add_prefix("held")] = photographs.hold(file, self.coordinator)
            self.data[self.add_prefix("photo")] = ""


def delivery_rows(extra):
    return forms.formset_factory(
        DeliveryForm, extra=extra, max_num=MOST_LETTERS, absolute_max=MOST_LETTERS, validate_max=True
    )


def photo_rows(extra):
    return forms.formset_factory(
        PhotoForm,
        extra=extra,
        max_num=photographs.MOST,
        absolute_max=photographs.MOST,
        validate_max=True,
    )
