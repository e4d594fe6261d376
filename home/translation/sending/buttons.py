"""“Send for translation” beside pages and snippets. wagtail-localize's two buttons each ask the database about every row of a list."""

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import TranslatableMixin
from wagtail_localize import wagtail_hooks as stock

from home.translation.coverage.people import sends

ICON = "wagtail-localize-language"


def replace():
    """Put ours in their place. Wagtail's registry of hooks has no way to take one back, so it is changed here."""
    for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
        _take_out(name, stock.page_listing_more_buttons)
        hooks.register(name, for_page)
    _take_out("register_snippet_listing_buttons", stock.register_snippet_listing_buttons)
    hooks.register("register_snippet_listing_buttons", for_snippet)


def _take_out(name, function):
    hooks._hooks[name] = [entry for entry in hooks._hooks[name] if entry[0] is not function]


def for_page(page, user, view_name=None, next_url=None):
    if sends(user) and not page.is_root():
        address = reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk])
        yield Button(_("Send for translation"), address, icon_name=ICON, priority=60)


def for_snippet(snippet, user, next_url=None):
    if sends(user) and isinstance(snippet, TranslatableMixin):
        model = snippet._meta
        address = reverse(
            "wagtail_localize:submit_snippet_translation",
            args=[model.app_label, model.model_name, quote(snippet.pk)],
        )
        yield Button(_("Send for translation"), address, icon_name=ICON, priority=100)
