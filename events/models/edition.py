"""One year's Day: its date and state, once for all languages."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.followed import FollowedRecord
from events.times import day_on_earth

TYPED_FIGURES = (
    "cities_count",
    "countries_count",
    "deliveries_count",
    "signatures_count",
    "attendance_count",
)
"""What staff may type in place of what the site counts; not without a note."""


class EditionQuerySet(models.QuerySet):
    def current(self):
        """The edition that the site is about: the next one that is open or planned, else the one just past."""
        return self.choose_current(self.all())

    @staticmethod
    def choose_current(editions):
        """The same of editions that are loaded already."""
        editions = sorted((each for each in editions if each.date), key=lambda each: each.date)
        now = timezone.now()
        ahead = [edition for edition in editions if edition.phase(now) in {"open", "today"}]
        if ahead:
            return ahead[0]
        reporting = [edition for edition in editions if edition.phase(now) == "reporting"]
        planned = [edition for edition in editions if edition.phase(now) == "planned"]
        for group in (reporting[-1:], planned[:1], editions[-1:]):
            if group:
                return group[0]
        return None


class Edition(FollowedRecord):
    calendar_facts = ("date",)

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open for sign-up")
        REPORTING = "reporting", _("reporting")
        ARCHIVED = "archived", _("archived")

    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, help_text=_("There is one edition a year.")
    )
    date = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("The date of the Day, everywhere on earth. It has no time zone."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State.choices,
        default=State.PLANNED,
        help_text=_(
            "Planned: announced. Open: people can sign up. Reporting: reports come in. Archived: closed. Once the date is past, the site shows it as past by itself."
        ),
    )
    cities_count = models.PositiveIntegerField(
        _("cities"),
        null=True,
        blank=True,
        help_text=_("How many cities took part. Left empty, the site counts the cities of its events."),
    )
    countries_count = models.PositiveIntegerField(
        _("countries"),
        null=True,
        blank=True,
        help_text=_("How many countries took part. Left empty, the site counts them."),
    )
    at_least = models.BooleanField(
        _("“at least”"),
        default=False,
        help_text=_("Tick it where there may have been more than these figures say."),
    )
    deliveries_count = models.PositiveIntegerField(
        _("letters delivered"),
        null=True,
        blank=True,
        help_text=_("How many letters reached a mission. Left empty, the site counts those of the reports."),
    )
    signatures_count = models.PositiveIntegerField(
        _("signatures"),
        null=True,
        blank=True,
        help_text=_("How many signatures there were. Left empty, the site adds up those of the reports."),
    )
    attendance_count = models.PositiveIntegerField(
        _("people who came"),
        null=True,
        blank=True,
        help_text=_("How many people took part. Left empty, the site adds up those of the reports."),
    )
    counters_note = models.CharField(
        _("note on the figures"),
        max_length=300,
        blank=True,
        help_text=_("Where figures typed here come from. Readers see it beside them."),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year"]

    def __str__(self):
        return str(self.year)

    def clean(self):
        super().clean()
        typed = any(getattr(self, name) is not None for name in TYPED_FIGURES)
        if typed and not self.counters_note.strip():
            raise ValidationError({"counters_note": _("Say where the figures typed above come from.")})

    def duplicate(self):
        raise ValueError("There is one edition a year: an edition's page can't be copied.")

    def phase(self, now=None):
        """planned, open, today, reporting or archived at a moment: the stored state corrected by the date."""
        now = now or timezone.now()
        if self.state == self.State.ARCHIVED or self.date is None:
            return self.state
        begins, ends = day_on_earth(self.date)
        if now >= ends:
            return "reporting"
        if now >= begins:
            return "today"
        return self.State.OPEN if self.state == self.State.REPORTING else self.state

    @property
    def is_past(self):
        return self.phase() in {"reporting", "archived"}

    @property
    def day(self):
        """The date to judge missions by: the edition's, or the end of its September where none is known."""
        return self.date or datetime.date(self.year, 9, 30)
