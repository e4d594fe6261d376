"""Where the panel of notes (admin/coordinator_desk/notes.html) sends what is written in it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from events.coordinator_desk import notes


class NoteForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Note"), max_length=4000, widget=forms.Textarea)


def _thing(request):
    """What is written about, for whoever may change it."""
    thing = notes.find(request.POST.get("about", ""))
    if thing is None:
        raise Http404
    if not notes.may_change(thing, request.user):
        raise PermissionDenied
    return thing


def _back(request):
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return redirect(address)
    return redirect(reverse("coordinator-desk:index"))


@require_POST
def write(request):
    thing = _thing(request)
    if not request.user.has_perm("events.add_desknote"):
        raise PermissionDenied
    form = NoteForm(request.POST)
    if form.is_valid():
        notes.note(notes.about(thing), form.cleaned_data["text"], request.user)
        messages.success(request, _("The note is kept. Only the desk reads it."))
    else:
        messages.error(request, _("A note has between one and 4,000 characters. It was not kept."))
    return _back(request)


@require_POST
def assign(request):
    thing = _thing(request)
    if not notes.is_assignable(thing):
        raise Http404
    chosen = request.POST.get("to", "")
    to = next((each for each in notes.desk_people() if str(each.pk) == chosen), None)
    if chosen and to is None:
        messages.error(request, _("This person does not work at the desk. Nothing was changed."))
        return _back(request)
    notes.assign(thing, to, request.user)
    if to:
        messages.success(request, _("%(name)s looks after it.") % {"name": to})
    else:
        messages.success(request, _("Nobody looks after it now."))
    return _back(request)
