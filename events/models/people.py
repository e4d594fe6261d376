"""Who hosts and coordinates. Private details are encrypted and never on a page; see docs/architecture.md."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from events.models.contacts import PrivateContact, PublicDisplay, ShownWord, link_nonce
from events.models.edition import Edition
from events.models.event import Event
from events.models.places import City
from home.encryption import EncryptedTextField
from home.languages import ranked_locale_ids, reader_language
from home.models import Organisation
from home.querysets import locale_rank

NOT_SHOWN = ("person__email", "person__new_email", "person__telephone")
"""What no reader ever sees of a host or coordinator: lists leave it unread, encrypted as it is."""


class EventHostQuerySet(models.QuerySet):
    def for_reader(self, language):
        """With the organisation's name in the language that suits the reader best."""
        names = (
            Organisation.objects.filter(
                translation_key=models.OuterRef("organisation__translation_key"), live=True
            )
            .annotate(rank=locale_rank(ranked_locale_ids(language)))
            .order_by("rank")
            .values("name")[:1]
        )
        hosts = self.select_related("person").defer(*NOT_SHOWN)
        return hosts.annotate(organisation_name=models.Subquery(names))


class EventHost(models.Model):
    """A host of an event: an organisation or a person, and how it is shown."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        "home.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who invites: an organisation of the list under “Site”."),
    )
    person = models.ForeignKey(
        PrivateContact,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted",
        help_text=_("Or a person whom the coordinator desk knows."),
    )
    display = models.CharField(
        _("public display"),
        max_length=20,
        choices=PublicDisplay.choices,
        default=PublicDisplay.ANONYMOUS,
        help_text=_(
            "How readers see this host. Anonymous is always right; a name needs the person's consent."
        ),
    )

    objects = EventHostQuerySet.as_manager()

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(display="organisation") | Q(organisation__isnull=False),
                name="events_host_shows_its_organisation",
                violation_error_message=_("Choose the organisation that is to be shown."),
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def public_name(self):
        """As the host agreed to be shown, a person's name once the desk has looked at it. Give it hosts `for_reader`, or it asks
        for the organisation's name itself."""
        if self.display == PublicDisplay.ORGANISATION and self.organisation_id:
            if not hasattr(self, "organisation_name"):
                found = EventHost.objects.for_reader(reader_language()).get(pk=self.pk)
                self.organisation_name = found.organisation_name
            if self.organisation_name:
                return self.organisation_name
        if self.display == PublicDisplay.NAME and self.person and self.person.shown_word:
            return self.person.shown_word
        return gettext("Anonymous host")


class CoordinatorQuerySet(models.QuerySet):
    def active_in(self, city, edition):
        """Who takes care of a city in an edition now, whoever began first before the others."""
        return self.filter(cities=city, edition=edition, active=True).select_related("person").order_by("pk")

    def without_visit(self):
        """Who coordinates and has never opened the room."""
        return self.filter(active=True, opened_at__isnull=True)

    def left(self):
        """Who gave the role back with nobody to follow."""
        return self.filter(ended_at__isnull=False, followed_by__isnull=True)


class Coordinator(ShownWord):
    """A person who takes responsibility for one or more cities in one edition."""

    log_by_id = True
    word_field = "organisation"

    person = models.ForeignKey(
        PrivateContact,
        on_delete=models.PROTECT,
        related_name="coordinates",
        verbose_name=_("person"),
        help_text=_("Somebody of the private contacts."),
    )
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        related_name="coordinators",
        verbose_name=_("edition"),
        help_text=_("The year for which this person takes responsibility."),
    )
    cities = models.ManyToManyField(
        City,
        related_name="coordinators",
        verbose_name=_("cities"),
        help_text=_("One or more. Choose every city that this person takes care of."),
    )
    display = models.CharField(
        _("public display"),
        max_length=20,
        choices=PublicDisplay.choices,
        default=PublicDisplay.ANONYMOUS,
        help_text=_(
            "How readers see this person. Anonymous is always right; a name needs the person's consent."
        ),
    )
    organisation = EncryptedTextField(
        _("organisation"),
        blank=True,
        help_text=_(
            "The name of the group that readers see where this person is shown by it. Kept encrypted."
        ),
    )
    active = models.BooleanField(
        _("active"),
        default=False,
        help_text=_("Whether this person takes part now."),
    )
    trusted = models.BooleanField(
        _("trusted"),
        default=False,
        help_text=_("What a trusted coordinator writes about events is published at once."),
    )
    nonce = models.CharField(max_length=64, default=link_nonce, editable=False)
    link_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)  # the room, for the last time
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    followed_by = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CoordinatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="events_one_coordinator_per_edition"),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def named_by(self):
        """What holds the word by which readers are to know this person: the person, or, with the group, this row. None: anonymous."""
        if self.display == PublicDisplay.ORGANISATION:
            return self
        return self.person if self.display == PublicDisplay.NAME else None

    @property
    def public_name(self):
        """As this person agreed to be shown, "" for somebody who stays anonymous, or whose word the desk has not looked at."""
        return self.named_by.shown_word if self.named_by else ""

    @property
    def waits_for_a_look(self):
        """Whether readers see nobody because the desk has not looked at the word yet."""
        return bool(self.named_by) and not self.named_by.is_agreed
