"""The desk's screens of conversations."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from events.conversations.admin_list import ConversationsView
from events.conversations.admin_views import ConversationView
from events.desk_menu import DeskScreen


class ConversationViewSet(DeskScreen):
    name = menu_name = "conversations"
    right = "events.view_conversation"
    icon = "comment"
    menu_label = _("Conversations")

    def get_urlpatterns(self):
        return [
            path("", ConversationsView.as_view(), name="index"),
            path("results/", ConversationsView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", ConversationView.as_view(), name="one"),
        ]
