"""What this package adds to Wagtail's admin."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.widgets import SnippetListingButton

from events.models import Update
from events.updates import admin_views
from events.updates.viewsets import UpdateViewSet

register_snippet(UpdateViewSet)


@hooks.register("register_snippet_listing_buttons")
def send_button(snippet, user, next_url=None):
    if isinstance(snippet, Update) and snippet.live and user.has_perm("events.add_updatesending"):
        yield SnippetListingButton(
            _("Send"),
            reverse("update-sendings:send", args=[snippet.translation_key]),
            icon_name="mail",
            priority=30,
        )


@hooks.register("register_log_actions")
def log_actions(actions):
    said = {
        admin_views.BEGUN: gettext_lazy("Sent an update"),
        admin_views.STOPPED: gettext_lazy("Stopped sending an update"),
        admin_views.RESUMED: gettext_lazy("Went on sending an update"),
    }
    for action, words in said.items():
        actions.register_action(action, words, words)
