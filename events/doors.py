"""Doors: what a mailed link leads to tells nothing, and only its button opens the room, at an address that no mail holds.

Whoever looks at links by themselves, a mail program or what stands before it, reads nothing of anybody. The room closes after some
hours; what somebody was writing in it is given back to them.
"""

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from home.public_forms import ButtonForm, never_stored, same_site
from home.public_forms.bodies import unreadable

KEPT = 20_000  # characters of a field that are given back to somebody who had the page open for too long
MOST_BYTES = 1_000_000


@method_decorator(csrf_exempt, name="dispatch")  # no cookie to be used by others: the address is the key
class DoorView(View):
    """`find(token)` gives what the link leads to, or None where it opens nothing any more; `room()` the address behind the button."""

    title = submit = note = ""
    sentences = ()
    template_name = "notice_page.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, token, **kwargs):
        self.found = self.find(token)
        if self.found is None:
            return never_stored(self.gone())
        return never_stored(super().dispatch(request, *args, token=token, **kwargs))

    def find(self, token):
        raise NotImplementedError

    def gone(self):
        raise NotImplementedError

    def room(self):
        raise NotImplementedError

    def get_context(self):
        return {}

    def get(self, request, *args, status=200, **kwargs):
        context = {
            "title": self.title,
            "sentences": self.sentences,
            "form": ButtonForm(),
            "submit": self.submit,
            "note": self.note,
            "noindex": True,
            "page_type": "door",
            **self.get_context(),
        }
        return render(request, self.template_name, context, status=status)

    def post(self, request, *args, **kwargs):
        """Pressed again it opens again: the first room may be closed by now."""
        if not same_site(request):
            return self.get(request, status=403)
        return HttpResponseRedirect(self.room(), status=303)


def too_late(request, form_class, title):
    """The page of a room whose hours are over, or whose link is void. What somebody wrote meanwhile is given back to them."""
    written = _written(request, form_class) if request.method == "POST" else []
    sentences = [_("It was open for too long. Open it once more with the link in our mail.")]
    if written:
        sentences.append(_("What you wrote was not sent. Copy it first; it stands here only now."))
    context = {
        "title": title,
        "sentences": sentences,
        "written": written,
        "noindex": True,
        "page_type": "notice",
    }
    return never_stored(render(request, "events/too_late.html", context, status=404))


def _written(request, form_class):
    """[(label, words)] of the fields of a form in which one writes."""
    if not same_site(request) or unreadable(request, MOST_BYTES):
        return []
    return [
        (field.label, request.POST[name][:KEPT])
        for name, field in form_class.base_fields.items()
        if isinstance(field.widget, forms.TextInput | forms.Textarea) and request.POST.get(name, "").strip()
    ]
