"""The admin's screen of safety in countries."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from events.models import CountrySafety
from home.desk.choosers import OpenChooserViewSet


class CountrySafetyViewSet(SnippetViewSet):
    model = CountrySafety
    chooser_viewset_class = OpenChooserViewSet
    menu_label = _("Safety")
    icon = "warning"
    list_display = [
        "__str__",
        Column("level", label=_("In one word"), accessor="get_level_display", sort_key="level"),
        Column("checked_on", label=_("Checked on"), sort_key="checked_on"),
        BooleanColumn("is_overdue", label=_("To be checked again")),
    ]
    list_filter = ["level"]
    search_fields = ["country", "acting", "rights", "when_stopped"]
    menu_item_is_registered = True  # it stands in the menu of the Day, not among loose snippets
