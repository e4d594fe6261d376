"""Whom to invite; and what the invited person types."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from home.languages import name_for_reader
from home.models import Invitation, RetiredLanguage


class _Languages(forms.ModelMultipleChoiceField):
    def label_from_instance(self, locale):
        return name_for_reader(locale.language_code)


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("e-mail address"),
        max_length=254,
        help_text=_("The invitation goes there. It is good for 14 days."),
    )
    name = forms.CharField(
        label=_("name"), max_length=150, required=False, help_text=_("How the mail greets this person.")
    )
    role = forms.ChoiceField(
        label=_("role"),
        choices=Invitation.Role.choices,
        widget=forms.RadioSelect,
        initial=Invitation.Role.TRANSLATOR,
        help_text=_("Both for the languages below, and for no other."),
    )
    languages = _Languages(
        Locale.objects.none(),
        label=_("languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The mail is written in the first of them."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        locales = Locale.objects.exclude(pk__in=RetiredLanguage.objects.locales()).order_by("language_code")
        self.fields["languages"].queryset = locales


class WelcomeForm(SetPasswordForm):
    """The name that colleagues see, and a password."""

    name = forms.CharField(
        label=_("Name"), max_length=150, required=False, help_text=_("How colleagues see you in the admin.")
    )
    field_order = ["name", "new_password1", "new_password2"]
