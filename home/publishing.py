"""The gates that going live passes, wherever it starts: the admin, a workflow, a schedule, a command."""

from django.core.exceptions import ValidationError

from home.registries import publish_gates


def gate_reasons(page):
    """Why `page` may not go live now: a list of translated sentences, empty if it may."""
    return [reason for _name, gate in publish_gates.items() for reason in gate(page)]


def refuse_if_gated(page):
    """Raise `ValidationError` with every reason that forbids `page` to go live."""
    reasons = gate_reasons(page)
    if reasons:
        raise ValidationError(reasons)
