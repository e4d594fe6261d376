"""Addresses below the prefix of a language."""

from django.urls import path

from events.finding import views

urlpatterns = [
    path("suggest/", views.suggest, name="city-suggestions"),
    path("near/", views.near, name="cities-near"),
]
