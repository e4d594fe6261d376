"""What a host does about an event of theirs beside writing: take back, postpone, cancel; and a look at a picture they sent."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from events.hosting.rooms import HostActionView, HostFormView, HostView
from events.proposals import mine, pictures
from events.proposals.changing import NEXT, set_status
from events.proposals.proposing import withdraw
from events.proposals.publishing import original_page
from events.proposals.status_form import StatusForm
from home.models import HubImage
from home.pictures import withholding


class WithdrawView(HostActionView):
    def act(self):
        proposal = get_object_or_404(mine.proposals_of(self.coordinator, self.city), pk=self.kwargs["pk"])
        done = "taken-back" if withdraw(proposal) else "again"
        return f"{reverse('host-events', args=[self.city.geonameid])}?done={done}"


class StatusView(HostFormView):
    """Postpone, cancel, or say that it takes place after all."""

    section = "events"
    form_class = StatusForm
    template_name = "events/proposals/status.html"

    @cached_property
    def event(self):
        found = get_object_or_404(mine.events_of(self.coordinator, self.city), pk=self.kwargs["pk"])
        if found.is_past or not NEXT.get(found.status):
            raise Http404
        return found

    def make_form(self, *args):
        return self.form_class(*args, event=self.event)

    def accept(self, form):
        cleaned = form.cleaned_data
        done = set_status(self.event, cleaned["status"], cleaned["reason"])
        return f"{reverse('host-events', args=[self.city.geonameid])}?done={'told' if done else 'again'}"

    def get_context(self, form):
        page = original_page(self.event)
        return {**super().get_context(form), "event": self.event, "event_page": page}


class PictureView(HostView):
    """A picture that this host has sent and nobody has approved: a look at it, kept nowhere."""

    def get(self, request, reference):
        pk = pictures.referred(reference, f"coordinator:{self.coordinator.pk}")
        image = HubImage.every.filter(pk=pk).first() if pk else None
        found = withholding.preview(image) if image else None
        if found is None:
            raise Http404
        return HttpResponse(found, content_type="image/jpeg")
