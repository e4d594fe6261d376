"""What this package adds to Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from events.conversations import staff


@hooks.register("register_log_actions")
def log_actions(actions):
    said = {
        staff.READ: _("Read a conversation"),
        staff.ANSWERED: _("Answered a coordinator"),
        staff.STOPPED: _("Stopped a conversation"),
        staff.SETTLED: _("Settled a report"),
        staff.TAKEN_OFF: _("Took a coordinator off"),
        staff.PASSED_ON: _("Passed a conversation on"),
    }
    for action, words in said.items():
        actions.register_action(action, words, words)
