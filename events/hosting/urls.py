"""Addresses below the prefix of a language and `host/`."""

from django.urls import path

from events.hosting import city_views, opening

urlpatterns = [
    path("", city_views.RoomView.as_view(), name="host-room"),
    path("open/<str:token>/", opening.OpenView.as_view(), name="host-open"),
    path("link/", opening.LinkView.as_view(), name="host-link"),
    path("link/sent/", opening.link_sent, name="host-link-sent"),
    path("leave/", opening.LeaveView.as_view(), name="host-leave"),
    path("<int:geonameid>/", city_views.CityView.as_view(), name="host-city"),
]
