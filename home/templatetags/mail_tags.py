"""What the templates of mails need."""

import re

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def own_links(text):
    """Addresses of this site in a sentence as links. No other: what somebody typed must not become one."""
    ours = re.compile(rf"({re.escape(settings.SITE_ADDRESS.rstrip('/'))}/[^\s<>\"]+)")
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<a href="{0}" dir="ltr" style="color: inherit">{0}</a>', part)
                if odd % 2
                else part,
            )
            for odd, part in enumerate(ours.split(str(text)))
        ),
    )
