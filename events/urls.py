"""Addresses of calendars, below the prefix of a language."""

from django.urls import path

from events import views

urlpatterns = [
    path("event/<uuid:key>.ics", views.event, name="event-calendar"),
    path("<int:year>.ics", views.edition, name="edition-calendar"),
    path("<int:year>/<str:country>.ics", views.edition, name="country-calendar"),
    path("<int:year>/city/<int:geonameid>.ics", views.city, name="city-calendar"),
]
