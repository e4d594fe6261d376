"""Rich text of staff as readers may get it, and what is said on a country's page."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import Whitelister


class _Words(Whitelister):
    """Words, lists and links: a picture from elsewhere would tell who reads this."""

    element_rules = {name: rule for name, rule in Whitelister.element_rules.items() if name != "img"}


def rich(html):
    """Rich text with nothing in it but what an editor can write: no script, no address but a harmless one.

    Translations come by other doors than the editor, and nobody reads a page with more at stake.
    """
    return mark_safe(_Words().clean(expand_db_html(html)))  # noqa: S308


def parts(safety):
    """[(heading, rich text)] of what staff wrote on a country."""
    written = [
        (_("Is acting safe there?"), safety.acting),
        (_("Your rights"), safety.rights),
        (_("When you are stopped"), safety.when_stopped),
    ]
    return [(heading, rich(html)) for heading, html in written if html]
