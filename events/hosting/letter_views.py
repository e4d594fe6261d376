"""Writing to those who wish to come, in the room."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from events.hosting import letters
from events.hosting.forms import LetterForm
from events.hosting.rooms import HostFormView
from home.languages import nearest, reader_language

LATEST = 20


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
