"""Who I am in the room: how readers see me, where I am signed in, questions to staff, handing over, giving back."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.hosting import city_page, handing_over, leaving, sessions
from events.hosting.displaying import show_as
from events.hosting.forms import Button, DisplayForm, HandOverForm, QuestionForm
from events.hosting.opening import DAY, MOST_LINKS
from events.hosting.rooms import HostActionView, HostFormView
from events.models import Conversation, HandOver, HostSession
from events.signing_up.changing import send_link
from events.times import utc_offset_label
from home.public_forms import limits, never_stored


def _me(done):
    return f"{reverse('host-me')}?done={done}"


class MeView(HostFormView):
    section = "me"
    form_class = DisplayForm
    template_name = "events/hosting/me.html"
    once = False

    def get_initial(self):
        return {"display": self.coordinator.display, "organisation": self.coordinator.organisation}

    def accept(self, form):
        show_as(self.coordinator, **form.cleaned_data)
        return _me("saved")

    def get_context(self, form):
        zone = self.coordinator.cities.order_by("pk").values_list("time_zone", flat=True).first() or "UTC"
        return {
            **super().get_context(form),
            "zone": ZoneInfo(zone),
            "zone_label": utc_offset_label(timezone.now(), zone),
            "sessions": self.coordinator.sessions.filter(expires_at__gt=timezone.now()).order_by(
                "-created_at"
            ),
            "session": self.session,
            "asked": self.coordinator.hand_overs.filter(state=HandOver.State.ASKED).first(),
        }


class MineView(HostActionView):
    """The link to what is kept of them goes to their address. It is not for whoever has got into the room only."""

    def act(self):
        person = self.coordinator.person
        if not limits.too_often("mine-from-room", str(person.pk), MOST_LINKS, DAY):
            send_link(person)
        return _me("mine")


class EndSessionView(HostActionView):
    """Signs another browser out."""

    def act(self):
        HostSession.objects.filter(coordinator=self.coordinator, pk=self.kwargs["pk"]).exclude(
            pk=self.session.pk
        ).delete()
        return _me("signed-out")


class StaffView(HostFormView):
    section = "staff"
    form_class = QuestionForm
    template_name = "events/hosting/staff.html"

    def accept(self, form):
        from events.conversations import ask_staff

        ask_staff(self.coordinator, self.city, form.cleaned_data["text"])
        return f"{reverse('host-staff', args=[self.city.geonameid])}?done=asked"

    def get_context(self, form):
        kind = Conversation.Kind.STAFF
        asked, _more = city_page.conversations(self.coordinator, self.city, kind=kind)
        return {**super().get_context(form), "asked": asked}


class HandOverView(HostFormView):
    section = "me"
    form_class = HandOverForm
    template_name = "events/hosting/hand_over.html"

    def accept(self, form):
        try:
            handing_over.ask(self.coordinator, **form.cleaned_data)
        except handing_over.NotPossible as error:
            raise ValidationError(error.args[0]) from None
        return _me("invited")

    def get_context(self, form):
        asked = self.coordinator.hand_overs.filter(state=HandOver.State.ASKED).exists()
        return {**super().get_context(form), "asked": asked}


class TakeBackView(HostActionView):
    def act(self):
        for asked in self.coordinator.hand_overs.filter(state=HandOver.State.ASKED).select_related("person"):
            leaving.take_back(asked)
        return _me("taken-back")


class FindSomebodyView(HostActionView):
    """The staff are asked to find who follows, in each city."""

    def act(self):
        from events.conversations import ask_staff

        for city in self.cities:
            ask_staff(self.coordinator, city, _("Please find somebody who takes over this city from me."))
        return _me("asked")


class WithdrawView(HostFormView):
    """Says first what will happen; the button gives the role back."""

    section = "me"
    form_class = Button
    template_name = "events/hosting/withdraw.html"

    def accept(self, form):
        leaving.withdraw(self.coordinator)
        return reverse("host-withdrawn")

    def answer(self, receipt):
        response = super().answer(receipt)
        sessions.take_cookie(response)
        return response


def withdrawn(request):
    return never_stored(render(request, "events/hosting/withdrawn.html", {"noindex": True}))
