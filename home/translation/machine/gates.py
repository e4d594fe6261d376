"""What no machine may translate, and what does not leave this site for a service elsewhere."""

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.publishing import Refused
from home.registries import machine_gates, outside_gates


class MachineRefused(Refused):
    """A machine may not, or could not, draft this; its messages say why."""


def refusals(translation, tool=None):
    """Why no machine, or not this Tool, may translate what a wagtail-localize Translation is of: sentences, none if it may.

    OpenCC works here, so what is private may go through it; what a person did not agree to may not.
    """
    original = _original(translation)
    if original is None:
        return [_("The original was deleted.")]
    locale = translation.target_locale
    reasons = [reason for _name, gate in machine_gates.items() for reason in gate(original, locale)]
    if tool is not None and tool.outside:
        reasons += _private(original)
        reasons += [reason for _name, gate in outside_gates.items() for reason in gate(original, locale)]
    return reasons


def _original(translation):
    try:
        return translation.source.get_source_instance()
    except models.ObjectDoesNotExist:
        return None


def _private(original):
    """Pages that not everybody may see. A draft that will be public is translated before it is: it may go."""
    if isinstance(original, Page) and original.get_view_restrictions().exists():
        return [_("Not everybody may see this page, so it isn't sent to a translation service.")]
    return []
