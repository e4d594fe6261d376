"""Model fields that the rooms share. Their choices never enter a migration: the settings are the list."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.languages import name_for_reader


def language_choices():
    """The languages that the site knows, by their names in the reader's language."""
    return sorted(
        ((code, f"{name_for_reader(code)} ({code})") for code, _name in settings.LANGUAGES),
        key=lambda choice: choice[1],
    )


def language_or_none_choices():
    return [("", "---------"), *language_choices()]


def validate_language(code):
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("“%(code)s” is no language of this site."), params={"code": code})


class LanguageField(models.CharField):
    """The code of one of the site's languages, chosen from a list."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        validate_language(value)

    def formfield(self, **kwargs):
        wanted = {
            name: kwargs[name] for name in ("label", "help_text", "widget", "required") if name in kwargs
        }
        return forms.ChoiceField(
            **{
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
                "required": not self.blank,
                **wanted,
                "choices": language_or_none_choices,
            }
        )


class LanguagesField(models.JSONField):
    """A list of codes of the site's languages, edited as tick boxes."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError(_("Choose languages from the list."))
        for code in value:
            validate_language(code)

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            required=not self.blank,
            choices=language_choices,
            widget=forms.CheckboxSelectMultiple,
        )
