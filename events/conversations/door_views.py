"""Behind the mailed link: a page that tells nothing, with a button."""

from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from events.conversations import links, talking
from home.public_forms import ButtonForm, never_stored, notice, same_site


@method_decorator(csrf_exempt, name="dispatch")  # no cookie to be used by others: the address is the key
class DoorView(View):
    """Behind the mailed link: it tells nothing, and only its button opens the conversation."""

    side = None
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, token):
        self.conversation = links.at_door(token, self.side)
        if self.conversation is None:
            return _gone(request)
        return never_stored(super().dispatch(request, token))

    def get(self, request, token, status=200):
        return notice(
            request,
            _("Your conversation"),
            [
                _("Here you read and write in private. Nobody else has this link; keep it to yourself."),
                _("The conversation stays open for twelve hours, then your link opens it again."),
            ],
            status=status,
            form=ButtonForm(),
            submit=_("Open the conversation"),
            note=_("On a computer that others use, close the window when you are done."),
        )

    def post(self, request, token):
        if not same_site(request):
            return self.get(request, token, status=403)
        talking.see(self.conversation, self.side)
        return HttpResponseRedirect(links.room(self.conversation, self.side), status=303)


def _gone(request):
    return notice(
        request,
        _("This link does not work any more"),
        [
            _(
                "The conversation may be over and erased, or may have a newer link. Look for our latest mail to you."
            ),
            _("If the address is cut off in your mail, copy all of it."),
        ],
        status=404,
    )
