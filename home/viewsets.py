"""Admin screens of the foundation: words that many pages share, and the base for screens of records."""

from django.db.models import ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.desk.choosers import OpenChooserViewSet, OrganisationChooserViewSet
from home.models import Organisation, Topic
from home.site_viewsets import SITE_VIEWSETS


class RecordDeleteView(DeleteView):
    """A record that others need stays, and the answer says so; the error would put pages' titles into the log."""

    def form_valid(self, form):
        try:
            if not (self.usage and self.usage.is_protected):
                return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            pass
        messages.error(
            self.request,
            _("This is in use and can't be deleted. Delete what uses it first, for instance its pages."),
        )
        return redirect(self.get_success_url())


class MadeWithItsPage(ModelPermissionPolicy):
    """Nobody adds such a record by itself: writing its page makes it."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class RecordViewSet(ModelViewSet):
    """A screen for records that are the same in every language: a change here shows everywhere at once."""

    delete_view_class = RecordDeleteView
    add_to_admin_menu = False
    copy_view_enabled = False
    list_per_page = 50
    made_with_its_page = False

    @cached_property
    def permission_policy(self):
        return MadeWithItsPage(self.model) if self.made_with_its_page else super().permission_policy


class TopicViewSet(SnippetViewSet):
    model = Topic
    chooser_viewset_class = OpenChooserViewSet
    icon = "tag"
    list_display = ["title", "slug"]
    search_fields = ["title"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    chooser_viewset_class = OrganisationChooserViewSet
    icon = "group"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]


class SiteViewSetGroup(SnippetViewSetGroup):
    items = [*SITE_VIEWSETS, OrganisationViewSet, TopicViewSet]
    menu_label = _("Site")
    menu_icon = "site"
    menu_name = "hub-site"
    menu_order = 250
