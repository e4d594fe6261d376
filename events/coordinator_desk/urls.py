"""Addresses below the prefix of a language."""

from django.urls import path

from events.coordinator_desk.again_views import AgainView

urlpatterns = [path("<str:token>/", AgainView.as_view(), name="host-again")]
