"""What this package adds to Wagtail's admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from events.models import EventProposal
from events.proposals import desk_looks, desk_views


@hooks.register("register_log_actions")
def log_actions(actions):
    said = {
        EventProposal.State.APPROVED: _("Approved a proposed event"),
        EventProposal.State.CHANGES: _("Asked for changes of a proposed event"),
        EventProposal.State.REJECTED: _("Rejected a proposed event"),
    }
    for state, words in said.items():
        actions.register_action(f"events.proposal.{state}", state.label, words)
    actions.register_action(
        "events.coordinator.trusted", _("Trusted"), _("Trusted a coordinator with events of their own")
    )
    for status, words in {
        "postponed": _("Its host postponed an event"),
        "cancelled": _("Its host cancelled an event"),
        "confirmed": _("Its host said that an event takes place after all"),
    }.items():
        actions.register_action(f"events.host.{status}", words, words)


@hooks.register("register_admin_urls")
def desk_urls():
    return [
        path("proposed-events/", desk_views.ProposalsView.as_view(), name="proposal_list"),
        path("proposed-events/<int:pk>/", desk_views.ProposalView.as_view(), name="proposal_desk"),
        path("proposed-events/<int:pk>/preview/", desk_looks.PreviewView.as_view(), name="proposal_preview"),
        path("proposed-events/<int:pk>/picture/", desk_looks.PictureView.as_view(), name="proposal_picture"),
    ]
