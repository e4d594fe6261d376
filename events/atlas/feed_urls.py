"""Addresses of the feeds of an edition, of a country and of a city in it, below `feeds/events/`."""

from django.urls import path

from events.atlas import feeds

urlpatterns = [
    path("<int:year>.atom", feeds.edition, name="edition-feed"),
    path("<int:year>/<str:country>.atom", feeds.edition, name="country-feed"),
    path("<int:year>/city/<int:geonameid>.atom", feeds.city, name="city-feed"),
]
