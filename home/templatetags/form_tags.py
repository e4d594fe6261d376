"""Inputs of public forms, with what assistive technology and scripts of many directions need."""

from django import template

register = template.Library()

LEFT_TO_RIGHT = {"email", "url", "number", "time", "tel"}
NO_WORDS = {"select", "selectmultiple", "file", "clearablefile", "date"}


@register.simple_tag
def public_widget(field):
    """The field's input: named by its help and its errors, `dir` by what is typed into it.

    Without `maxlength`: browsers cut what is pasted without a word; the form says it instead.
    """
    widget = field.field.widget
    attributes = {"class": "field__input", "maxlength": False}
    if described := describing(field, widget.attrs.get("aria-describedby", "")):
        attributes["aria-describedby"] = described
    if field.errors:
        attributes["aria-invalid"] = "true"
    if field.field.required:
        attributes["required"] = True
    if field.widget_type == "checkbox":
        attributes["class"] = "choice__input"
    elif field.widget_type not in NO_WORDS:
        attributes["dir"] = "ltr" if getattr(widget, "input_type", "") in LEFT_TO_RIGHT else "auto"
    own = {
        name: value for name, value in widget.attrs.items() if name not in {"maxlength", "aria-describedby"}
    }
    return field.as_widget(attrs={**attributes, **own})


@register.simple_tag
def describing(field, more=""):
    """The ids of what is said about an input: its help, its errors (components/form/notes.html) and its remarks."""
    ids = [f"{field.auto_id}_help"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    if getattr(field.field, "remarks", None):
        ids.append(f"{field.auto_id}_remarks")
    return " ".join([*ids, more]).strip()


@register.simple_tag
def choices(field):
    """[{"tag", "id", "label", "help"}] of radio buttons or check boxes; `choice_help` of a field: {value: a sentence}."""
    helps = getattr(field.field, "choice_help", {})
    found = []
    for choice in field.subwidgets:
        help_text = helps.get(str(choice.data["value"]), "")
        choice.data["attrs"]["class"] = "choice__input"
        if help_text:
            choice.data["attrs"]["aria-describedby"] = f"{choice.id_for_label}_help"
        found.append(
            {"tag": choice.tag(), "id": choice.id_for_label, "label": choice.choice_label, "help": help_text}
        )
    return found


@register.filter
def is_choices(field):
    """Whether it is a group of radio buttons or check boxes."""
    return field.widget_type in {"radioselect", "checkboxselectmultiple"}


@register.filter
def first_input(field):
    """The id of what a link to the field leads to."""
    return f"{field.auto_id}_0" if is_choices(field) else field.id_for_label or field.auto_id
