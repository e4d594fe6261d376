"""Writing to those who wish to come, in the room; and the page on which they read it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from events.hosting import letters
from events.hosting.forms import Button, LetterForm
from events.hosting.rooms import HostFormView
from events.retention import is_over
from home.languages import nearest, reader_language
from home.public_forms import PublicFormView, never_stored
from home.public_forms.bodies import unreadable

LATEST = 20
MOST_BYTES = 10_000


class LettersView(HostFormView):
    section = "letters"
    form_class = LetterForm
    template_name = "events/hosting/letters.html"

    @property
    def looks_first(self):
        """Whatever is not said to be sent is shown first, as it will be read."""
        return "send" not in self.request.POST

    def take(self, form):
        return form if self.looks_first else super().take(form)

    def answer(self, receipt):
        if self.looks_first:
            return self.show(receipt, preview=receipt.cleaned_data["text"])
        return super().answer(receipt)

    def accept(self, form):
        try:
            letter = letters.write(
                self.coordinator, self.city, nearest(reader_language()), form.cleaned_data["text"]
            )
        except letters.TooMany:
            raise ValidationError(
                _(
                    "You have written %(number)d messages today. Write the next one tomorrow, so that people read them."
                )
                % {"number": letters.MOST}
            ) from None
        done = "sent" if letter.state == letter.State.SENT else "waits"
        return f"{reverse('host-letters', args=[self.city.geonameid])}?done={done}"

    def get_context(self, form):
        edition, city = self.coordinator.edition, self.city
        return {
            **super().get_context(form),
            "comers": letters.readers_of(edition, city, self.coordinator).count(),
            "written": self.coordinator.letters.filter(city=city)[:LATEST],
            "may_write": letters.may_write(self.coordinator),
            "language": nearest(reader_language()),
        }


class ReadView(PublicFormView):
    """The letter, for whoever it reached. Opening it changes nothing; the button stops further ones."""

    form_class = Button
    template_name = "events/hosting/letter.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        found = letters.read_token(kwargs["token"])
        self.reader = None if found is None or is_over(found.letter.edition) else found

    def taken_before(self, token):
        return None

    def take(self, form):
        if self.reader:
            letters.stop(self.reader)
        return form

    def answer(self, form):
        return HttpResponseRedirect(f"{self.request.path}?done=stopped", status=303)

    def get_context(self, form):
        if self.reader is None:
            return {"letter": None}
        letter = self.reader.letter
        return {
            "letter": letter,
            "city": letter.city,
            "wants": letters.wants_letters(self.reader.person, letter.edition),
        }


class StopView(ReadView):
    """What mail programs call (RFC 8058): a bare POST stops the letters. Whoever opens the address sees the page."""

    def post(self, request, *args, **kwargs):
        if unreadable(request, MOST_BYTES) or request.POST.get("List-Unsubscribe") != "One-Click":
            return super().post(request, *args, **kwargs)
        if self.reader:
            letters.stop(self.reader)
        return never_stored(HttpResponse(status=204))
