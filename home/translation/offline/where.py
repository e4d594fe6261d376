"""Where on the page a text stands, in words for somebody who does not see the page."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst


def where(instance, path):
    """("Heading (3): Text", help text, how many characters fit or None) of a content path in a page or snippet."""
    try:
        field = instance._meta.get_field(path.split(".")[0])
        return capfirst(str(field.verbose_name)), str(field.help_text), field.max_length
    except (FieldDoesNotExist, AttributeError):
        return path, "", None
