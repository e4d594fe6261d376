"""The desk's screens of reports."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from events.desk_menu import DeskScreen
from events.reporting import desk_views, writing_views


class ReportsScreen(DeskScreen):
    name = menu_name = "city-reports"
    right = desk_views.SEE
    icon = "doc-full"
    menu_label = _("Reports of cities")

    def get_urlpatterns(self):
        return [
            path("", desk_views.ReportsView.as_view(), name="index"),
            path("add/", writing_views.AddView.as_view(), name="add"),
            path("add/<int:year>/<int:geonameid>/", writing_views.WriteView.as_view(), name="write"),
            path("<int:pk>/", desk_views.ReportDeskView.as_view(), name="report"),
            path("<int:pk>/edit/", writing_views.WriteView.as_view(), name="edit"),
            path("<int:pk>/delete/", desk_views.DeleteView.as_view(), name="delete"),
            path("<int:pk>/preview/", desk_views.PreviewView.as_view(), name="preview"),
            path("photograph/<int:pk>/", desk_views.PhotoView.as_view(), name="photo"),
            path("held/<str:reference>/", desk_views.PhotoView.as_view(), name="held"),
        ]
