from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from resources.consent.reviewing import ReviewsPanel
from resources.viewsets import ConsentViewSet, LibraryViewSetGroup
from resources.withdrawal.urls import urls
from resources.withdrawal.views import menu_item


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [LibraryViewSetGroup(), ConsentViewSet("consents")]


@hooks.register("construct_homepage_panels")
def reviews_of_consents(request, panels):
    panels.append(ReviewsPanel())


@hooks.register("register_admin_urls")
def withdrawal_urls():
    return urls


@hooks.register("register_admin_menu_item")
def withdrawals_item():
    return menu_item()


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("resources.withdraw", _("Withdraw an account"), _("An account was withdrawn"))
    actions.register_action("resources.look_again", _("Look again"), _("Looked for what is left"))
