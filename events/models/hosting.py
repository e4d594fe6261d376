"""What coordinators do without an account: their session, their check-list, their letters, and handing over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.contacts import PrivateContact, link_nonce
from events.models.edition import Edition
from events.models.event import Event
from events.models.people import Coordinator
from events.models.places import City
from home.encryption import EncryptedTextField
from home.fields import LanguageField


class HostSession(models.Model):
    """A coordinator at work in one browser. The cookie holds the key, the row only its hash."""

    coordinator = models.ForeignKey(Coordinator, on_delete=models.CASCADE, related_name="sessions")
    key_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"#{self.pk}"


class CheckedTask(models.Model):
    """Something of the check-list that is done in a city."""

    class Task(models.TextChoices):
        SAFETY = "safety", _("I have read what is safe in my country")
        LETTER = "letter", _("The letter is printed")
        AUTHORITIES = "authorities", _("The authorities are notified, where that is needed")
        ANNOUNCED = "announced", _("The event is announced")
        HELPERS = "helpers", _("Somebody comes with me")
        REPORTED = "reported", _("The report is sent")

    coordinator = models.ForeignKey(Coordinator, on_delete=models.CASCADE, related_name="checked")
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=20, choices=Task.choices)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coordinator", "city", "task"], name="events_task_checked_once")
        ]

    def __str__(self):
        return f"#{self.pk}"


class HostLetterQuerySet(models.QuerySet):
    def waiting(self):
        """Those that the desk is to read, the oldest first."""
        return self.filter(state=HostLetter.State.SUBMITTED).order_by("created_at", "pk")


class HostLetter(models.Model):
    """What a coordinator writes to everybody who wishes to come: neither sees an address."""

    log_by_id = True

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waits for the desk")
        SENT = "sent", _("sent")
        REJECTED = "rejected", _("rejected")

    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State.choices,
        default=State.SUBMITTED,
        help_text=_("What became of it."),
    )
    coordinator = models.ForeignKey(Coordinator, on_delete=models.CASCADE, related_name="letters")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="+")
    language = LanguageField(max_length=20)
    text = EncryptedTextField()
    reason = EncryptedTextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    reached = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = HostLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of a coordinator")
        verbose_name_plural = _("letters of coordinators")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"#{self.pk}"


class LetterReader(models.Model):
    """Somebody whom a coordinator's letter reached: who they are stays with the hub."""

    letter = models.ForeignKey(HostLetter, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(PrivateContact, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "person"], name="events_letter_reaches_once")
        ]

    def __str__(self):
        return f"#{self.pk}"


class LetterStop(models.Model):
    """Somebody who wants no more letters of coordinators in an edition."""

    person = models.ForeignKey(PrivateContact, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="events_letters_stopped_once")
        ]

    def __str__(self):
        return f"#{self.pk}"


class HandOver(models.Model):
    """A coordinator asks somebody to follow. Whom, is a contact of its own until that person has agreed."""

    log_by_id = True

    class State(models.TextChoices):
        ASKED = "asked", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")
        EXPIRED = "expired", _("never answered")

    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.ASKED)
    coordinator = models.ForeignKey(Coordinator, on_delete=models.CASCADE, related_name="hand_overs")
    person = models.ForeignKey(
        PrivateContact, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("person asked")
    )
    nonce = models.CharField(max_length=64, default=link_nonce)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("handing over")
        verbose_name_plural = _("handings over")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coordinator"],
                condition=Q(state="asked"),
                name="events_one_hand_over_at_a_time",
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
