"""Who wishes to take part, as they say it themselves. Everything that tells who somebody is, is encrypted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.kinds import KindsField
from events.models.contacts import PrivateContact, PublicDisplay
from events.models.edition import Edition
from events.models.event import Event
from events.models.places import City
from home.encryption import EncryptedTextField
from home.fields import LanguageField


class SignUp(models.Model):
    """One form that somebody sent: to join in a city, to become its coordinator, or to tell of an event."""

    log_by_id = True

    class Kind(models.TextChoices):
        JOIN = "join", _("joins")
        COORDINATE = "coordinate", _("would coordinate")
        TELL = "tell", _("tells of an event")
        NEWS = "news", _("asks for news only")

    class State(models.TextChoices):
        HELD = "held", _("held back, to be looked at")
        UNCONFIRMED = "unconfirmed", _("address not confirmed yet")
        WAITING = "waiting", _("waits for the desk")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("edition")
    )
    person = models.ForeignKey(
        PrivateContact, on_delete=models.CASCADE, related_name="sign_ups", verbose_name=_("person")
    )
    cities = models.ManyToManyField(City, related_name="sign_ups", verbose_name=_("cities"), blank=True)
    event = models.ForeignKey(
        Event,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sign_ups",
        verbose_name=_("event"),
    )
    activities = KindsField(_("activities"), default=list, blank=True)
    display = models.CharField(
        _("public display"), max_length=20, choices=PublicDisplay.choices, default=PublicDisplay.ANONYMOUS
    )
    organisation = EncryptedTextField(_("organisation"), blank=True)
    note = EncryptedTextField(_("note"), blank=True)
    details = EncryptedTextField(_("details"), blank=True)  # JSON of the event that is told of
    language = LanguageField(_("language"), max_length=20)
    doubts = models.JSONField(_("doubts"), default=list, blank=True)
    nonce = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)  # to confirm the address
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["edition", "state", "kind"], name="events_signup_desk")]

    def __str__(self):
        return f"#{self.pk}"


class Consent(models.Model):
    """What a person agreed to, in the very words they read, and when they took it back."""

    log_by_id = True

    class Purpose(models.TextChoices):
        DAY = "day", _("to be written to about this Day")
        NEWS = "news", _("news of the Day")
        SENSITIVE = "sensitive", _("to keep what tells of beliefs or opinions")

    person = models.ForeignKey(PrivateContact, on_delete=models.CASCADE, related_name="consents")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    wording = models.TextField(_("wording"))
    language = models.CharField(_("language"), max_length=20)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("agreement of a person")
        verbose_name_plural = _("agreements of persons")
        indexes = [
            models.Index(
                fields=["purpose"], condition=Q(withdrawn_at__isnull=True), name="events_consent_in_force"
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class SignUpCount(models.Model):
    """How many took part in what, without anybody's name: it stays when the sign-ups are erased."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sign_up_counts")
    city = models.ForeignKey(City, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, choices=SignUp.Kind.choices)
    language = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "city", "kind", "language"],
                nulls_distinct=False,
                name="events_one_count_of_sign_ups",
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
