"""The desk's screens of coordinators and of what they write."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from events.hosting.admin_forms import CoordinatorForm
from events.hosting.admin_views import (
    COORDINATOR_COLUMNS,
    LETTER_COLUMNS,
    AddCoordinatorView,
    CoordinatorsView,
    CoordinatorView,
    LettersView,
    LetterView,
)
from events.hosting.filtering import CoordinatorFilterSet, LetterFilterSet
from events.models import Coordinator, HostLetter
from home.viewsets import RecordDeleteView


class CoordinatorViewSet(ModelViewSet):
    model = Coordinator
    index_view_class = CoordinatorsView
    add_view_class = AddCoordinatorView
    inspect_view_class = CoordinatorView
    inspect_view_enabled = True
    delete_view_class = RecordDeleteView
    icon = "group"
    add_to_admin_menu = False
    copy_view_enabled = False
    list_per_page = 50
    list_display = COORDINATOR_COLUMNS
    filterset_class = CoordinatorFilterSet

    def get_form_class(self, for_update=False):
        return CoordinatorForm

    def get_inspect_view_kwargs(self, **kwargs):
        return super().get_inspect_view_kwargs(**{"fields": ["person"], **kwargs})


class HostLetterViewSet(ModelViewSet):
    """Nobody of the staff writes, changes or deletes one: they read it, and let it go or not."""

    model = HostLetter
    index_view_class = LettersView
    inspect_view_class = LetterView
    inspect_view_enabled = True
    icon = "mail"
    menu_label = _("Letters")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_per_page = 50
    list_display = LETTER_COLUMNS
    filterset_class = LetterFilterSet
    form_fields = ["state"]

    def get_index_view_kwargs(self, **kwargs):
        nothing = {"add_url_name": None, "edit_url_name": None, "delete_url_name": None}
        return super().get_index_view_kwargs(**{**nothing, **kwargs})

    def get_inspect_view_kwargs(self, **kwargs):
        nothing = {"edit_url_name": None, "delete_url_name": None, "fields": ["state"]}
        return super().get_inspect_view_kwargs(**{**nothing, **kwargs})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]
