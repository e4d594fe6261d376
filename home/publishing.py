"""The gates that going live passes, wherever it starts: the admin, a workflow, a schedule, a command."""

from contextlib import contextmanager
from contextvars import ContextVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from home.registries import publish_gates


class Refused(ValidationError):
    """The site forbids something that Wagtail's own pages would do; its messages say why."""


class PublishRefused(Refused):
    """A gate forbids this page to go live; its messages say why."""


_judged = ContextVar("judged", default=frozenset())


@contextmanager
def judged(versions):
    """Within the block the gates that judge nothing but the words of a version (`gate.of_the_version`) don't look again at
    these, pks of revisions: they have just done so, outside of the transaction that others wait for.
    """
    token = _judged.set(frozenset(versions))
    try:
        yield
    finally:
        _judged.reset(token)


def is_judged(version):
    return version is not None and version in _judged.get()


def gate_reasons(page, version=None):
    """Why `page` may not go live now: a list of translated sentences, empty if it may. `version`: the pk of its revision."""
    known = is_judged(version)
    gates = [
        gate
        for _name, gate in publish_gates.items()
        if not (known and getattr(gate, "of_the_version", False))
    ]
    return [reason for gate in gates for reason in gate(page)]


def refuse_if_gated(page, version=None):
    """Raise `PublishRefused` with every reason that forbids `page` to go live."""
    reasons = gate_reasons(page, version)
    if reasons:
        raise PublishRefused(reasons)


def silent_picture(page):
    """A gate: whoever can't see the picture for sharing is told what it shows."""
    if getattr(page, "social_image_id", None) and not page.social_image_alt.strip():
        return [_("Say what the picture for sharing shows.")]
    return []


class GatedPageForm(WagtailAdminPageForm):
    """Says why a page may not go live before anything is saved, with everything typed still there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs.setdefault("dir", "ltr" if name == "slug" else "auto")

    def gated_instance(self):
        """The page as the gates are to judge it."""
        return self.instance

    def clean(self):
        data = super().clean()
        silent = data.get("social_image") and not (data.get("social_image_alt") or "").strip()
        if silent and "social_image_alt" in self.fields and not self.is_deferred_validation:
            self.add_error("social_image_alt", _("Say what the picture for sharing shows."))
        return data

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and "action-publish" in self.data:
            for reason in gate_reasons(self.gated_instance()):
                self.add_error(None, reason)


class PublishRefusedMiddleware:
    """Where Wagtail publishes without a form (workflows, bulk actions, copies), a refusal is a message, not an error.

    The action's transaction is rolled back by then, so nothing went live.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused) or not request.path.startswith(settings.ADMIN_PREFIXES):
            return None
        for reason in exception.messages:
            messages.error(request, reason)
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = reverse("wagtailadmin_home")
        return HttpResponseRedirect(back)
