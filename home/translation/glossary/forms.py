"""One word of the glossary, as those who translate a language write it."""

from hashlib import sha256

from django import forms
from django.utils.translation import gettext as _

from home.languages import bcp47, direction
from home.models import GlossaryWord

FIELDS = ("word", "also", "avoid", "note")


class WordForm(forms.ModelForm):
    """`seen` tells what its writer had before them, so that nobody is overwritten unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = GlossaryWord
        fields = FIELDS
        widgets = {field: forms.Textarea(attrs={"rows": 4}) for field in ("also", "avoid")}

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        for field in ("word", "also", "avoid"):
            self.fields[field].widget.attrs |= {"lang": bcp47(language), "dir": direction(language)}
        self.there = proof(self.instance)
        self.initial["seen"] = self.there

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen", "") != self.there:
            # What was typed stays; the next try is made knowing what is there.
            self.data = self.data.copy()
            self.data["seen"] = self.there
            raise forms.ValidationError(
                _(
                    "Somebody else has changed this entry since you opened it: it says “%(word)s” now. Save again to put"
                    " your words in its place."
                )
                % {
                    "word": GlossaryWord.objects.filter(pk=self.instance.pk)
                    .values_list("word", flat=True)
                    .first()
                }
            )
        return cleaned


def proof(word):
    """Short proof of having seen a word as it is; "" of one that is not there yet."""
    if word.pk is None:
        return ""
    return sha256("\0".join(getattr(word, field) for field in FIELDS).encode()).hexdigest()[:16]
