"""Admin screens of what stands around every page: menus, words, social links, helplines, people."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from home.desk.choosers import OpenChooserViewSet
from home.models import GlossaryConcept, Helpline, Menu, Person, SiteWords, SocialLink


class MenuViewSet(SnippetViewSet):
    model = Menu
    chooser_viewset_class = OpenChooserViewSet
    icon = "list-ul"
    list_display = ["__str__", "locale"]


class SiteWordsViewSet(SnippetViewSet):
    model = SiteWords
    chooser_viewset_class = OpenChooserViewSet
    icon = "pilcrow"
    list_display = ["__str__", "locale"]


class SocialLinkViewSet(SnippetViewSet):
    model = SocialLink
    chooser_viewset_class = OpenChooserViewSet
    icon = "link"
    list_display = ["name", "url", "position"]
    search_fields = ["name", "url"]


class HelplineViewSet(SnippetViewSet):
    model = Helpline
    chooser_viewset_class = OpenChooserViewSet
    icon = "help"
    list_display = [
        "name",
        "where",
        Column("verified_on", label=_("Verified on"), sort_key="verified_on"),
        BooleanColumn("is_overdue", label=_("Hidden, to be checked again")),
    ]
    search_fields = ["name", "where"]


class PersonViewSet(SnippetViewSet):
    model = Person
    chooser_viewset_class = OpenChooserViewSet
    icon = "user"
    list_display = ["name", "roles"]
    search_fields = ["name", "roles"]


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryConcept
    icon = "openquote"
    list_display = ["name", "note"]
    search_fields = ["name", "note"]


SITE_VIEWSETS = [
    MenuViewSet,
    SiteWordsViewSet,
    SocialLinkViewSet,
    HelplineViewSet,
    PersonViewSet,
    GlossaryViewSet,
]
