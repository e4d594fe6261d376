"""What came of an event, in one city: reported by its coordinator, read by staff, then part of the edition's report."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.edition import Edition
from events.models.event import Event
from events.models.missions import Mission
from events.models.people import Coordinator
from events.models.places import City, shown_name
from home.encryption import EncryptedTextField
from home.fields import LanguageField


class CityReportQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read: the one definition that pages, counters and pictures share."""
        return self.filter(state=CityReport.State.PUBLISHED)

    def _whole(self, deliveries):
        return self.select_related("city", "event").prefetch_related(
            models.Prefetch("deliveries", deliveries.select_related("mission__city")),
            models.Prefetch("photos", ReportPhoto.objects.select_related("image")),
        )

    def with_content(self):
        """With everything that is shown of a report, cities with their names in all languages. Five queries."""
        return self._whole(Delivery.objects.all()).prefetch_related(
            "city__names", "deliveries__mission__city__names"
        )

    def told(self):
        """A list of them with everything that is shown, cities with their names in the reader's language. Three queries."""
        path = "mission__city"
        deliveries = Delivery.objects.annotate(shown_city=shown_name(path, f"{path}__name"))
        found = list(self._whole(deliveries).annotate(shown_city=shown_name("city", "city__name")))
        for report in found:
            report.city.shown_name = report.shown_city
            for delivery in report.deliveries.all():
                delivery.mission.city.shown_name = delivery.shown_city
        return found


class CityReport(models.Model):
    log_by_id = True

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("waits for the desk")
        CHANGES = "changes", _("changes asked for")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")

    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.SUBMITTED)
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="city_reports", verbose_name=_("edition")
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="city_reports", verbose_name=_("city")
    )
    event = models.ForeignKey(
        Event,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="city_reports",
        verbose_name=_("event"),
        help_text=_("Which event it tells of. Empty: of the city as a whole."),
    )
    coordinator = models.ForeignKey(
        Coordinator, null=True, blank=True, on_delete=models.SET_NULL, related_name="city_reports"
    )
    attendance = models.PositiveIntegerField(
        _("people who came"), null=True, blank=True, help_text=_("About how many.")
    )
    signatures = models.PositiveIntegerField(
        _("signatures"), null=True, blank=True, help_text=_("How many were collected.")
    )
    language = LanguageField(_("language"), max_length=20, help_text=_("The language of the text."))
    text = models.TextField(
        _("what happened"),
        blank=True,
        max_length=5000,
        help_text=_(
            "In a few sentences. Everybody can read it once it is published: no names of private persons."
        ),
    )
    links = models.JSONField(_("links"), default=list, blank=True)
    is_highlight = models.BooleanField(
        _("highlight"), default=False, help_text=_("Stands at the top of the report of the edition.")
    )
    reason = EncryptedTextField(blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = CityReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a city")
        verbose_name_plural = _("reports of cities")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(event__isnull=False),
                name="events_one_report_per_event",
                violation_error_message=_("There is a report of this event already. Open that one."),
            ),
            models.UniqueConstraint(
                fields=["edition", "city"],
                condition=Q(event__isnull=True),
                name="events_one_report_per_city",
                violation_error_message=_(
                    "There is a report of this city as a whole already. Open that one."
                ),
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_published(self):
        return self.state == self.State.PUBLISHED

    @property
    def waits_for_its_author(self):
        """Whether who wrote it may still change it and send it again."""
        return self.state in {self.State.SUBMITTED, self.State.CHANGES}

    @property
    def shown_photos(self):
        """Those that readers see once it is published: everybody on them agreed, and staff have not taken them off."""
        return [photo for photo in self.photos.all() if photo.consent and photo.shown]


OUTCOMES_OF = {
    "in_person": ["delivered", "refused", "left_at_the_door", "prevented"],
    "mail": ["mailed", "refused", "prevented"],
    "email": ["emailed", "refused", "prevented"],
}
"""What can become of a letter, by the way it went."""
WENT = ["delivered", "left_at_the_door", "mailed", "emailed"]
"""Outcomes of letters that went to their mission; the others were refused or prevented."""


class Delivery(models.Model):
    """One letter to one mission."""

    class Method(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        MAIL = "mail", _("by mail")
        EMAIL = "email", _("by e-mail")

    class Outcome(models.TextChoices):
        DELIVERED = "delivered", _("delivered")
        REFUSED = "refused", _("refused")
        LEFT_AT_THE_DOOR = "left_at_the_door", _("left at the door")
        MAILED = "mailed", _("mailed")
        EMAILED = "emailed", _("e-mailed")
        PREVENTED = "prevented", _("prevented")

    report = models.ForeignKey(CityReport, on_delete=models.CASCADE, related_name="deliveries")
    mission = models.ForeignKey(
        Mission,
        on_delete=models.PROTECT,
        related_name="deliveries",
        verbose_name=_("mission"),
        help_text=_("To which embassy or consulate the letter went."),
    )
    method = models.CharField(
        _("method"), max_length=20, choices=Method.choices, help_text=_("How the letter went there.")
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, help_text=_("What became of it.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("For instance: guards blocked the gate.")
    )

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(
                    or_,
                    (Q(method=method, outcome__in=outcomes) for method, outcomes in OUTCOMES_OF.items()),
                ),
                name="events_delivery_outcome_fits",
                violation_error_message=_("This outcome doesn't go with the way the letter went."),
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


class ReportPhoto(models.Model):
    """A photograph of a report. Its file is no public one before the report is."""

    report = models.ForeignKey(CityReport, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("photograph"),
    )
    alt = models.CharField(
        _("what it shows"),
        max_length=300,
        blank=True,
        help_text=_("For people who can't see the photograph: one sentence, without names."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Stands below it: where and when, without names."),
    )
    consent = models.BooleanField(
        _("those shown agreed"),
        default=False,
        help_text=_("Everybody whom one can recognise agreed that this photograph is published."),
    )
    shown = models.BooleanField(
        _("on the photo wall"), default=True, help_text=_("Take the tick away to keep it off the report.")
    )

    class Meta:
        verbose_name = _("photograph of a report")
        verbose_name_plural = _("photographs of reports")
        ordering = ["pk"]

    def __str__(self):
        return f"#{self.pk}"


class HeldPhoto(models.Model):
    """A photograph that somebody chose while something else in their form was to be mended: they need not choose it again."""

    image = models.OneToOneField(
        settings.WAGTAILIMAGES_IMAGE_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    coordinator = models.ForeignKey(Coordinator, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return f"#{self.pk}"
