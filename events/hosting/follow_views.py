"""Somebody is asked to follow a coordinator. Opening the link changes nothing; the page has the buttons."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from events.hosting import handing_over
from events.hosting.forms import Button, FollowForm
from events.roles import role_of
from home.languages import nearest, reader_language
from home.public_forms import PublicFormView, never_stored


class AskedMixin:
    """`self.asked`: what the link is about, or None where it can't be answered any more: then the page says so."""

    def dispatch(self, request, *args, **kwargs):
        self.asked = handing_over.read_token(kwargs["token"])
        if self.asked is None and request.method != "POST":
            page = render(request, "events/hosting/follow_gone.html", {"noindex": True}, status=410)
            return never_stored(page)
        return super().dispatch(request, *args, **kwargs)


class FollowView(AskedMixin, PublicFormView):
    form_class = FollowForm
    template_name = "events/hosting/follow.html"

    def get_initial(self):
        """Not the name that was given to us: whoever opens the link, a program maybe, reads of nobody."""
        return {"language": nearest(reader_language())}

    def get_context(self, form):
        if self.asked is None:
            return {"roles": []}
        day = self.asked.coordinator.edition.day
        cities = self.asked.coordinator.cities.with_names()
        return {
            "edition": self.asked.coordinator.edition,
            "roles": [(city, role_of(city, day)[0]) for city in cities],
            "no_form": Button(),
            "no_url": reverse("host-follow-no", args=[self.kwargs["token"]]),
        }

    def accept(self, form):
        done = self.asked and handing_over.accept(
            self.asked,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            agreed=form.agreed(),
        )
        return reverse("host-follow-answered", args=["yes" if done else "gone"])


class DeclineView(AskedMixin, PublicFormView):
    form_class = Button

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("host-follow", args=[kwargs["token"]]))

    def accept(self, form):
        done = self.asked and handing_over.decline(self.asked)
        return reverse("host-follow-answered", args=["no" if done else "gone"])

    def show(self, form, status=200, **words):
        return HttpResponseRedirect(reverse("host-follow", args=[self.kwargs["token"]]))


def answered(request, answer):
    template = f"events/hosting/follow_{answer}.html"
    return never_stored(render(request, template, {"noindex": True}))
