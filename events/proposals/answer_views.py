"""The page of somebody who told of an event, behind a mailed link: the answer, and the event to be changed or taken back."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.doors import DoorView, too_late
from events.hosting.forms import Button
from events.models import EventProposal
from events.personal_links import PROPOSAL, PROPOSAL_ROOM
from events.proposals import mine
from events.proposals.forms import EventForm
from events.proposals.proposing import send_again, withdraw
from home.public_forms import PublicFormView, never_stored
from home.routing import page_address


def proposal_of(signed):
    """The proposal that (pk, nonce) of a link names, or None where the link isn't ours or is void."""
    pk, nonce = signed or (None, None)
    found = EventProposal.objects.select_related("city", "edition", "sign_up__person", "event").filter(pk=pk)
    proposal = found.first() if isinstance(pk, int) else None
    known = proposal is not None and proposal.sign_up_id and proposal.sign_up.person.nonce == nonce
    return proposal if known and proposal.state != EventProposal.State.WITHDRAWN else None


class AnswerDoorView(DoorView):
    title = gettext_lazy("The event that you told us of")
    submit = gettext_lazy("Show it")
    sentences = (
        gettext_lazy(
            "Here you read our answer, and change or take back what you sent us. Nobody else has this link; keep it to yourself."
        ),
        gettext_lazy("It stays open for twelve hours, then your link opens it again."),
    )

    def find(self, token):
        return proposal_of(PROPOSAL.read(token))

    def room(self):
        return PROPOSAL_ROOM.address(self.found.pk, self.found.sign_up.person.nonce)

    def gone(self):
        return render(self.request, "events/proposals/void.html", {"noindex": True}, status=404)


class TellerView(PublicFormView):
    """In the room: what the address is about, while it is open."""

    def dispatch(self, request, *args, **kwargs):
        self.proposal = proposal_of(PROPOSAL_ROOM.read(kwargs["token"]))
        if self.proposal is None:
            return too_late(request, self.form_class, _("This page is closed again"))
        return super().dispatch(request, *args, **kwargs)

    def here(self, done=""):
        return reverse("proposal-room", args=[self.kwargs["token"]]) + (f"?done={done}" if done else "")


class AnswerView(TellerView):
    form_class = EventForm
    template_name = "events/proposals/answer.html"

    def make_form(self, *args):
        return self.form_class(
            *args,
            city=self.proposal.city,
            edition=self.proposal.edition,
            content=self.proposal.said,
            level=EventForm.TELLER,
            holder=f"proposal:{self.proposal.pk}",
            initial={"language": self.proposal.language},
        )

    def accept(self, form):
        if send_again(self.proposal, form.said(), form.text_language) is None:
            raise form.overtaken()
        return self.here("proposed")

    def get_context(self, form):
        page = mine.pages_of([self.proposal.event_id]).get(self.proposal.event_id)
        return {
            **super().get_context(form),
            "proposal": self.proposal,
            "withdraw_form": Button(),
            "token": self.kwargs["token"],
            "event_page": page,
            "event_address": page_address(page) if page else "",
            "done": _("Thank you. Staff look at it before anybody else can read it.")
            if self.request.GET.get("done") == "proposed"
            else "",
        }


class TakeBackView(TellerView):
    form_class = Button
    http_method_names = ["get", "head", "post"]

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.here())

    def accept(self, form):
        withdraw(self.proposal)
        return reverse("proposal-taken-back")

    def show(self, form, status=200, **words):
        return HttpResponseRedirect(self.here())


def taken_back(request):
    return never_stored(render(request, "events/proposals/taken_back.html", {"noindex": True}))
