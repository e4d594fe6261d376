"""Conversations at the desk, in a list: numbers and states, never a name."""

import django_filters
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from events.coordinator_desk.assigned import ASSIGNED_COLUMN, AssignedFilter
from events.models import Conversation
from home.languages import listed

WAITING = {
    "reported": gettext_lazy("Reported"),
    "questions": gettext_lazy("Questions to us"),
    "returned": gettext_lazy("Back at the desk"),
    "unanswered": gettext_lazy("Not answered"),
}


class ConversationFilterSet(WagtailFilterSet):
    waiting = django_filters.ChoiceFilter(
        label=gettext_lazy("What waits"),
        choices=list(WAITING.items()),
        method="filter_waiting",
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    assigned = AssignedFilter()

    class Meta:
        model = Conversation
        fields = ["kind", "state", "edition"]

    def filter_waiting(self, conversations, name, value):
        return conversations & getattr(Conversation.objects, value)()


class ConversationsView(IndexView):
    model = Conversation
    permission_policy = ModelPermissionPolicy(Conversation)
    any_permission_required = ["view", "change"]
    filterset_class = ConversationFilterSet
    index_url_name = "conversations:index"
    index_results_url_name = "conversations:index_results"
    inspect_url_name = "conversations:one"
    page_title = gettext_lazy("Conversations")
    header_icon = "comment"
    default_ordering = "-created_at"
    paginate_by = 50
    list_display = [
        "__str__",
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("city", label=gettext_lazy("City"), accessor="city.display_name"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Begun"), sort_key="created_at"),
        DateColumn("last_message_at", label=gettext_lazy("Last message"), sort_key="last_message_at"),
        DateColumn("answered_at", label=gettext_lazy("Answered"), sort_key="answered_at"),
        Column("waits", label=gettext_lazy("What waits"), accessor=lambda each: listed(waits(each))),
        ASSIGNED_COLUMN,
    ]

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("city", "edition", "assigned_to")
        return found.prefetch_related("city__names")

    def _get_title_column(self, field_name, column_class=TitleColumn, **kwargs):
        return column_class(
            "number", label=_("Number"), accessor=str, get_url=lambda each: self.get_inspect_url(each)
        )


def waits(conversation):
    """Why the desk should look at it, in words."""
    found = []
    if conversation.reported_at and not conversation.report_settled_at:
        found.append(_("reported"))
    if conversation.is_going_on and not conversation.answered_at:
        asked = conversation.kind == Conversation.Kind.STAFF
        found.append(_("waits for our answer") if asked else _("not answered"))
    return found
