"""Inputs of public forms, with what assistive technology and scripts of many directions need."""

from django import template
from django.forms import EmailInput, NumberInput, TimeInput, URLInput

register = template.Library()

LEFT_TO_RIGHT = (EmailInput, URLInput, NumberInput, TimeInput)


@register.simple_tag
def public_widget(field):
    """The field's input: named by its help and its errors, `dir` by what is typed into it."""
    widget = field.field.widget
    attributes = {}
    described = [f"{field.auto_id}_help"] if field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}_error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.field.required:
        attributes["required"] = True
    if field.widget_type == "checkbox":
        attributes["class"] = "choice__input"
    else:
        attributes["class"] = "field__input"
        if field.widget_type not in {"select", "file", "clearablefile", "date"}:
            attributes["dir"] = "ltr" if isinstance(widget, LEFT_TO_RIGHT) else "auto"
    return field.as_widget(attrs={**attributes, **widget.attrs})
