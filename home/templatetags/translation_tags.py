"""What the admin says about translations."""

from django import template

from home.releases.addresses import address_to_add
from home.translation.mirroring import live_translations

register = template.Library()


@register.inclusion_tag("admin/translation/leaving_along.html")
def translations_leaving(pages, below):
    """A warning with the number of translations that leave the site together with `pages`: one page, or
    a list of {"item": page} as Wagtail's bulk actions have it. `below`: whether what stands under them goes in any case.
    """
    pages = [each["item"] for each in pages] if isinstance(pages, list) else [pages]
    leaving = live_translations(pages, below)
    more = 0 if below else len(live_translations(pages)) - len(leaving)
    return {"count": len(leaving), "with_below": len(leaving) + more if more else 0}


@register.simple_tag
def release_address(row):
    """Where a row of the matrix is added to a release, "" for what has no drafts."""
    return address_to_add(row.kind, row.pk)
