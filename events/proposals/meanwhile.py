"""A form that knows what the event said when its host opened it, so that nobody's change is undone unseen."""

from contextlib import suppress

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.proposals.content import changed, read

SEEN = "events.proposals.seen"


class Follows:
    """For a form with the field `seen`, and `said() -> content`. `now`, `before`: contents, None for a new event."""

    now = before = None

    def follow(self, now):
        """`now`: what the event says at this moment. `before` is what it said when this host opened the form."""
        self.now = self.before = now
        if self.is_bound:
            with suppress(signing.BadSignature, TypeError, ValueError):
                self.before = read(signing.loads(self.data.get("seen", ""), salt=SEEN))
        self._show_seen(self.before)

    def _show_seen(self, content):
        self.initial["seen"] = signing.dumps(content, salt=SEEN, compress=True)
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]

    def check_meanwhile(self):
        """Whose change would be there at once is told what somebody else has changed; others leave it to the desk."""
        said = self.said()
        both = [
            key
            for key in changed(self.before, said)
            if self.now[key] != self.before[key] and self.now[key] != said[key]
        ]
        for key in both:
            name = key if key in self.fields else None
            self.add_error(
                name,
                _(
                    "Somebody has changed this while you were writing. Send it again to put yours in its place."
                ),
            )
        # Sent again it counts as seen; what this host has not touched stays as it is now.
        self._show_seen({**self.before, **{key: self.now[key] for key in both}})

    def overtaken(self):
        return ValidationError(
            _("The desk has decided about this meanwhile. Go back to your events to see its answer.")
        )
