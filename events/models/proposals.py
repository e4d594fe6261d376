"""Events as hosts write them, until staff have decided."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.edition import Edition
from events.models.event import Event
from events.models.people import Coordinator
from events.models.places import City
from events.models.signups import SignUp
from home.encryption import EncryptedTextField
from home.fields import LanguageField


class EventProposalQuerySet(models.QuerySet):
    def open(self):
        """What nobody has decided for good."""
        return self.filter(state__in=EventProposal.OPEN)

    def waiting(self):
        """What the desk is to look at, the oldest first."""
        return self.filter(state=EventProposal.State.SUBMITTED).order_by("created_at", "pk")


class EventProposal(models.Model):
    """An event as a host wrote it, or a change to one, until staff have decided. Kept encrypted: it is not public yet."""

    log_by_id = True

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waits for the desk")
        CHANGES = "changes", _("changes asked for")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = (State.SUBMITTED, State.CHANGES)

    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.SUBMITTED)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proposals")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="proposals")
    coordinator = models.ForeignKey(
        Coordinator, null=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    sign_up = models.ForeignKey(SignUp, null=True, on_delete=models.SET_NULL, related_name="proposals")
    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="proposals")
    language = LanguageField(_("language"), max_length=20)
    content = EncryptedTextField()  # JSON: what the host wrote
    before = EncryptedTextField(blank=True)  # JSON: what the event said when the host began to change it
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = EncryptedTextField(blank=True)  # what staff answered
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EventProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed event")
        verbose_name_plural = _("proposed events")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(state__in=["submitted", "changes"]),
                name="events_one_open_proposal_per_event",
            )
        ]
        indexes = [models.Index(fields=["state", "edition"], name="events_proposal_desk")]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def said(self):
        """What the host wrote, as a dictionary; {} once it is forgotten."""
        return json.loads(self.content) if self.content else {}

    @property
    def before_that(self):
        """What the event said when the host began to change it; {} of a new one."""
        return json.loads(self.before) if self.before else {}

    @property
    def told_by_its_host(self):
        """Whether who told of it said that it is their own event."""
        return bool(self.sign_up_id) and self.said.get("relation") == "organises"

    @property
    def is_change(self):
        return bool(self.before)

    @property
    def is_open(self):
        return self.state in self.OPEN
