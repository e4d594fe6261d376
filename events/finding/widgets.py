"""What a form shows for a city, and what it sends."""

from dataclasses import dataclass

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from home.text import clean

MOST = 20  # cities of one form
LENGTH = 1000


@dataclass(frozen=True)
class Typed:
    """What a form sent: the text, and the cities picked from those it could be (GeoNames ids)."""

    text: str = ""
    picked: frozenset = frozenset()

    def __bool__(self):
        return bool(self.text.strip())


class CityWidget(forms.Widget):
    """A text field, and a choice for every name in it that could be several cities (`questions`, set by the field)."""

    template_name = "events/finding/city_widget.html"
    several = False
    questions = ()

    def value_from_datadict(self, data, files, name):
        texts = data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name) or ""]
        picked = {str(data.get(f"{name}_pick{number}", "")) for number in range(MOST)}
        lines = [str(text)[:LENGTH] for text in texts[:MOST]]
        return Typed("\n".join(lines), frozenset(number for number in picked if number.isdecimal()))

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def id_for_label(self, id_):
        return id_

    def format_value(self, value):
        if isinstance(value, Typed):
            return clean(value.text) if not self.several else "\n".join(map(clean, value.text.splitlines()))
        return value or ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = forms.Textarea({"rows": 3}) if self.several else forms.TextInput({"maxlength": 200})
        context["widget"]["typed"] = typed.render(name, self.format_value(value), context["widget"]["attrs"])
        context["widget"]["questions"] = [
            {**question, "name": f"{name}_pick{number}"} for number, question in enumerate(self.questions)
        ]
        return context

    def render(self, name, value, attrs=None, renderer=None):
        """By the site's own templates, where forms' renderers don't look."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))
