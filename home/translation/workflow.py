"""A translation goes from hand to hand: a translator submits it, a reviewer of the language approves it or sends it back.

Pages and snippets alike. Whoever may publish may approve at once, submitted or not. What can't be done is said in a
`ValidationError`; nothing that was translated is lost by it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from home.translation.access import may_publish, may_translate
from home.translation.provisioning import workflow_of
from home.translation.sources import translation_into


def waiting(target):
    """The step of a review that `target` waits in (a wagtail.models.TaskState), or None."""
    return _row(target).current_workflow_task_state


def sent_back(target):
    """The step in which a reviewer asked for changes, with `comment` and `finished_by`, or None if that is not the last word."""
    state = _row(target).current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


def submit(target, user):
    """Ask the reviewers of the language to read a complete translation. Returns the step that it waits in."""
    if not may_translate(user, target):
        raise PermissionDenied
    if waiting(target):
        return waiting(target)
    target = _written(target, user)
    with transaction.atomic():
        before = target.current_workflow_state
        workflow = workflow_of(target.locale)
        if before and before.workflow_id == workflow.pk and before.current_task_state_id:
            before.resume(user)
        else:
            if before:
                before.cancel(user=user)
            workflow.start(target, user)
    return waiting(target)


def withdraw(target, user):
    """Take a translation back before it was reviewed, to change it."""
    if not may_translate(user, target):
        raise PermissionDenied
    state = waiting(target)
    if state:
        with transaction.atomic():
            state.workflow_state.cancel(user=user)


def approve(target, user, comment=""):
    """Put a complete translation before readers, whether or not it was submitted. The publish gates may refuse."""
    if not may_publish(user, target):
        raise PermissionDenied
    target = _written(target, user)
    _refuse_below_a_draft(target)
    with transaction.atomic():
        state = waiting(target)
        if state:
            state.approve(user=user, comment=comment)
        elif not target.live or target.has_unpublished_changes:
            target.get_latest_revision().publish(user=user)


def send_back(target, user, comment):
    """Ask for changes; the translators read `comment` on their desk."""
    if not may_publish(user, target):
        raise PermissionDenied
    comment = comment.strip()
    if not comment:
        raise ValidationError({"comment": _("Say what should change: the translator reads it.")})
    state = waiting(target)
    if state is None:
        raise ValidationError(_("This translation isn't waiting for a review any more."))
    state.reject(user=user, comment=comment)


def _written(target, user):
    """The translation as it is stored now, its draft holding every word; `ValidationError` where some are missing."""
    translation = translation_into(target)
    if translation is None:
        raise ValidationError(_("This isn't a translation, or its translation was stopped."))
    total, done = translation.get_progress()
    if done < total:
        raise ValidationError(
            ngettext(
                "%(count)d passage isn't translated yet.",
                "%(count)d passages aren't translated yet.",
                total - done,
            )
            % {"count": total - done}
        )
    translation.save_target(user=user, publish=False)
    return translation.get_target_instance()


def _refuse_below_a_draft(target):
    if not isinstance(target, Page):
        return
    parent = target.get_parent()
    if not parent.is_root() and not parent.live:
        raise ValidationError(
            _("The page above it, “%(title)s”, isn't live in this language yet. Publish that one first."),
            params={"title": parent.get_admin_display_title()},
        )


def _row(target):
    """Wagtail keeps a prefetched answer on pages of its lists, which may be older than the question."""
    if hasattr(target, "_current_workflow_states"):
        del target._current_workflow_states
    return target
