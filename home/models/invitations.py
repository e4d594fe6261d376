"""Invitations to translate: who was asked, into which languages, and what became of it."""

from datetime import timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.encryption import EncryptedTextField

VALID_FOR = timedelta(days=14)


def expiry():
    return timezone.now() + VALID_FOR


class Invitation(models.Model):
    """A person who was asked to translate. Name and address are forgotten as soon as nothing waits for them any more."""

    log_by_id = True

    class Role(models.TextChoices):
        TRANSLATOR = "Translators", _("Translator: writes and submits")
        REVIEWER = "Reviewers", _("Reviewer: reads, approves and publishes")

    email = EncryptedTextField(blank=True)
    email_hash = models.CharField(max_length=64, blank=True, db_index=True)
    name = EncryptedTextField(blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    languages = models.ManyToManyField("wagtailcore.Locale", related_name="+")
    nonce = models.CharField(max_length=64, default=token_urlsafe)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=expiry)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_pending(self):
        return self.accepted_at is None and self.revoked_at is None

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()
