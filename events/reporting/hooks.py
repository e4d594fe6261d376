"""What this package adds to Wagtail's admin."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from events.reporting import desk_views, writing_views

urlpatterns = [
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


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("city-reports/", include((urlpatterns, "city-reports")))]


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(desk_views.SEE)


@hooks.register("register_admin_menu_item")
def menu_item():
    return ReportsMenuItem(
        _("Reports of cities"),
        reverse_lazy("city-reports:index"),
        name="city-reports",
        icon_name="doc-full",
        order=224,
    )
