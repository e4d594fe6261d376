"""The way out of updates: a page with a button, and an address that mail providers may press for their reader (RFC 8058)."""

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from events.personal_links import UNSUBSCRIBE
from events.updates import leaving, links
from home.public_forms import ButtonForm, never_stored, notice


@method_decorator(csrf_exempt, name="dispatch")  # a mail provider has no cookie, and sends it from anywhere
class UnsubscribeView(View):
    """Looking at it changes nothing; any POST does it, without a further question."""

    http_method_names = ["get", "head", "post"]
    purpose = UNSUBSCRIBE

    def dispatch(self, request, token):
        # The nonce is not asked for: also the way out of an old mail works.
        found = self.purpose.read(token)
        self.pk = found and found[0]
        if not isinstance(self.pk, int):
            return self.unknown(request)
        return never_stored(super().dispatch(request, token))

    def unknown(self, request):
        sentences = [
            _(
                "The address is cut off or has been changed. Copy all of it from the mail, or use the link in another one."
            ),
        ]
        return notice(request, _("This link does not work"), sentences, status=404)

    def get(self, request, token):
        return notice(
            request,
            _("No more updates?"),
            [self.what],
            form=ButtonForm(),
            submit=_("Yes, no more updates"),
            link=self.way_to_the_rest(),
        )

    def post(self, request, token):
        self.leave()
        return notice(request, _("Done"), [self.done], link=self.way_to_the_rest())

    @property
    def what(self):
        return _("Press the button, and we send you no more news of the Day.")

    @property
    def done(self):
        return _("We send you no more news of the Day. What is on its way already may still arrive.")

    def leave(self):
        leaving.no_more_news(self.pk)

    def way_to_the_rest(self):
        """Not the personal link itself: mail providers and whoever an update is passed on to hold this address too."""
        return _("See, change or erase all that we keep of you"), reverse("sign-up-link")


class UnsubscribeFromDayView(UnsubscribeView):
    purpose = links.DAY

    @property
    def what(self):
        return _(
            "Press the button, and we send you no more updates of this Day. You still take part; what concerns your own city or your own event still reaches you."
        )

    @property
    def done(self):
        return _("We send you no more updates of this Day. What is on its way already may still arrive.")

    def leave(self):
        leaving.no_more_of_this_day(self.pk)
