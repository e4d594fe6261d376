"""Chinese missions: where a letter can be delivered, and since and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models.places import City


class MissionQuerySet(models.QuerySet):
    def open_on(self, date):
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=date),
            Q(closed_on__isnull=True) | Q(closed_on__gt=date),
        )


class Mission(models.Model):
    """A Chinese embassy, consulate-general, consulate or office in a city."""

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("embassy")
        CONSULATE_GENERAL = "consulate-general", _("consulate-general")
        CONSULATE = "consulate", _("consulate")
        OFFICE = "office", _("office")

    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        related_name="missions",
        verbose_name=_("city"),
        help_text=_("Where it is. Search by the name of the city, in any language."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, help_text=_("What it calls itself.")
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True, help_text=_("Empty: always was."))
    closed_on = models.DateField(_("closed on"), null=True, blank=True, help_text=_("Empty: it is open."))
    postal_address = models.TextField(
        _("postal address"), blank=True, help_text=_("As one writes it on an envelope.")
    )
    note = models.CharField(
        _("note for staff"), max_length=300, blank=True, help_text=_("Only staff see it.")
    )
    corrected = models.BooleanField(
        _("corrected by staff"),
        default=False,
        help_text=_("Loading the project's data leaves this row alone."),
    )
    source_key = models.CharField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["city__name", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gt=F("opened_on")),
                name="events_mission_closes_after_opening",
                violation_error_message=_("A mission must close after it opened."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.city}"
