"""Addresses below the prefix of a language, for sites elsewhere."""

from django.urls import path, re_path

from events.atlas import embedding

urlpatterns = [
    path("current/", embedding.embedded, name="embed"),
    re_path(r"^current/(?P<country>[a-z]{2})/$", embedding.embedded, name="embed-country"),
    path("<int:year>/", embedding.embedded, name="embed-edition"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<country>[a-z]{2})/$", embedding.embedded, name="embed-edition-country"),
]
