"""Addresses below the prefix of a language."""

from django.urls import path

from events.updates import views

urlpatterns = [
    path("unsubscribe/<str:token>/", views.UnsubscribeView.as_view(), name="letters-unsubscribe"),
    path(
        "unsubscribe-day/<str:token>/", views.UnsubscribeFromDayView.as_view(), name="letters-unsubscribe-day"
    ),
]
