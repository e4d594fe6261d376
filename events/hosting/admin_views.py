"""A coordinator, and a letter of one, as the desk sees them: what there is to know, and the buttons."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from events.coordinator_desk.assigned import ASSIGNED_COLUMN
from events.hosting import leaving, letters, links
from events.hosting.admin_forms import RejectForm
from events.models import Coordinator, HostLetter
from events.roles import role_of
from home.languages import bcp47, listed, name_for_reader
from home.viewsets import RecordDeleteView

LINK_SENT = "hub.coordinator.link_sent"
REVOKED = "hub.coordinator.revoked"


class CoordinatorsView(IndexView):
    """By number, edition and city. Names stand in the record of the person only."""

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("edition", "assigned_to")
        return found.prefetch_related("cities__names")


def cities_of(coordinator):
    return listed(city.display_name for city in coordinator.cities.all())


COORDINATOR_COLUMNS = [
    "__str__",
    Column("edition", label=gettext_lazy("Edition"), accessor="edition", sort_key="edition__year"),
    Column("cities", label=gettext_lazy("Cities"), accessor=cities_of),
    BooleanColumn("active", label=gettext_lazy("Active"), sort_key="active"),
    BooleanColumn("trusted", label=gettext_lazy("Trusted"), sort_key="trusted"),
    ASSIGNED_COLUMN,
    DateColumn("opened_at", label=gettext_lazy("Last in the room"), sort_key="opened_at"),
]


class AddCoordinatorView(CreateView):
    """From the page of a person it comes with that person's number."""

    def get_form_kwargs(self):
        person = self.request.GET.get("person", "")
        known = {"initial": {"person": person}} if person.isascii() and person.isdecimal() else {}
        return {**super().get_form_kwargs(), **known}


class PersonEditView(EditView):
    """Of whoever wrote to the staff one can make a coordinator. Another address is another mailbox: old mails open nothing."""

    def save_instance(self):
        from events.signing_up.changing import void_ways_in

        person = super().save_instance()
        if "email" in self.form.changed_data:
            void_ways_in(person)
        return person

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.request.user.has_perm("events.add_coordinator"):
            address = f"{reverse('coordinators:add')}?person={self.object.pk}"
            buttons.append(Button(_("Make a coordinator"), url=address, icon_name="group", priority=40))
        return buttons


class PersonDeleteView(RecordDeleteView):
    """Whom staff delete is forgotten as whoever asks for it: in every room, with mails that wait and pictures."""

    def delete_action(self):
        from events.coordinator_desk.sign_ups import erase

        erase(self.object, self.request.user)


class DeedView(InspectView):
    """`deeds`: names in the POST → methods. Whoever may change the record may do them."""

    deeds = ()

    def post(self, request, *args, **kwargs):
        if not self.user_has_permission("change"):
            raise PermissionDenied
        deed = request.POST.get("deed", "")
        answer = getattr(self, deed.replace("-", "_"))() if deed in self.deeds else None
        return answer or redirect(request.path)


class CoordinatorView(DeedView):
    template_name = "admin/hosting/coordinator.html"
    page_title = gettext_lazy("Coordinator")
    fields = ["person"]
    deeds = ("send-link", "revoke", "take-off", "take-on")

    def get_object(self, queryset=None):
        return super().get_object(Coordinator.objects.select_related("person", "edition", "assigned_to"))

    def get_context_data(self, **kwargs):
        coordinator, day = self.object, self.object.edition.day
        active = Coordinator.objects.active_in
        return super().get_context_data(
            coordinator=coordinator,
            cities=[
                (city, role_of(city, day)[0], active(city, coordinator.edition).exclude(pk=coordinator.pk))
                for city in coordinator.cities.with_names()
            ],
            link_is_good=links.is_in_force(coordinator),
            browsers=coordinator.sessions.count(),
            letters=coordinator.letters.select_related("city")[:20],
            hand_overs=coordinator.hand_overs.all()[:20],
            sure=self.request.GET.get("sure") == "take-off",
            may_change=self.user_has_permission("change"),
            person_url=reverse("contacts:edit", args=[coordinator.person_id]),
            **kwargs,
        )

    def send_link(self):
        if links.send_link(self.object):
            log(self.object, LINK_SENT, user=self.request.user)
            messages.success(self.request, _("The link is on its way."))
        else:
            messages.error(
                self.request,
                _(
                    "No link was sent: this person has no address with us, is not active, or the edition is over."
                ),
            )

    def revoke(self):
        links.revoke(self.object)
        log(self.object, REVOKED, user=self.request.user)
        messages.success(self.request, _("No link opens this room any more, and every browser in it is out."))

    def take_off(self):
        if leaving.take_off(self.object, self.request.user):
            messages.success(
                self.request,
                _(
                    "This person coordinates no longer. Their conversations are back at the desk; their events stay."
                ),
            )
        else:
            messages.error(self.request, _("This role has ended already."))

    def take_on(self):
        if leaving.take_on_again(self.object, self.request.user):
            messages.success(self.request, _("This person coordinates again. Send the personal link now."))


class LettersView(IndexView):
    """Those that wait come first."""

    def get_base_queryset(self):
        found = super().get_base_queryset().select_related("city", "edition", "assigned_to")
        return found.prefetch_related("city__names")


LETTER_COLUMNS = [
    "__str__",
    Column("city", label=gettext_lazy("City"), accessor="city.display_name"),
    Column("edition", label=gettext_lazy("Edition"), accessor="edition"),
    Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    Column("reached", label=gettext_lazy("Reached"), sort_key="reached"),
    ASSIGNED_COLUMN,
    DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
]


class LetterView(DeedView):
    template_name = "admin/hosting/letter.html"
    page_title = gettext_lazy("Letter of a coordinator")
    fields = ["state"]
    deeds = ("approve", "reject")

    def get_object(self, queryset=None):
        return super().get_object(
            HostLetter.objects.select_related("coordinator", "city", "edition", "assigned_to")
        )

    def get_context_data(self, form=None, **kwargs):
        letter = self.object
        waits = letter.state == letter.State.SUBMITTED
        return super().get_context_data(
            letter=letter,
            waits=waits,
            language=name_for_reader(letter.language),
            letter_lang=bcp47(letter.language),
            comers=letters.readers_of(letter.edition, letter.city, letter.coordinator).count()
            if waits
            else 0,
            form=form or RejectForm(),
            may_change=self.user_has_permission("change"),
            coordinator_url=reverse("coordinators:inspect", args=[letter.coordinator_id]),
            **kwargs,
        )

    def approve(self):
        return self._decide(
            lambda: letters.approve_letter(self.object, self.request.user), _("The letter is on its way.")
        )

    def reject(self):
        form = RejectForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self._decide(
            lambda: letters.reject_letter(self.object, self.request.user, form.cleaned_data["reason"]),
            _("The letter is not sent. The coordinator gets a mail that your answer waits."),
        )

    def _decide(self, deed, words):
        try:
            deed()
        except letters.Decided:
            messages.error(
                self.request,
                _("Nothing was changed: somebody has decided already, or the coordinator has left."),
            )
            return None
        messages.success(self.request, words)
        return redirect(self.index_url_name)
