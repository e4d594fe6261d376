"""Mails about reviews (Wagtail's own) leave by the worker: a slow or dead mail server holds up nobody's work."""

import logging

from django.db import models, transaction
from wagtail.admin import signal_handlers as stock
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from home.background.tasks import durable_task

logger = logging.getLogger("hub.mail")


class NotSent(Exception):
    """At least one of the mails was not taken by the mail server."""


# name: (signal, whose it is, Wagtail's mark for its receiver, Wagtail's receiver)
NOTICES = {
    "submitted": (
        workflow_submitted,
        WorkflowState,
        "workflow_state_submitted_email_notification",
        stock.workflow_submission_email_notifier,
    ),
    "rejected": (
        workflow_rejected,
        WorkflowState,
        "workflow_state_rejected_email_notification",
        stock.workflow_rejection_email_notifier,
    ),
    "approved": (
        workflow_approved,
        WorkflowState,
        "workflow_state_approved_email_notification",
        stock.workflow_approval_email_notifier,
    ),
    "waiting": (
        task_submitted,
        TaskState,
        "group_approval_task_submitted_email_notification",
        stock.task_submission_email_notifier,
    ),
}


def connect():
    """Put a queue before each of Wagtail's receivers."""
    for name, (signal, sender, mark, _receiver) in NOTICES.items():
        signal.disconnect(sender=sender, dispatch_uid=mark)
        signal.connect(Later(name), sender=sender, dispatch_uid=mark, weak=False)


class Later:
    """A receiver that has the worker send a notice, in the transaction that caused it."""

    def __init__(self, name):
        self.name = name

    def __call__(self, sender, instance, user=None, **kwargs):
        transaction.on_commit(lambda: tell.enqueue(self.name, instance.pk, user.pk if user else None))


@durable_task()
def tell(name, pk, user_pk):
    """Send one notice. What is gone meanwhile is told to nobody; a mail server that does not answer is tried again."""
    from home.models import User

    _signal, sender, _mark, receiver = NOTICES[name]
    try:
        instance = sender.objects.get(pk=pk)
        instance = instance.specific if sender is TaskState else instance
        sent = receiver(sender=sender, instance=instance, user=User.objects.filter(pk=user_pk).first())
    except models.ObjectDoesNotExist:
        logger.info("A notice (%s) has lost what it was about.", name)
    else:
        if not sent:
            raise NotSent(name)
