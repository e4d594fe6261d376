"""Addresses below the prefix of a language."""

from django.urls import path, re_path

from events.safety import views

urlpatterns = [
    path("", views.first, name="safety"),
    path("countries/", views.index, name="safety-index"),
    re_path(r"^(?P<country>[a-z]{2})/$", views.country, name="safety-country"),
]
