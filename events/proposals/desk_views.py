"""Proposed events in the admin, for the coordinator desk: the list, one as readers would see it, and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.models import EventProposal, PublicDisplay
from events.proposals import doubts, hosts
from events.proposals.content import read
from events.proposals.deciding import Overtaken, approve, ask_for_changes, reject, seen_version
from events.proposals.desk_looks import SEE, reasons
from events.proposals.differences import rows
from events.proposals.filtering import Filter
from home.languages import bcp47, direction, name_for_reader

PER_PAGE = 50
MOST_TEXT = 5000
DECIDE = "events.change_eventproposal"
RELATED = ("city", "edition", "coordinator", "sign_up", "event__city", "assigned_to", "decided_by", "picture")


class DeskView(WagtailAdminTemplateMixin):
    header_icon = "date"
    needs = SEE

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ProposalsView(DeskView, TemplateView):
    template_name = "admin/proposals/list.html"
    page_title = gettext_lazy("Events to moderate")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        chosen = Filter(self.request)
        found = chosen.apply(EventProposal.objects.select_related(*RELATED).prefetch_related("city__names"))
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page, table=[_line(each) for each in page], chosen=chosen, query=chosen.query, **kwargs
        )


def _line(proposal):
    return {
        "proposal": proposal,
        "title": read(proposal.said)["title"] if proposal.content else "",
        "language": name_for_reader(proposal.language),
        "doubts": len(doubts.in_text(proposal)) if proposal.is_open else 0,
    }


class ProposalView(DeskView, TemplateView):
    """One proposal. What is posted is a decision on the version that was shown."""

    template_name = "admin/proposals/proposal.html"

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(SEE):
            self.proposal = get_object_or_404(EventProposal.objects.select_related(*RELATED), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self):
        return _("Proposed event #%(number)d") % {"number": self.proposal.pk}

    def get_breadcrumbs_items(self):
        above = {"url": reverse("proposal_list"), "label": _("Events to moderate")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        proposal = self.proposal
        said = read(proposal.said)
        events, proposals = doubts.same_elsewhere(proposal) if proposal.is_open else ([], [])
        display, shown_word = hosts.shown_as(proposal, said)
        by_group = display == PublicDisplay.ORGANISATION
        word = hosts.named_by(proposal, said)
        return super().get_context_data(
            **{
                "proposal": proposal,
                "title": said["title"],
                "said": said,
                "rows": rows(proposal) if proposal.content else [],
                "doubts": doubts.in_text(proposal) if proposal.is_open else [],
                "same_events": events,
                "same_proposals": [(each, read(each.said)["title"]) for each in proposals],
                "language": name_for_reader(proposal.language),
                "lang": bcp47(proposal.language),
                "dir": direction(proposal.language),
                "display": PublicDisplay(display).label,
                "shown_word": shown_word,
                "new_word": word is not None and not word.is_agreed,
                "new_organisation": bool(by_group and shown_word and not hosts.find_organisation(shown_word)),
                "seen": seen_version(proposal),
                "may_decide": self.request.user.has_perm(DECIDE),
                "written": "",
                **kwargs,
            }
        )

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(DECIDE):
            raise PermissionDenied
        return self.decide(request.POST.get("do"), request.POST.get("text", "").replace("\0", ""))

    def decide(self, do, text):
        seen, user = self.request.POST.get("seen", ""), self.request.user
        if do in ("changes", "reject") and not text.strip():
            return self.again(
                _("Write to the host what is to be changed, or why it can't be published."), text
            )
        if len(text) > MOST_TEXT:
            return self.again(_("That is too long: at most %(most)d characters.") % {"most": MOST_TEXT}, text)
        deeds = {
            "approve": lambda: approve(self.proposal, user, seen=seen),
            "trust": lambda: approve(self.proposal, user, seen=seen, trust=True),
            "changes": lambda: ask_for_changes(self.proposal, user, text, seen=seen),
            "reject": lambda: reject(self.proposal, user, text, seen=seen),
        }
        if do not in deeds:
            return self.again(_("Choose what is to be done."), text)
        try:
            deeds[do]()
        except Overtaken as error:
            self.proposal.refresh_from_db()
            return self.again(" ".join(error.messages), text)
        except ValidationError as error:
            return self.again(
                _("It can't be published yet. %(why)s") % {"why": " ".join(reasons(error))}, text
            )
        messages.success(self.request, _("Done. The host gets a mail that an answer waits."))
        return redirect("proposal_list")

    def again(self, message, text):
        """What was written is still there."""
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(written=text[:MOST_TEXT]), status=422)
