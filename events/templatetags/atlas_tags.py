"""Addresses of the atlas that templates need whole."""

from django import template
from django.urls import reverse

from home.addresses import whole

register = template.Library()


@register.simple_tag
def embed_address():
    """Where other sites find the current edition's next events, in the reader's language."""
    return whole(reverse("embed"))
