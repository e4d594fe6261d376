"""The door of the room: a mailed link shows a button, the button opens the session. Opening the link changes nothing."""

import re

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare

from events.hosting import links, sessions
from events.hosting.forms import Button, LinkForm
from events.hosting.rooms import DONE, HostActionView
from events.hosting.tasks import links_wanted
from events.models import Coordinator
from events.personal_links import HOST
from home.encryption import lookup_hash
from home.public_forms import PublicFormView, limits
from home.public_forms.views import never_stored

PLAIN = re.compile(r"[a-z0-9/-]+", re.ASCII)
DAY = 24 * 60 * 60
MOST_LINKS = 5  # a day to one address, however often somebody asks


class OpenView(PublicFormView):
    """One page for every state of a link: good, too old, revoked, not ours. Only a good one opens the room."""

    form_class = Button
    template_name = "events/hosting/open.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.coordinator, self.is_good = self.read(kwargs["token"])

    def read(self, token):
        """(the coordinator whom a link names, whether it is good); (None, False) for what we did not sign."""
        found = HOST.read(token)
        if found is None:
            return None, False
        coordinator = Coordinator.objects.select_related("person", "edition").filter(pk=found[0]).first()
        if coordinator is None:
            return None, False
        fits = constant_time_compare(coordinator.nonce, str(found[1]))
        return coordinator, fits and links.is_in_force(coordinator)

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        return response

    def get_context(self, form):
        return {
            "is_good": self.is_good,
            "is_known": self.coordinator is not None,
            "cities": list(self.coordinator.cities.with_names()) if self.is_good else [],
        }

    def taken_before(self, token):
        return None  # pressed twice, the button opens the room twice: the first answer's cookie may have been lost

    def take(self, form):
        return form

    def answer(self, form):
        if not self.is_good:
            return self.send_another()
        response = HttpResponseRedirect(self.inside() or reverse("host-room"), status=303)
        sessions.give_cookie(response, sessions.open_session(self.request, self.coordinator))
        return response

    def send_another(self):
        """The same answer whatever becomes of it: a link that somebody found tells nothing about whose it was."""
        if self.coordinator and not limits.too_often("host-link", str(self.coordinator.pk), MOST_LINKS, DAY):
            links.send_link(self.coordinator)
        return HttpResponseRedirect(reverse("host-link-sent"), status=303)

    def inside(self):
        """The page of the room that a mail led to, or "" for anything else."""
        wanted = self.request.GET.get("to", "")
        if not wanted.startswith(reverse("host-room")) or not PLAIN.fullmatch(wanted):
            return ""
        try:
            found = resolve(wanted)
        except Resolver404:
            return ""
        return wanted if (found.url_name or "").startswith("host-") else ""


class LinkView(PublicFormView):
    """“Send me my link”: the same answer, in the same time, whoever asks for whomever."""

    form_class = LinkForm
    template_name = "events/hosting/link.html"

    def accept(self, form):
        address = lookup_hash(form.cleaned_data["email"])
        sender = limits.sender(self.request)
        may = not limits.too_often("host-link-from", sender, 20, DAY) and "honeypot" not in form.doubts
        if may and not limits.too_often("host-link-to", address, MOST_LINKS, DAY):
            links_wanted.enqueue(address)
        return reverse("host-link-sent")

    def get_context(self, form):
        done = DONE.get(self.request.GET.get("done", ""))
        return {"done": done() if done else ""}


def link_sent(request):
    return never_stored(render(request, "events/hosting/link_sent.html", {"noindex": True}))


class LeaveView(HostActionView):
    """Signs this browser out."""

    def act(self):
        self.session.delete()
        return f"{reverse('host-link')}?done=signed-out"

    def answer(self, receipt):
        response = super().answer(receipt)
        sessions.take_cookie(response)
        return response
