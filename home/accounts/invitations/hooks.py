"""What invitations register with Wagtail, called from home/wagtail_hooks.py."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.accounts.invitations import views


@hooks.register("register_admin_urls")
def invitation_urls():
    return [
        path("translation/invite/", views.InviteView.as_view(), name="translation_invite"),
        path("translation/invite/<int:pk>/again/", views.again, name="translation_invite_again"),
        path("translation/invite/<int:pk>/revoke/", views.revoke, name="translation_invite_revoke"),
    ]


class InviteMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may_invite(request.user)


@hooks.register("register_settings_menu_item")
def invite_item():
    return InviteMenuItem(
        _("Invite translators"),
        reverse_lazy("translation_invite"),
        name="invite",
        icon_name="mail",
        order=610,
    )
