"""Conversations on the hub: somebody is introduced to the coordinator of a city, or a coordinator asks staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.contacts import PrivateContact, link_nonce
from events.models.edition import Edition
from events.models.people import Coordinator
from events.models.places import City
from events.models.signups import SignUp
from home.encryption import EncryptedTextField


class Side(models.TextChoices):
    SEEKER = "seeker", _("who asked")
    COORDINATOR = "coordinator", _("coordinator")
    STAFF = "staff", _("staff")


class ConversationQuerySet(models.QuerySet):
    def introductions(self):
        return self.filter(kind=Conversation.Kind.INTRODUCTION)

    def going_on(self):
        """Not stopped, passed on or over: what may still be answered."""
        return self.filter(state__in=Conversation.GOING_ON)

    def of_coordinator(self, coordinator):
        """What somebody coordinates and can write in now, with what they have not opened counted: `unread`."""
        mine = self.going_on().filter(coordinator=coordinator, left_at=None)
        return mine.with_unread(Side.COORDINATOR).select_related("city").order_by("-created_at", "-pk")

    def untold(self):
        """Introductions that go on and of which their coordinator has had no mail yet."""
        going_on = self.introductions().filter(state=Conversation.State.OPEN, coordinator__active=True)
        return going_on.filter(coordinator_untold=True)

    def unanswered(self):
        """Introductions whose coordinator has not written yet, at the desk or not."""
        return self.introductions().going_on().filter(answered_at=None)

    def returned(self):
        """Introductions that nobody answered, or whose coordinator left: the desk looks for somebody."""
        return self.introductions().filter(state=Conversation.State.RETURNED)

    def questions(self):
        """What coordinators asked staff and nobody has answered."""
        return self.going_on().filter(kind=Conversation.Kind.STAFF, answered_at=None)

    def reported(self):
        """Those of which one side asked staff to look at them, and staff have not decided."""
        return self.filter(reported_at__isnull=False, report_settled_at=None)

    def with_unread(self, side):
        """`unread`: how many messages this side has not opened."""
        unread = Q(messages__seen_at=None) & ~Q(messages__side=side)
        return self.annotate(unread=models.Count("messages", filter=unread))


class Conversation(models.Model):
    """Two sides, each with a link of its own. Staff know that it exists; its text only when one side reports it."""

    log_by_id = True

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", _("introduction")
        STAFF = "staff", _("question to staff")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        RETURNED = "returned", _("unanswered, back at the desk")
        STOPPED = "stopped", _("stopped")
        PASSED_ON = "passed-on", _("passed on to somebody else")
        EXPIRED = "expired", _("over")

    GOING_ON = (State.OPEN, State.RETURNED)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INTRODUCTION)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.OPEN)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="conversations")
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(
        PrivateContact, null=True, on_delete=models.CASCADE, related_name="conversations"
    )
    # Empty: who coordinated is erased, and the desk looks for somebody else.
    coordinator = models.ForeignKey(
        Coordinator, null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    sign_up = models.ForeignKey(SignUp, null=True, on_delete=models.SET_NULL, related_name="conversations")
    seeker_nonce = models.CharField(max_length=64, default=link_nonce)
    coordinator_nonce = models.CharField(max_length=64, default=link_nonce)
    seeker_released = models.JSONField(default=list, blank=True)  # names of fields of PrivateContact
    coordinator_released = models.JSONField(default=list, blank=True)
    seeker_released_at = models.DateTimeField(null=True, blank=True)
    coordinator_released_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, db_index=True)
    last_message_at = models.DateTimeField(_("last message"), null=True, blank=True)
    coordinator_untold = models.BooleanField(
        default=False
    )  # of many that began at once: one mail tells of all
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)  # when the coordinator gave up this task
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=20, choices=Side.choices, blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    reported_by = models.CharField(max_length=20, choices=Side.choices, blank=True)
    report_note = EncryptedTextField(blank=True)
    report_settled_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "coordinator", "city"],
                condition=Q(kind="introduction"),
                name="events_introduced_once",
                violation_error_message=_("These two are introduced to each other already."),
            )
        ]
        indexes = [
            models.Index(fields=["state", "kind"], name="events_conversation_desk"),
            models.Index(
                fields=["coordinator"],
                condition=Q(coordinator_untold=True),
                name="events_conversation_untold",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def about(self):
        """As mails and notes name it."""
        return f"events.conversation:{self.pk}"

    @property
    def is_going_on(self):
        return self.state in self.GOING_ON

    @property
    def was_left(self):
        """Whether its coordinator gave up this task, and nobody has taken it since."""
        return self.state == self.State.RETURNED and self.left_at is not None

    @property
    def waits_for_coordinator(self):
        """Whether its coordinator has not written a first word yet."""
        return self.kind == self.Kind.INTRODUCTION and self.answered_at is None

    @property
    def takes_messages(self):
        """Whether somebody is there on both sides. Staff always are."""
        return self.is_going_on and self.person(Side.COORDINATOR) is not None and self.coordinator.active

    @property
    def readable_by_staff(self):
        return self.kind == self.Kind.STAFF or bool(self.reported_at and not self.report_settled_at)

    def person(self, side):
        """The `PrivateContact` on a side; None for staff, and where nobody is."""
        if side == Side.SEEKER:
            return self.seeker
        if side == Side.COORDINATOR and self.coordinator and not self.left_at:
            return self.coordinator.person
        return None

    def other(self, side):
        """Who is across the table from a side."""
        if side == Side.COORDINATOR:
            return Side.STAFF if self.kind == self.Kind.STAFF else Side.SEEKER
        return Side.COORDINATOR

    @property
    def asks(self):
        """The side that waits for an answer when it begins."""
        return Side.COORDINATOR if self.kind == self.Kind.STAFF else Side.SEEKER

    def nonce(self, side):
        return self.seeker_nonce if side == Side.SEEKER else self.coordinator_nonce


class Message(models.Model):
    log_by_id = True

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=20, choices=Side.choices)
    text = EncryptedTextField()
    written_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)  # by the other side, who alone is counted by it

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"#{self.pk}"


class ConversationCount(models.Model):
    """How many conversations there were, without anybody's name: it stays when they are erased."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="conversation_counts")
    city = models.ForeignKey(City, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, choices=Conversation.Kind.choices)
    number = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "city", "kind"],
                nulls_distinct=False,
                name="events_one_count_of_conversations",
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
