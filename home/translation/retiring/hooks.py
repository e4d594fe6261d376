"""What retiring registers with Wagtail, called from home/wagtail_hooks.py."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.translation import retiring
from home.translation.retiring.views import RetireView


@hooks.register("register_admin_urls")
def retiring_urls():
    return [path("translation/languages/<int:pk>/retire/", RetireView.as_view(), name="translation_retire")]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(retiring.LEFT, _("Left with its language"), _("Left the site with its language"))
    actions.register_action(
        retiring.RETURNED, _("Returned with its language"), _("Came back to the site with its language")
    )
