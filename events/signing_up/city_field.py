"""A city by its name or its number."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import City
from home.text import clean


class CityField(forms.CharField):
    """The cleaned value is a `City`, or with `several` a list of them."""

    def __init__(self, *, several=False, **kwargs):
        self.several = several
        kwargs.setdefault("error_messages", {"required": _("Write the name of your city.")})
        super().__init__(
            **{"widget": forms.Textarea(attrs={"rows": 3}) if several else forms.TextInput, **kwargs}
        )

    def prepare_value(self, value):
        if isinstance(value, City):
            return f"{value.display_name} #{value.geonameid}"
        return "\n".join(map(self.prepare_value, value)) if isinstance(value, list) else value

    def clean(self, value):
        lines = [" ".join(clean(line).split()) for line in super().clean(value).splitlines()]
        cities = [self._city(line) for line in lines if line][:20]
        return cities if self.several else (cities[0] if cities else None)

    def _city(self, line):
        number = line.rpartition("#")[2]
        found = (
            City.objects.filter(geonameid=int(number)) if number.isdecimal() and len(number) < 18 else None
        )
        city = (found or City.objects.named_like(line).order_by("-population")).first() if line else None
        if city is None:
            raise ValidationError(_("We know no such city. Write its name another way."))
        return city
