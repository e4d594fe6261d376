"""What one can do with a translation as a whole, and doing it: submit, approve, send back, publish, take back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import TextChoices
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from home.translation import partial, workflow
from home.translation.workbench.addresses import address_of_translation
from home.translation.workbench.opening import open_work


class Action(TextChoices):
    SUBMIT = "submit", gettext_lazy("Submit for review")
    WITHDRAW = "withdraw", gettext_lazy("Take back from review")
    APPROVE = "approve", gettext_lazy("Approve and publish")
    SEND_BACK = "send-back", gettext_lazy("Send back")
    PUBLISH = "publish", gettext_lazy("Publish")
    PARTIAL = "partial", gettext_lazy("Publish incomplete")


@dataclass(frozen=True)
class Offer:
    """An action that stands open, with a sentence on what it does. `strong` is the one that comes next."""

    action: Action
    text: str = ""
    strong: bool = False
    comment: bool = False  # asks for a few words
    confirm: bool = False  # asks whether one means it

    @property
    def label(self):
        return self.action.label


def offered(work, found):
    """[Offer] for this person now; `found` are the passages of the translation."""
    left = sum(not passage.done for passage in found)
    reviewer = work.may_publish
    if workflow.waiting(work.target):
        if reviewer:
            return [
                *([] if left else [Offer(Action.APPROVE, _("Readers see it at once."), strong=True)]),
                Offer(Action.SEND_BACK, _("The translator reads your words on their desk."), comment=True),
            ]
        return [Offer(Action.WITHDRAW, _("You can change it again, and submit it once more."))]
    if work.lock:
        return []
    if left:
        text = _("Readers see what is not translated in the original’s language, marked as such.")
        partly = reviewer and work.is_page and left < len(found)
        return [Offer(Action.PARTIAL, text, confirm=True)] if partly else []
    if not has_changes(work):
        return []
    submit = Offer(
        Action.SUBMIT, _("A reviewer of your language reads it before readers do."), strong=not reviewer
    )
    if reviewer:
        return [Offer(Action.PUBLISH, _("Readers see it at once."), strong=True), submit]
    return [submit]


def has_changes(work):
    """Whether there is anything that readers do not see yet."""
    target = work.target
    if not target.live or target.has_unpublished_changes:
        return True
    changed, published = work.translation.translations_last_updated_at, target.last_published_at
    return bool(changed and (published is None or changed > published))


@require_POST
def act(request, pk):
    """Do what was asked; whatever forbids it is said, and nothing is lost."""
    work = open_work(request, pk)
    try:
        action = Action(request.POST.get("action", ""))
    except ValueError:
        raise Http404 from None
    comment = request.POST.get("comment", "").strip()[:2000]
    here = redirect(address_of_translation(pk))
    if action == Action.SEND_BACK and not comment:
        messages.error(request, _("Say in a few words what should be changed."))
        return here
    try:
        said = _do(action, work, comment)
    except ValidationError as error:
        for reason in error.messages:
            messages.error(request, reason)
        return here
    messages.success(request, said)
    code = work.translation.target_locale.language_code
    return redirect(reverse("translation_desk") + f"?language={code}") if action != Action.WITHDRAW else here


def _do(action, work, comment):
    """Do it; returns the sentence that says so. Raises `ValidationError` and `PermissionDenied`."""
    name = {"title": work.title}
    if action == Action.WITHDRAW:
        workflow.withdraw(work.target, work.user)
        return _("“%(title)s” is yours again.") % name
    if action == Action.SEND_BACK:
        workflow.send_back(work.target, work.user, comment)
        return _("“%(title)s” went back to its translator.") % name
    if action == Action.APPROVE:
        workflow.approve(work.target, work.user, comment)
        return _("“%(title)s” is published.") % name
    if work.lock:
        raise PermissionDenied
    if action == Action.SUBMIT:
        workflow.submit(work.target, work.user)
        return _("“%(title)s” waits for a reviewer.") % name
    if action == Action.PARTIAL:
        partial.publish(work.translation, work.user)
        return _("“%(title)s” is published as far as it is translated.") % name
    workflow.approve(work.target, work.user)
    return _("“%(title)s” is published.") % name
