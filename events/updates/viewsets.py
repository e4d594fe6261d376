"""The screens of updates: writing them is for editors, sending them for the desk."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from events.desk_menu import DeskScreen
from events.models import Update
from events.updates.admin_views import ProgressView, SendingsView, SendView
from home.desk.choosers import OpenChooserViewSet


class UpdateViewSet(SnippetViewSet):
    model = Update
    chooser_viewset_class = OpenChooserViewSet
    icon = "mail"
    menu_label = _("Updates")
    menu_name = "hub-updates"
    menu_order = 225
    add_to_admin_menu = True
    list_display = ["subject", "group", "edition"]
    list_filter = ["group", "edition"]
    search_fields = ["subject"]


class SendingViewSet(DeskScreen):
    name = menu_name = "update-sendings"
    right = "events.view_updatesending"
    icon = "mail"
    menu_label = _("Send updates")

    def get_urlpatterns(self):
        return [
            path("", SendingsView.as_view(), name="index"),
            path("send/<uuid:key>/", SendView.as_view(), name="send"),
            path("<int:pk>/", ProgressView.as_view(), name="one"),
        ]
