"""Forms of accounts: an e-mail address and one name, since not everybody has a first and a last one."""

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm

from home.models import User

FIELDS = ["email", "name", "is_superuser", "groups"]
WIDGETS = {"groups": forms.CheckboxSelectMultiple}


class AccountCreationForm(UserCreationForm):
    first_name = last_name = None

    class Meta:
        model = User
        fields = FIELDS
        widgets = WIDGETS


class AccountEditForm(UserEditForm):
    first_name = last_name = None

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = WIDGETS


class OwnNameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
