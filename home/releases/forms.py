"""What one fills in about a release, and where things are added to one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from home.models import Release
from home.releases.contents import open_releases


class ReleaseForm(forms.ModelForm):
    class Meta:
        model = Release
        fields = ["name", "note", "publish_at"]
        widgets = {
            "name": forms.TextInput(attrs={"dir": "auto"}),
            "note": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "publish_at": AdminDateTimeInput(),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["publish_at"]
        zone = _("Times are in your time zone, %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
        field.help_text = f"{field.help_text} {zone}"

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment and "publish_at" in self.changed_data and moment <= timezone.now():
            raise ValidationError(
                _("This time has passed. Choose a later one, or leave it empty and publish by hand.")
            )
        return moment

    def save(self, commit=True):
        release = self.instance
        if release.made_by_id is None:
            release.made_by = self.user
        if "publish_at" in self.changed_data:
            release.scheduled_by = self.user if release.publish_at else None
            release.state, release.refusals = Release.State.PLANNED, []
        return super().save(commit)


class AddForm(forms.Form):
    """Which release, and what comes along. A new one needs no more than a name."""

    release = forms.ModelChoiceField(
        Release.objects.none(),
        required=False,
        label=gettext_lazy("Release"),
        empty_label=gettext_lazy("A new one"),
        help_text=gettext_lazy("Releases that have not been published yet."),
    )
    name = forms.CharField(
        max_length=120,
        required=False,
        label=gettext_lazy("Name of the new release"),
        help_text=gettext_lazy("For staff only, for instance “The Day 2027 in all languages”."),
    )
    translations = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("With all translations"),
        help_text=gettext_lazy(
            "Every language in which it exists, finished or not. The check list says what is missing."
        ),
    )
    below = forms.BooleanField(
        required=False,
        label=gettext_lazy("With everything below"),
        help_text=gettext_lazy("For instance a whole edition with its events."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["release"].queryset = open_releases()

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("release") and not (data.get("name") or "").strip():
            self.add_error("name", _("Choose a release, or give a new one a name."))
        return data

    def chosen(self, user):
        """The release, made where it is a new one."""
        data = self.cleaned_data
        return data["release"] or Release.objects.create(name=data["name"].strip(), made_by=user)


class AddSnippetsForm(AddForm):
    below = None
