"""The base of forms that anybody may send."""

from datetime import timedelta

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from home.public_forms import tokens

TOO_QUICK = timedelta(seconds=3)


class PublicForm(forms.Form):
    """`name` is the form's own, for its token. `groups`: [(legend, [field names])], in the order of the page.

    After `is_valid()`: `doubts` is a list of codes ("honeypot", "too-quick"), `token` the `tokens.Token`.
    """

    name = ""
    use_required_attribute = False
    token_field = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.token, self.fresh_token = None, tokens.give(self.name)
        self.doubts = []

    def groups(self):
        """[(legend, help, [bound fields])]: everything in one group without a legend unless a form says otherwise."""
        hidden = {"token_field", "website"}
        return [("", "", [self[name] for name in self.fields if name not in hidden])]

    @property
    def token_value(self):
        """What the hidden field holds when the form is shown: the token it came with while that is good, else a fresh one."""
        sent = self.data.get(self.add_prefix("token_field"), "") if self.is_bound else ""
        found = tokens.read(sent, self.name)
        return sent if found and not found.is_stale else self.fresh_token

    def clean(self):
        cleaned = super().clean()
        self.token = tokens.read(cleaned.get("token_field"), self.name)
        if self.token is None or self.token.is_stale:
            self.token = None
            raise forms.ValidationError(
                _("This form was open for too long. Please look at it once more and send it again."),
                code="stale",
            )
        if cleaned.get("website"):
            self.doubts.append("honeypot")
        if self.token.age < TOO_QUICK:
            self.doubts.append("too-quick")
        return cleaned


no_nulls = ProhibitNullCharactersValidator()
