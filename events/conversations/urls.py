"""Addresses below the prefix of a language."""

from django.urls import path

from events.conversations import action_views, room_views
from events.conversations.door_views import ConversationDoorView
from events.models import Side

urlpatterns = [
    path("seeker/<str:token>/", ConversationDoorView.as_view(side=Side.SEEKER), name="conversation-seeker"),
    path(
        "coordinator/<str:token>/",
        ConversationDoorView.as_view(side=Side.COORDINATOR),
        name="conversation-coordinator",
    ),
    path("in/<str:token>/", room_views.RoomView.as_view(), name="conversation-room"),
    path("in/<str:token>/show/", action_views.ReleaseView.as_view(), name="conversation-release"),
    path("in/<str:token>/hide/", action_views.TakeBackView.as_view(), name="conversation-take-back"),
    path("in/<str:token>/stop/", action_views.StopView.as_view(), name="conversation-stop"),
    path("in/<str:token>/report/", action_views.ReportView.as_view(), name="conversation-report"),
]
