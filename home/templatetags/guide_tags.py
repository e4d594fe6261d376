"""Links to the part of the editors' guide that explains a screen."""

from django import template

from home.guide.links import guide_address

register = template.Library()


@register.inclusion_tag("admin/guide_link.html")
def guide_link(name):
    """A link to the part of the guide that is registered under `name` (home.registries.guide_places)."""
    return {"address": guide_address(name)}
