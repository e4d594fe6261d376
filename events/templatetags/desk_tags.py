"""The foot of every page at the coordinator desk: its notes, and who looks after it."""

from django import template

from events.coordinator_desk.notes import panel

register = template.Library()


@register.inclusion_tag("admin/coordinator_desk/notes.html", takes_context=True)
def desk_notes(context, thing):
    """`thing`: one of the kinds that can have notes. What is sent leads back to the page."""
    request = context["request"]
    return {**panel(thing, request.user), "next": request.path}
