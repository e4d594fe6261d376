"""Scheduled publishing and expiry, each in its own transaction: one refusal must not hold up the others."""

import logging

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("hub.publishing")


def _draft_models():
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _attempt(what, act):
    """Do it or say, by ids only, what was refused."""
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        return [f"{what} ({type(error).__name__})"]
    return []


def _publish(pk):
    # Read again under the transaction: publishing a newer revision meanwhile clears the schedule of this one.
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__isnull=False).first()
    if revision:
        revision.publish(log_action="wagtail.publish.scheduled")


def _expire(model, pk, now):
    thing = model._default_manager.filter(pk=pk, live=True, expire_at__lte=now).first()
    if thing:
        thing = thing.specific if isinstance(thing, Page) else thing
        thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish_due(now=None):
    """Expire and publish what is due; returns what was refused. Refused things are tried again at the next run."""
    now = now or timezone.now()
    refused = []
    for model in _draft_models():
        due = model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at")
        for pk in list(due.values_list("pk", flat=True)):
            refused += _attempt(
                f"expire {model._meta.label} {pk}", lambda model=model, pk=pk: _expire(model, pk, now)
            )
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for pk, object_id in list(due.values_list("pk", "object_id")):
        refused += _attempt(f"publish revision {pk} of object {object_id}", lambda pk=pk: _publish(pk))
    return "; ".join(refused)
