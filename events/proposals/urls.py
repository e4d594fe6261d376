"""Addresses below the prefix of a language and `host/`, and the page of who told of an event."""

from django.urls import path

from events.proposals import answer_views, host_deeds, host_views

urlpatterns = [
    path("<int:geonameid>/events/", host_views.EventsView.as_view(), name="host-events"),
    path("<int:geonameid>/events/add/", host_views.AddEventView.as_view(), name="host-event-add"),
    path("<int:geonameid>/events/<int:pk>/", host_views.EditEventView.as_view(), name="host-event"),
    path(
        "<int:geonameid>/events/<int:pk>/status/", host_deeds.StatusView.as_view(), name="host-event-status"
    ),
    path("<int:geonameid>/events/<int:pk>/copy/", host_views.CopyEventView.as_view(), name="host-event-copy"),
    path(
        "<int:geonameid>/events/proposed/<int:pk>/",
        host_views.EditProposalView.as_view(),
        name="host-proposal",
    ),
    path(
        "<int:geonameid>/events/proposed/<int:pk>/withdraw/",
        host_deeds.WithdrawView.as_view(),
        name="host-proposal-withdraw",
    ),
    path("picture/<str:reference>/", host_deeds.PictureView.as_view(), name="host-picture"),
    path("told/back/", answer_views.taken_back, name="proposal-taken-back"),
    path("told/<str:token>/", answer_views.AnswerDoorView.as_view(), name="proposal-answer"),
    path("told/in/<str:token>/", answer_views.AnswerView.as_view(), name="proposal-room"),
    path("told/in/<str:token>/back/", answer_views.TakeBackView.as_view(), name="proposal-withdraw"),
]
