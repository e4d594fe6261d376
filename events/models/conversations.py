"""Conversations on the hub: somebody is introduced to the coordinator of a city, or a coordinator asks staff."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.edition import Edition
from events.models.people import Coordinator, PrivateContact, link_nonce
from events.models.places import City
from events.models.signups import SignUp
from home.encryption import EncryptedTextField


class Side(models.TextChoices):
    SEEKER = "seeker", _("who asked")
    COORDINATOR = "coordinator", _("coordinator")
    STAFF = "staff", _("staff")


class Conversation(models.Model):
    log_by_id = True

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", _("introduction")
        STAFF = "staff", _("question to staff")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        RETURNED = "returned", _("unanswered, back at the desk")
        STOPPED = "stopped", _("stopped")
        EXPIRED = "expired", _("over")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INTRODUCTION)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="conversations")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(
        PrivateContact, null=True, on_delete=models.CASCADE, related_name="conversations"
    )
    coordinator = models.ForeignKey(Coordinator, on_delete=models.CASCADE, related_name="conversations")
    sign_up = models.ForeignKey(SignUp, null=True, on_delete=models.SET_NULL, related_name="conversations")
    seeker_nonce = models.CharField(max_length=64, default=link_nonce)
    coordinator_nonce = models.CharField(max_length=64, default=link_nonce)
    seeker_released_at = models.DateTimeField(null=True, blank=True)
    coordinator_released_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, db_index=True)
    last_message_at = models.DateTimeField(_("last message"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=20, choices=Side.choices, blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    reported_by = models.CharField(max_length=20, choices=Side.choices, blank=True)
    report_note = EncryptedTextField(blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"


class Message(models.Model):
    log_by_id = True

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=20, choices=Side.choices)
    text = EncryptedTextField()
    written_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"#{self.pk}"
