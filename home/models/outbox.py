"""Every mail that leaves the site: written with what caused it, sent by the worker, its state visible to staff."""

import json

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.encryption import EncryptedTextField


class OutboxMail(models.Model):
    """One mail to one person. What it says and to whom is encrypted, and forgotten once it was sent."""

    log_by_id = True

    class State(models.TextChoices):
        QUEUED = "queued", _("waits")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Priority(models.IntegerChoices):
        ONE = 0, _("somebody waits for it")
        MANY = 10, _("goes to many")

    kind = models.CharField(_("kind"), max_length=80, db_index=True)
    about = models.CharField(max_length=120, blank=True, db_index=True)
    key = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001  (many without one)
    language = models.CharField(_("language"), max_length=20)
    to_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    content = EncryptedTextField(blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.QUEUED)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority.choices, default=Priority.ONE)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    last_error = models.CharField(_("last error"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("queued"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["priority", "next_attempt_at"], condition=Q(state="queued"), name="home_outbox_due"
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def letter(self):
        """{to, subject, text, html, headers} while it waits or has failed, else {}."""
        return json.loads(self.content) if self.content else {}
