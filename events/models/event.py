"""What happens in a city on or near the Day: the facts, once for all languages."""

import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.kinds import KINDS, KindsField, validate_kinds
from events.models.edition import Edition
from events.models.followed import FollowedRecord
from events.models.places import City
from events.times import local_iso, to_utc, utc_offset_label
from home.languages import reader_language


class EventQuerySet(models.QuerySet):
    def with_hosts(self):
        """With everything that a page of the event shows."""
        from events.models.people import EventHost

        hosts = models.Prefetch("hosts", EventHost.objects.for_reader(reader_language()))
        return self.select_related("city", "edition").prefetch_related("city__names", hosts)


class Event(FollowedRecord):
    calendar_facts = ("city_id", "starts_at", "ends_at", "starts_time", "venue", "address", "status")
    told_facts = (
        "status",
        "city_id",
        "starts_on",
        "starts_time",
        "ends_on",
        "ends_time",
        "venue",
        "address",
    )  # what people who signed up are told of when it changes

    class Status(models.TextChoices):
        TENTATIVE = "tentative", _("tentative")
        CONFIRMED = "confirmed", _("confirmed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")
        TOOK_PLACE = "took_place", _("took place")

    class StatusReason(models.TextChoices):
        """A choice and no words, so that everybody reads it in their own language and nobody has to look at it first."""

        NOT_ALLOWED = "not_allowed", _("the authorities don't allow it")
        SAFETY = "safety", _("it would not be safe")
        PLACE = "place", _("the place is not available")
        WEATHER = "weather", _("the weather")
        HOST = "host", _("the host can't be there")
        FEW = "few", _("too few people can come")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("public")
        BY_LINK = "by_link", _("by link only")

    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("edition"),
        help_text=_("It follows from the place of the page."),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("city"),
        help_text=_("Search for it by its name, in any language."),
    )
    starts_on = models.DateField(_("date"), help_text=_("The date there, in the city."))
    starts_time = models.TimeField(
        _("begins at"),
        null=True,
        blank=True,
        help_text=_("The time on the city's clocks. Empty: not known yet."),
    )
    ends_on = models.DateField(_("last date"), null=True, blank=True, help_text=_("Empty: the same day."))
    ends_time = models.TimeField(
        _("ends at"),
        null=True,
        blank=True,
        help_text=_("On the city's clocks. Empty: about two hours after it begins."),
    )
    venue = models.CharField(
        _("venue"), max_length=200, blank=True, help_text=_("The name of the place, as people there know it.")
    )
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        help_text=_("So that people find it. Everybody can read it: no private address."),
    )
    kinds = KindsField(
        _("kinds"),
        default=list,
        validators=[validate_kinds],
        help_text=_("Tick everything that will happen there."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status.choices,
        default=Status.TENTATIVE,
        help_text=_("Tentative: not sure yet. What is postponed or cancelled stays on the site and says so."),
    )
    status_reason = models.CharField(
        _("reason"),
        max_length=20,
        choices=StatusReason.choices,
        blank=True,
        help_text=_(
            "Why it is postponed or cancelled. Those who signed up are told, each in their language."
        ),
    )
    visibility = models.CharField(
        _("visibility"),
        max_length=20,
        choices=Visibility.choices,
        default=Visibility.PUBLIC,
        help_text=_(
            "By link only: not in lists, on the map or in search. Whoever has the address can open it."
        ),
    )
    starts_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, db_index=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event (facts)")
        verbose_name_plural = _("events (facts)")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="events_event_ends_after_start",
                violation_error_message=_("The event must end after it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.city}, {self.starts_on}"

    def clean(self):
        super().clean()
        try:
            self.derive_moments()
        except ValueError:
            raise ValidationError(
                {"starts_time": _("The clocks there skip this time on that day. Choose another one.")}
            ) from None
        except (City.DoesNotExist, TypeError):
            return  # the missing field has its own error
        if self.ends_at < self.starts_at:
            raise ValidationError(
                {"ends_on" if self.ends_on else "ends_time": _("The event must end after it starts.")}
            )

    def save(self, *args, **kwargs):
        self.derive_moments()
        if self.status not in (self.Status.POSTPONED, self.Status.CANCELLED):
            self.status_reason = ""
        super().save(*args, **kwargs)

    def followed_change(self, before):
        from events.proposals import tell_of_change

        tell_of_change(self, {name: before[name] for name in self.told_facts})

    def duplicate(self):
        copy = super().duplicate()
        for host in self.hosts.all():
            host.pk, host.event = None, copy
            host.save()
        return copy

    def derive_moments(self):
        zone = self.city.time_zone
        last_day = self.ends_on or self.starts_on
        self.starts_at = to_utc(self.starts_on, self.starts_time or datetime.time(0), zone)
        if self.ends_time:
            self.ends_at = to_utc(last_day, self.ends_time, zone)
        elif self.starts_time and not self.ends_on:
            self.ends_at = self.starts_at + datetime.timedelta(hours=2)
        else:
            end_of_day = datetime.datetime.combine(last_day, datetime.time(23, 59), tzinfo=ZoneInfo(zone))
            self.ends_at = end_of_day.astimezone(datetime.UTC)

    @property
    def starts_here(self):
        """The moment as ISO 8601 with the city's offset."""
        return local_iso(self.starts_at, self.city.time_zone)

    @property
    def ends_here(self):
        return local_iso(self.ends_at, self.city.time_zone)

    @property
    def zone_label(self):
        return utc_offset_label(self.starts_at, self.city.time_zone)

    @property
    def zone_city(self):
        return self.city.display_name

    @property
    def kind_labels(self):
        return [KINDS[kind] for kind in self.kinds if kind in KINDS]

    @property
    def is_past(self):
        return self.ends_at < timezone.now()

    @property
    def public_hosts(self):
        """The hosts as they agreed to be shown."""
        return [host.public_name for host in self.hosts.all()]
