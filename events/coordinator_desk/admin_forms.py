"""What the desk fills in when it decides about a sign-up."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    words = forms.CharField(
        label=_("A word to this person"),
        help_text=_(
            "What you write stands in the mail that this person gets. Leave it empty for the usual kind words."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def clean_words(self):
        """One paragraph of the mail, whatever lines it was written in."""
        lines = (line.strip() for line in self.cleaned_data["words"].splitlines())
        return "\n".join(line for line in lines if line)
