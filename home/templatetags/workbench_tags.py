"""What the templates of the workbench need."""

from django import template

from home.translation.machine.tools import label_of
from home.translation.workbench.texts import editable

register = template.Library()

register.filter("typed", editable)
register.filter("tool_label", label_of)


@register.filter
def of(things, thing):
    """What a dict by primary keys holds of `thing`, which may be nothing."""
    return things.get(thing.pk) if thing is not None else None
