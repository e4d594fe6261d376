"""The base of every page of the room: who is in, which city it is about, and what stands around it.

    class Page(HostView):
        section = "events"                      # which part of the room it belongs to, for the navigation
        def get(self, request, geonameid): ...  # self.coordinator, self.city
            return self.render("events/…html", words=…)

    class Form(HostFormView):                   # home.public_forms.PublicFormView, for who is in
        form_class, template_name, accept(form) -> address

Where the address holds a `geonameid`, `self.city` is that city; one that is not theirs is not found.
"""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_resolver, reverse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from events.hosting.forms import Button
from events.hosting.sessions import session_of, stay
from home.public_forms import PublicFormView, never_stored, same_site
from home.public_forms.bodies import unreadable

KEPT = 20_000  # characters of one field that are shown again to somebody whose session is over


class HostMixin:
    section = ""
    most_bytes = PublicFormView.most_bytes
    session = coordinator = city = None

    def dispatch(self, request, *args, **kwargs):
        self.session = session_of(request)
        if self.session is None:
            response = self.turn_away(request)
        else:
            self.coordinator = self.session.coordinator
            try:
                response = self.enter(request, *args, **kwargs)
            except Http404 as error:
                response = get_resolver().resolve_error_handler(404)(request, exception=error)
        patch_vary_headers(response, ["Cookie"])
        return never_stored(response)

    def enter(self, request, *args, **kwargs):
        if "geonameid" in kwargs:
            self.city = self.my_city(kwargs["geonameid"])
        if request.method == "POST":
            stay(self.session)
        return super().dispatch(request, *args, **kwargs)

    def turn_away(self, request):
        """Who is not in is led to the page that sends their link. What they were writing is shown to them, to keep."""
        if request.method != "POST" or unreadable(request, self.most_bytes) or not same_site(request):
            return HttpResponseRedirect(reverse("host-link"))
        hidden = {"token_field", "website"}
        written = [
            value[:KEPT]
            for name, values in request.POST.lists()
            if name not in hidden
            for value in values
            if len(value) > 30
        ]
        words = {"written": written[:5], "noindex": True}
        return render(request, "events/hosting/turned_away.html", words, status=403)

    @cached_property
    def cities(self):
        return sorted(self.coordinator.cities.with_names(), key=lambda city: city.display_name)

    def my_city(self, geonameid):
        found = next((city for city in self.cities if city.geonameid == geonameid), None)
        if found is None:
            raise Http404
        return found

    def room(self):
        """What every template of the room is given."""
        return {
            "coordinator": self.coordinator,
            "edition": self.coordinator.edition,
            "city": self.city or (self.cities[0] if self.cities else None),
            "cities": self.cities,
            "section": self.section,
            "leave_form": Button(),
            "done": DONE.get(self.request.GET.get("done", ""), lambda: "")(),
            "noindex": True,
        }

    def render(self, template, status=200, **words):
        return render(self.request, template, {**self.room(), **words}, status=status)


@method_decorator(csrf_exempt, name="dispatch")  # no CSRF cookie: forms carry a token of their own
class HostView(HostMixin, View):
    """A page of the room that is only read."""

    http_method_names = ["get", "head"]


class HostFormView(HostMixin, PublicFormView):
    """A form of the room. `once`: False where sending it again does no harm and may mean something new."""

    once = True

    def get_context(self, form):
        return self.room()

    def taken_before(self, token):
        return super().taken_before(token) if self.once else None

    def take(self, form):
        if self.once:
            return super().take(form)
        return Taken(self.accept(form))


class Taken:
    """Stands for the receipt of a form of which none is kept."""

    def __init__(self, answer):
        self.answer = answer


class HostActionView(HostFormView):
    """A button on another page: `act() -> address`. Whoever opens its address is led to the room."""

    form_class = Button
    once = False
    http_method_names = ["get", "head", "post"]

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("host-room"))

    def accept(self, form):
        return self.act()

    def show(self, form, status=200, **words):
        """A stale or foreign button: nothing is done, and the page it stands on is shown anew."""
        return HttpResponseRedirect(f"{reverse('host-room')}?done=again")


DONE = {
    "saved": lambda: _("That is saved."),
    "again": lambda: _("That page was open for too long. Nothing has been changed; please try once more."),
    "sent": lambda: _("Your message is on its way."),
    "waits": lambda: _("Thank you. Somebody of the desk reads your message first, then it is sent."),
    "asked": lambda: _("Your question is with the desk. You get a mail when an answer waits."),
    "invited": lambda: _("We have written to that person. You stay in charge until they accept."),
    "mine": lambda: _("The link is on its way to your e-mail address."),
    "taken-back": lambda: _("That is taken back."),
    "signed-out": lambda: _("That browser is signed out."),
}
"""What a page says at its top after something was done: code in the address → words."""
