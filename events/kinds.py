"""Kinds of events: one or more each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

KINDS = {
    "petition_delivery": _("petition delivery"),
    "demonstration": _("demonstration"),
    "candlelight_vigil": _("candlelight vigil"),
    "protest": _("protest"),
    "prayer_gathering": _("prayer gathering"),
    "film_screening": _("film screening"),
    "conference": _("conference"),
    "educational_event": _("educational event"),
    "signature_collection": _("signature collection"),
    "fundraiser": _("fundraiser"),
    "other": _("other"),
}


def validate_kinds(value):
    if not isinstance(value, list) or not value or not set(value) <= set(KINDS):
        raise ValidationError(_("Choose one or more kinds of event."))


class KindsField(models.JSONField):
    """A list of keys of `KINDS`, edited as tick boxes."""

    def formfield(self, **kwargs):
        from django import forms

        return forms.MultipleChoiceField(
            label=capfirst(self.verbose_name),
            choices=KINDS.items(),
            widget=forms.CheckboxSelectMultiple,
            help_text=self.help_text,
        )
