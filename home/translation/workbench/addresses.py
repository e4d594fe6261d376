"""Where a translation is worked on."""

from django.urls import reverse
from django.utils.http import urlencode


def address_of_translation(pk, passage=None, **query):
    """The workbench of a wagtail-localize Translation, at one of its passages if asked."""
    address = reverse("translation_workbench", args=[pk])
    query = {name: value for name, value in query.items() if value}
    return address + (f"?{urlencode(query)}" if query else "") + (f"#p{passage}" if passage else "")
