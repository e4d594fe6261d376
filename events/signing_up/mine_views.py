"""What is mine: a person sees, changes, takes back, carries away and erases what the hub keeps of them."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.models import SignUp
from events.personal_links import MINE_ROOM
from events.signing_up import changing, deciding, mine_forms
from events.signing_up.erasing import erase
from events.signing_up.exporting import everything
from events.signing_up.link_views import STANDS, LinkedView, person_of, room_address
from events.signing_up.showing import shown
from events.signing_up.thanks import gone
from home.public_forms import never_stored


def _person(token):
    return person_of(MINE_ROOM.read(token))


@require_safe
def room(request, token):
    person = _person(token)
    if person is None:
        return gone(request)
    context = {"noindex": True, "page_type": "sign-up-room", "token": token, **shown(person)}
    return never_stored(render(request, "events/signing_up/mine.html", context))


@require_safe
def file(request, token):
    """Everything as a file that other programs can read."""
    person = _person(token)
    if person is None:
        return gone(request)
    answer = JsonResponse(everything(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="what-we-keep-of-you.json"'
    return never_stored(answer)


class RoomView(LinkedView):
    """A page of the room with one form, or one button."""

    template_name = "events/signing_up/mine_form.html"

    def find(self, token):
        return _person(token)

    def back(self):
        return reverse("sign-up-room", args=[self.kwargs["token"]])

    def get_context(self, form):
        return {"sentences": self.sentences, "back": self.back()}


class PersonView(RoomView):
    form_class = mine_forms.PersonForm
    title = _("Change who you are to us")
    submit = _("Save")

    def get_initial(self):
        return {name: getattr(self.found, name) for name in ("name", "email", "telephone", "language")}

    def accept(self, form):
        asked = changing.change_person(self.found, **form.cleaned_data)
        return f"{self.back()}?saved={'email' if asked else 'yes'}"


class OneView(RoomView):
    """About one row of this person: `rows(person)` are those it may be."""

    def find(self, token):
        person = super().find(token)
        self.one = self.rows(person).filter(pk=self.kwargs["pk"]).first() if person else None
        return person if self.one else None

    def rows(self, person):
        return person.sign_ups.filter(state__in=STANDS).select_related("person", "edition", "event__city")


class SignUpChangeView(OneView):
    form_class = mine_forms.SignUpChangeForm
    title = _("Change your sign-up")
    submit = _("Save")

    def rows(self, person):
        return super().rows(person).filter(kind__in=[SignUp.Kind.JOIN, SignUp.Kind.COORDINATE])

    def make_form(self, *args):
        return self.form_class(*args, initial=None if args else self.get_initial(), sign_up=self.one)

    def get_initial(self):
        names = self.form_class.fields_of(self.one)
        cities = {"cities": list(self.one.cities.with_names())} if "cities" in names else {}
        return {name: getattr(self.one, name) for name in names} | cities

    def accept(self, form):
        if not form.cleaned_data:
            raise ValidationError(gettext("There is nothing to change here."))
        changing.change_sign_up(self.one, **form.cleaned_data)
        return f"{self.back()}?saved=yes"


class WithdrawView(OneView):
    title = _("Withdraw this sign-up")
    submit = _("Withdraw it")
    sentences = (
        _("You are not expected any more, and conversations that began with it end."),
        _("If you coordinate by it, others are asked to take your place."),
    )

    def accept(self, form):
        deciding.withdraw(self.one)
        return f"{self.back()}?saved=withdrawn"


class TakeBackView(OneView):
    title = _("Take your consent back")
    submit = _("Take it back")

    def rows(self, person):
        return person.consents.filter(withdrawn_at__isnull=True)

    def get_context(self, form):
        return {**super().get_context(form), "sentences": deciding.what_ends(self.one), "agreement": self.one}

    def accept(self, form):
        deciding.take_back(self.found, self.one)
        return f"{self.back()}?saved=taken-back"


class VoidView(RoomView):
    title = _("Make my old links void")
    submit = _("Make them void")
    sentences = (
        _("Links in all messages that we sent you until now open nothing any more."),
        _("A message with your new link is sent to you at once."),
    )

    def accept(self, form):
        changing.void_links(self.found)
        return f"{room_address(self.found)}?saved=void"


class EraseView(RoomView):
    title = _("Erase everything")
    submit = _("Erase everything for good")
    sentences = (
        _("Your sign-ups, your consents, your conversations and everything you wrote to us is erased now."),
        _("Events of yours that are published stay, without your name."),
        _("This cannot be undone."),
    )

    def accept(self, form):
        erase(self.found)
        return reverse("sign-up-thanks", args=["erased"])
