"""The dashboard: what would you like to do, what waits for me, what is scheduled. Empty panels do not show."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page, WorkflowState

from home.desk.actions import actions_for, may_write_pages
from home.desk.schedule import due, has_schedule, pages_of
from home.languages import name_for_reader

SHOWN = 8


class DeskPanel(Component):
    """A panel with something in it, or nothing at all."""

    heading = ""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context) or {}
        return {**context, "heading": self.heading, **self.matter(parent_context["request"])}

    def matter(self, request):
        raise NotImplementedError


class WhatToDoPanel(DeskPanel):
    name, order = "what_to_do", 100
    heading = _("What would you like to do?")
    template_name = "admin/desk/what_to_do.html"

    def matter(self, request):
        return {"actions": actions_for(request)}


class WaitingPanel(DeskPanel):
    """My pages that somebody sent back, and what I began and never published."""

    name, order = "waiting_for_me", 160
    heading = _("Waiting for me")
    template_name = "admin/desk/waiting.html"

    def matter(self, request):
        user = request.user
        if not may_write_pages(user):
            return {}
        mine = Page.objects.filter(pk__in=pages_of(user).values("pk")).select_related(
            "content_type", "locale"
        )
        # Their ids are text there, as those of anything that may be moderated.
        states = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=Cast(OuterRef("pk"), CharField()),
        )
        sent_back = states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
        returned = list(mine.filter(Exists(sent_back))[:SHOWN])
        drafts = (
            mine.filter(Q(latest_revision__user=user) | Q(latest_revision=None, owner=user))
            .filter(Q(live=False) | Q(has_unpublished_changes=True))
            .filter(alias_of=None)
            .exclude(pk__in=[page.pk for page in returned])
            .exclude(Exists(states.filter(status=WorkflowState.STATUS_IN_PROGRESS)))
            .filter(Q(latest_revision=None) | Q(latest_revision__approved_go_live_at=None))
            .order_by("-latest_revision_created_at", "-pk")
        )
        drafts = list(drafts[:SHOWN])
        for page in (*returned, *drafts):
            page.language_name = name_for_reader(page.locale.language_code)
        return {"returned": returned, "drafts": drafts}


class ScheduledPanel(DeskPanel):
    name, order = "scheduled", 170
    heading = _("Scheduled")
    template_name = "admin/desk/scheduled.html"

    def matter(self, request):
        if not has_schedule(request.user):
            return {}
        found = due(request.user)
        return {"due": found[:SHOWN], "more": len(found) > SHOWN}


class OwnRecentEditsPanel(RecentEditsPanel):
    """Without pages that this person edited once and may not edit any more."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        pages = [page.pk for _when, page in context["last_edits"]]
        still = set(
            pages_of(parent_context["request"].user).filter(pk__in=pages).values_list("pk", flat=True)
        )
        context["last_edits"] = [(when, page) for when, page in context["last_edits"] if page.pk in still]
        return context


# Wagtail's own panels in the order of a working day: first what one can begin, then what others wait for.
ORDER = {
    WorkflowObjectsToModeratePanel: 150,
    UserObjectsInWorkflowModerationPanel: 165,
    RecentEditsPanel: 250,
    LockedPagesPanel: 300,
}


def arrange(panels):
    """Wagtail's list of panels, with ours and in our order."""
    for place, panel in enumerate(panels):
        if type(panel) is RecentEditsPanel:
            panels[place] = panel = OwnRecentEditsPanel()
        for kind, order in ORDER.items():
            if isinstance(panel, kind):
                panel.order = order
    panels += [WhatToDoPanel(), WaitingPanel(), ScheduledPanel()]
