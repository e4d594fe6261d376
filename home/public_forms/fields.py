"""Fields that many public forms have, with what browsers and keyboards need to know of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.languages import bcp47, direction, nearest, own_name, reader_language, served


class PersonNameField(forms.CharField):
    """A name or a pseudonym, in any script."""

    def __init__(self, **kwargs):
        kwargs = {"label": _("Name or pseudonym"), "max_length": 200, **kwargs}
        kwargs["error_messages"] = {
            "required": _("Write a name, or a pseudonym."),
            **(kwargs.get("error_messages") or {}),
        }
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "name")


class EmailAddressField(forms.EmailField):
    def __init__(self, **kwargs):
        remedy = _("Write your e-mail address, like name@example.org")
        kwargs = {"label": _("E-mail address"), "max_length": 254, **kwargs}
        kwargs["error_messages"] = {
            "required": remedy,
            "invalid": remedy,
            **(kwargs.get("error_messages") or {}),
        }
        super().__init__(**kwargs)
        self.widget.attrs.update({"autocomplete": "email", "inputmode": "email", "spellcheck": "false"})


class TelephoneField(forms.CharField):
    """A number as people write it; what it means, people decide."""

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Telephone"), "max_length": 40, **kwargs})
        self.widget.input_type = "tel"
        self.widget.attrs.update({"autocomplete": "tel", "inputmode": "tel"})


class WordsField(forms.CharField):
    """Several lines. A line break counts as one character, as its writer counts it."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class LanguageSelect(forms.Select):
    """Each language by its own name, marked as being in it."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"lang": bcp47(str(value)), "dir": direction(str(value))} if value else {}
        return option


class LanguageField(forms.ChoiceField):
    """A language that the site has; the reader's unless they choose another."""

    widget = LanguageSelect

    def __init__(self, **kwargs):
        kwargs = {"label": _("Language we write to you in"), "choices": _languages, **kwargs}
        super().__init__(**{"initial": lambda: nearest(reader_language()), **kwargs})


def _languages():
    return [(code, own_name(code)) for code in served()]
