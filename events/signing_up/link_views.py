"""Pages behind mailed links: each has a button, and only the button does something."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.doors import DoorView
from events.models import PrivateContact, SignUp
from events.personal_links import CONFIRM, EMAIL, MINE, MINE_ROOM
from events.signing_up.changing import AddressTaken, change_address
from events.signing_up.confirming import confirm
from events.signing_up.expiring import CONFIRM_WITHIN
from events.signing_up.letters import new_address_nonce
from events.signing_up.places import places
from events.signing_up.thanks import gone
from home.public_forms import ButtonForm, PublicFormView, never_stored

State = SignUp.State
STANDS = {State.WAITING, State.ACCEPTED}


class LinkedView(PublicFormView):
    """`find(token)` gives what the link is about, or None: then the page says that it opens nothing any more."""

    form_class = ButtonForm
    template_name = "notice_page.html"
    sentences = ()

    def setup(self, request, *args, token, **kwargs):
        super().setup(request, *args, token=token, **kwargs)
        self.found = self.find(token)

    def dispatch(self, request, *args, **kwargs):
        if self.found is None:
            return gone(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context(self, form):
        return {"sentences": self.sentences}

    def find(self, token):
        raise NotImplementedError


class ConfirmView(LinkedView):
    template_name = "events/signing_up/confirm.html"
    title = _("Confirm your address")
    submit = _("Yes, this is my address")

    def find(self, token):
        pk, nonce = CONFIRM.read(token, max_age=CONFIRM_WITHIN) or (None, None)
        found = SignUp.objects.filter(pk=pk, nonce=nonce, state__in=[State.UNCONFIRMED, *STANDS])
        return found.select_related("person", "edition", "event").first() if pk else None

    def dispatch(self, request, *args, **kwargs):
        if self.found is not None and self.found.state in STANDS:
            return self.say_it_is_done()
        return super().dispatch(request, *args, **kwargs)

    def say_it_is_done(self):
        context = {"title": _("Your address is confirmed"), "page_type": "sign-up-confirmed", "noindex": True}
        context |= self.get_context(None)
        return never_stored(render(self.request, self.template_name, context))

    def accept(self, form):
        now = confirm(self.found)
        if now is not None and now.pk == self.found.pk:
            return self.request.path
        return reverse("sign-up-thanks", args=["known"])

    def get_context(self, form):
        return {
            "sign_up": self.found,
            "places": places(self.found.edition, self.found.cities.with_names()),
            "agreements": self.found.person.consents.filter(withdrawn_at__isnull=True).order_by("pk")
            if form
            else (),
        }


class EmailView(LinkedView):
    title = _("Use this e-mail address")
    submit = _("Yes, write to me here")
    sentences = (_("Until you press the button, we use the address we had."),)

    def find(self, token):
        pk, nonce = EMAIL.read(token, max_age=CONFIRM_WITHIN) or (None, None)
        person = PrivateContact.objects.filter(pk=pk).first() if pk else None
        right = person and person.new_email and new_address_nonce(person) == nonce
        return person if right else None

    def accept(self, form):
        try:
            change_address(self.found)
        except AddressTaken:
            return reverse("sign-up-thanks", args=["email-taken"])
        return reverse("sign-up-thanks", args=["email"])


class MineView(DoorView):
    title = _("What we keep of you")
    submit = _("Show it")
    sentences = (
        _("See, change, take back or erase what you sent us. No password is needed: the link is the key."),
    )

    def find(self, token):
        return person_of(MINE.read(token))

    def gone(self):
        return gone(self.request)

    def room(self):
        return room_address(self.found)


def person_of(signed):
    """The person whom (pk, nonce) of a link names, while the nonce is theirs."""
    pk, nonce = signed or (None, None)
    return PrivateContact.objects.filter(pk=pk, nonce=nonce).first() if pk and nonce else None


def room_address(person):
    return MINE_ROOM.address(person.pk, person.nonce)
