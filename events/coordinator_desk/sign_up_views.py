"""One sign-up at the desk: who it is from, and what is done with it. That it was looked at is kept."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from events import signing_up
from events.coordinator_desk import sign_ups
from events.coordinator_desk.admin_forms import DeclineForm
from events.coordinator_desk.person import of_sign_up
from events.hosting.accepting import words_of
from events.models import SignUp
from home.languages import name_for_reader

SURE = {
    "erase": gettext_lazy(
        "Everything that the hub keeps of this person goes, in every edition: sign-ups, agreements, conversations, proposals that wait. What is published stays without their name. This can't be undone."
    ),
    "decline": gettext_lazy("This sign-up is declined. Whoever confirmed their address gets a kind answer."),
}


class SignUpView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/coordinator_desk/sign_up.html"
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        rights = ("events.view_signup", "events.view_privatecontact")
        if not all(request.user.has_perm(right) for right in rights):
            raise PermissionDenied
        found = SignUp.objects.select_related("person", "edition", "event__city", "assigned_to")
        self.sign_up = get_object_or_404(found, pk=kwargs["pk"])
        self.page_title = _("Sign-up %(number)s") % {"number": self.sign_up}
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("sign-ups:index"), "label": _("Sign-ups")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        sure = self.request.GET.get("sure", "")
        if sure in SURE:
            form = DeclineForm() if sure == "decline" else None
            return super().get_context_data(**self.asked(sure, form), **kwargs)
        log(self.sign_up, sign_ups.SEEN, user=self.request.user)
        may_change = self.request.user.has_perm("events.change_signup")
        return super().get_context_data(
            sign_up=self.sign_up,
            **of_sign_up(self.sign_up),
            may_accept=may_change and sign_ups.may_accept(self.sign_up),
            seen=words_of(self.sign_up),
            may_decline=may_change and sign_ups.may_decline(self.sign_up),
            may_release=may_change and self.sign_up.state == SignUp.State.HELD,
            may_erase=self.request.user.has_perm("events.delete_privatecontact"),
            **kwargs,
        )

    def asked(self, sure, form):
        """What the page shows that asks before. Words are for whoever confirmed: to nobody else goes a mail."""
        return {
            "sure": sure,
            "sure_words": SURE[sure],
            "form": form if self.sign_up.confirmed_at else None,
            "too_late": sure == "decline" and not sign_ups.may_decline(self.sign_up),
            "language": name_for_reader(self.sign_up.language),
        }

    def post(self, request, *args, **kwargs):
        deed = request.POST.get("deed", "")
        right = "events.delete_privatecontact" if deed == "erase" else "events.change_signup"
        if not request.user.has_perm(right):
            raise PermissionDenied
        act = {
            "accept": self.accept,
            "decline": self.decline,
            "release": self.release,
            "erase": self.erase,
        }.get(deed)
        return (act() if act else None) or redirect("sign-ups:one", self.sign_up.pk)

    def accept(self):
        chosen = set(self.request.POST.getlist("cities"))
        cities = [city for city in self.sign_up.cities.all() if str(city.pk) in chosen]
        if not cities:
            messages.error(self.request, _("Tick at least one city. Nothing was changed."))
        elif sign_ups.accept(self.sign_up, self.request.user, cities, self.request.POST.get("seen")):
            messages.success(self.request, _("Accepted. The personal link is on its way."))
        else:
            self.too_late()

    def decline(self):
        form = DeclineForm(self.request.POST)
        if form.is_valid():
            words = form.cleaned_data["words"]
            if signing_up.decline(self.sign_up, self.request.user, words):
                messages.success(self.request, _("Declined."))
                return None
            self.too_late()
            if not words:
                return None
        self.sign_up.refresh_from_db()
        return self.render_to_response(super().get_context_data(**self.asked("decline", form)))

    def release(self):
        if sign_ups.release(self.sign_up, self.request.user):
            messages.success(
                self.request, _("Let go: the mail that asks to confirm the address is on its way.")
            )
        else:
            self.too_late()

    def erase(self):
        sign_ups.erase(self.sign_up.person, self.request.user)
        messages.success(self.request, _("Everything of this person is erased."))
        return redirect("sign-ups:index")

    def too_late(self):
        messages.error(self.request, _("Somebody has decided about it meanwhile. Nothing was changed."))
