"""Admin screens of the foundation: words that many pages share, and the base for screens of records."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import Organisation, Topic


class RecordViewSet(ModelViewSet):
    """A screen for records that are the same in every language: a change here shows everywhere at once."""

    add_to_admin_menu = False
    copy_view_enabled = False
    list_per_page = 50


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["title", "slug"]
    search_fields = ["title"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]


class SiteViewSetGroup(SnippetViewSetGroup):
    items = [TopicViewSet, OrganisationViewSet]
    menu_label = _("Site")
    menu_icon = "site"
    menu_name = "hub-site"
    menu_order = 250
