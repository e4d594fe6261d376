"""What one chooses when something is sent for translation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.languages import name_for_reader
from home.translation.sending.selection import languages


class LanguagesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, locale):
        return name_for_reader(locale.language_code)


class SendForm(forms.Form):
    locales = LanguagesField(
        queryset=None,
        required=False,
        label=_("Languages"),
        help_text=_(
            "What is there already keeps its translated words; its draft gets the original's present ones."
        ),
    )
    everywhere = forms.BooleanField(
        required=False, label=_("All of these languages"), help_text=_("Whatever is ticked above.")
    )
    include_subtree = forms.BooleanField(
        required=False,
        label=_("With everything below it"),
        help_text=_("Pages below that are translations themselves are left out."),
    )

    def __init__(self, *args, locale_ids=(), has_below=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locales"].queryset = languages().filter(pk__in=locale_ids)
        if not has_below:
            del self.fields["include_subtree"]

    def clean(self):
        data = super().clean()
        if data.get("everywhere"):
            data["locales"] = self.fields["locales"].queryset
        elif not data.get("locales") and "locales" not in self.errors:
            self.add_error("locales", _("Choose at least one language."))
        return data
