"""The desk's own screens."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from events.coordinator_desk import desk_views, name_views, sign_up_list, sign_up_views
from events.desk_menu import DeskScreen


class DeskViewSet(DeskScreen):
    name = menu_name = "coordinator-desk"
    right = "events.view_signup"
    icon = "tasks"
    menu_label = _("Desk")

    def get_urlpatterns(self):
        return [path("", desk_views.DeskView.as_view(), name="index")]


class SignUpViewSet(DeskScreen):
    name = menu_name = "sign-ups"
    right = "events.view_signup"
    icon = "group"
    menu_label = _("Sign-ups")

    def get_urlpatterns(self):
        view = sign_up_list.SignUpsView
        return [
            path("", view.as_view(), name="index"),
            path("results/", view.as_view(results_only=True), name="index_results"),
            path("person/", sign_up_list.FindPersonView.as_view(), name="person"),
            path("many/", sign_up_list.ManyView.as_view(), name="many"),
            path("<int:pk>/", sign_up_views.SignUpView.as_view(), name="one"),
        ]


class NamesScreen(DeskScreen):
    name = menu_name = "names-to-look-at"
    right = "events.view_privatecontact"
    icon = "view"
    menu_label = _("Names to look at")

    def get_urlpatterns(self):
        return [
            path("", name_views.NamesView.as_view(), name="index"),
            path("person/<int:pk>/", name_views.PersonNameView.as_view(), name="person"),
            path("group/<int:pk>/", name_views.GroupNameView.as_view(), name="group"),
        ]
