"""What this package adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from events.hosting import accepting, admin_views, leaving, letters, naming


@hooks.register("register_log_actions")
def log_actions(actions):
    said = {
        accepting.ACCEPTED: _("Accepted a coordinator"),
        admin_views.LINK_SENT: _("Sent a personal link"),
        admin_views.REVOKED: _("Revoked a personal link"),
        leaving.TAKEN_OFF: _("Took a coordinator off"),
        leaving.TAKEN_ON: _("Took a coordinator on again"),
        naming.SHOWN: _("Let readers see a name"),
        naming.DECLINED: _("Kept somebody anonymous"),
        letters.APPROVED: _("Let a coordinator's letter go"),
        letters.REJECTED: _("Held a coordinator's letter back"),
    }
    for action, words in said.items():
        actions.register_action(action, words, words)
