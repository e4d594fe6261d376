"""A coordinator's letter, for whoever it reached: a door, and behind its button the letter. Further ones are stopped in both."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.doors import DoorView, too_late
from events.hosting import letters
from events.hosting.forms import Button
from events.personal_links import LETTER, LETTER_ROOM
from home.public_forms import PublicFormView, never_stored
from home.public_forms.bodies import unreadable

MOST_BYTES = 10_000


class LetterDoorView(DoorView):
    """It does not say from where the letter is: whoever looks at links by themselves learns nothing."""

    template_name = "events/hosting/letter_door.html"
    title = gettext_lazy("A message from a coordinator")
    submit = gettext_lazy("Read the message")
    sentences = (
        gettext_lazy("Somebody who coordinates the Day has written to those who would like to come."),
        gettext_lazy("The message stays open for twelve hours, then your link opens it again."),
    )

    def find(self, token):
        return letters.reader_of(LETTER.read(token))

    def room(self):
        return LETTER_ROOM.address(self.found.pk, self.found.person.nonce)

    def gone(self):
        return render(
            self.request, "events/hosting/letter.html", {"letter": None, "noindex": True}, status=404
        )

    def get_context(self):
        return {
            "stop_form": Button(),
            "stop_url": reverse("host-letter-stop", args=[self.kwargs["token"]]),
            "done": self.request.GET.get("done"),
        }


class StoppingView(PublicFormView):
    """The button that stops further letters. `self.reader`: who presses it, or None."""

    form_class = Button
    reader = None

    def taken_before(self, token):
        return None

    def take(self, form):
        if self.reader:
            letters.stop(self.reader)
        return form


class StopView(StoppingView):
    """What mail programs call (RFC 8058): a bare POST stops the letters, without a door. Whoever opens the address is led to it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.reader = letters.reader_of(LETTER.read(kwargs["token"]))

    def post(self, request, *args, **kwargs):
        if unreadable(request, MOST_BYTES) or request.POST.get("List-Unsubscribe") != "One-Click":
            return super().post(request, *args, **kwargs)
        if self.reader:
            letters.stop(self.reader)
        return never_stored(HttpResponse(status=204))

    def answer(self, form):
        return HttpResponseRedirect(self.door("?done=stopped"), status=303)

    def show(self, form, status=200, **words):
        """Nothing stands here: a stale button is pressed once more where it was."""
        return HttpResponseRedirect(self.door("?done=again"), status=303)

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.door())

    def door(self, query=""):
        return reverse("host-letter", args=[self.kwargs["token"]]) + query


class LetterRoomView(StoppingView):
    template_name = "events/hosting/letter.html"

    def dispatch(self, request, *args, **kwargs):
        self.reader = letters.reader_of(LETTER_ROOM.read(kwargs["token"]))
        if self.reader is None:
            return too_late(request, self.form_class, _("This message is closed again"))
        return super().dispatch(request, *args, **kwargs)

    def answer(self, form):
        return HttpResponseRedirect(self.request.path, status=303)

    def get_context(self, form):
        letter = self.reader.letter
        return {
            "letter": letter,
            "city": letter.city,
            "wants": letters.wants_letters(self.reader.person, letter.edition),
        }
