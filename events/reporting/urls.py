"""Addresses below the prefix of a language and `host/report/`."""

from django.urls import path

from events.reporting.host_views import PhotoView, ReportView

urlpatterns = [
    path("<int:geonameid>/", ReportView.as_view(), name="host-report"),
    path("<int:geonameid>/<int:event>/", ReportView.as_view(), name="host-report"),
    path("<int:geonameid>/photograph/<int:pk>/", PhotoView.as_view(), name="host-report-photo"),
    path("<int:geonameid>/held/<str:reference>/", PhotoView.as_view(), name="host-report-held"),
]
