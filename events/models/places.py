"""Cities: the same in every language, with names in each."""

from functools import reduce
from operator import or_
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from home.fields import LanguageField
from home.languages import fallbacks, reader_language


def shown_name(city, name):
    """An expression: a city's name in the reader's language, from the paths to its id and to its name in GeoNames."""
    codes = fallbacks(reader_language())
    ranks = [When(language=code, then=Value(rank)) for rank, code in enumerate(codes)]
    rank = Case(*ranks, default=Value(len(codes)), output_field=models.IntegerField())
    names = CityName.objects.filter(city=OuterRef(city), language__in=codes).order_by(rank)
    return Coalesce(Subquery(names.values("name")[:1]), name)


class CityQuerySet(models.QuerySet):
    def with_names(self):
        return self.prefetch_related("names")

    def named(self):
        """With the name in the reader's language (`shown_name`), found along with the rows."""
        return self.annotate(shown_name=shown_name("pk", "name"))

    def named_like(self, text):
        """Cities with this text in their name in any language."""
        return self.filter(Q(name__icontains=text) | Q(names__name__icontains=text))

    def taking_part(self, edition, listed):
        """Cities with a listed event in an edition, a mission open on its day, a published report or somebody who coordinates:
        `events_here`, `missions_here` count them, `cancelled_here` counts the events that were cancelled, `is_reported` and
        `is_coordinated` are booleans.

        `listed` is a queryset of the ids of events that visitors may see in lists.
        """
        from events.models.event import Event
        from events.models.missions import Mission
        from events.models.people import Coordinator
        from events.models.reports import CityReport

        here = Event.objects.filter(edition=edition, pk__in=listed)
        open_here = Mission.objects.open_on(edition.day)
        active = Coordinator.objects.filter(edition=edition, active=True)
        reported = CityReport.objects.published().filter(edition=edition)
        # Asked once for all, not city by city: there are tens of thousands.
        found = [
            here.values("city"),
            open_here.values("city"),
            active.values("cities"),
            reported.values("city"),
        ]
        counted = Q(events__in=here)
        return (
            self.filter(reduce(or_, (Q(pk__in=cities) for cities in found)))
            .annotate(
                events_here=Count("events", filter=counted, distinct=True),
                cancelled_here=Count("events", filter=counted & Q(events__status="cancelled"), distinct=True),
                missions_here=Count("missions", filter=Q(missions__in=open_here), distinct=True),
                is_coordinated=Exists(active.filter(cities=OuterRef("pk"))),
                is_reported=Exists(reported.filter(city=OuterRef("pk"))),
            )
            .named()
        )


class City(ClusterableModel):
    """A place of GeoNames (CC BY 4.0). Always has coordinates and a time zone."""

    geonameid = models.BigIntegerField(
        "GeoNames id", unique=True, help_text=_("The number of the place at geonames.org.")
    )
    name = models.CharField(
        _("name in GeoNames"),
        max_length=200,
        help_text=_("In Latin letters. Names in other languages stand below."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=200,
        help_text=_("The last part of the address of the city's page, in small Latin letters."),
    )
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166 code"))
    region = models.CharField(
        _("region"),
        max_length=200,
        blank=True,
        help_text=_("The state, the province or the prefecture; it tells apart cities of one name."),
    )
    latitude = models.FloatField(_("latitude"), help_text=_("In degrees; negative south of the equator."))
    longitude = models.FloatField(_("longitude"), help_text=_("In degrees; negative west of Greenwich."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        help_text=_("A name of the IANA list, for instance Asia/Seoul. The times of events depend on it."),
    )
    population = models.PositiveIntegerField(
        _("population"), default=0, help_text=_("About how many people live there.")
    )
    # What GeoNames says of where it lies, for finding it: in English, with its code ("Texas", "TX").
    province = models.CharField(max_length=200, blank=True, editable=False)
    province_code = models.CharField(max_length=20, blank=True, editable=False)
    # A larger city beside it, where country and region don't tell it from a namesake.
    near = models.CharField(max_length=200, blank=True, editable=False)
    corrected = models.BooleanField(
        _("corrected by staff"),
        default=False,
        help_text=_("Loading the project's data leaves this row alone."),
    )

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name", "id"], name="events_city_name"),
            models.Index(fields=["country", "-population"], name="events_city_country"),
            models.Index(fields=["latitude", "longitude"], name="events_city_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="events_city_on_earth",
                violation_error_message=_("Latitude goes from −90 to 90, longitude from −180 to 180."),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.country}"

    def name_in(self, language):
        names = {each.language: each.name for each in self.names.all()}
        return next((names[code] for code in fallbacks(language) if code in names), self.name)

    @property
    def display_name(self):
        return self.__dict__.get("shown_name") or self.name_in(reader_language())

    @property
    def country_name(self):
        from events.countries import country_name

        return country_name(self.country)

    @property
    def address_part(self):
        """The last part of the address of the city's page: <geonameid>-<slug>."""
        return f"{self.geonameid}-{self.slug}"

    def clean(self):
        from events.countries import is_country

        super().clean()
        errors = {}
        if self.country and not is_country(self.country):
            errors["country"] = _("Give the two capital letters of the country in ISO 3166, for instance KR.")
        if self.time_zone and self.time_zone not in available_timezones():
            errors["time_zone"] = _(
                "There is no such time zone. Give one of the IANA list, for instance Asia/Seoul."
            )
        elif self.time_zone and self.pk and not self._events_fit():
            errors["time_zone"] = _(
                "An event of this city is at a time that the clocks skip in this time zone."
            )
        if errors:
            raise ValidationError(errors)

    def _events_fit(self):
        """Whether every event here has its moments in the city's zone."""
        for event in self.events.select_related("edition"):
            event.city = self
            try:
                event.clean()
            except ValidationError:
                return False
        return True

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        for event in self.events.all():
            event.save()  # their moments follow the city's zone


class CityName(models.Model):
    city = ParentalKey(City, on_delete=models.CASCADE, related_name="names")
    language = LanguageField(_("language"), max_length=20, help_text=_("The language of this name."))
    name = models.CharField(_("name"), max_length=200, help_text=_("As one writes it in that language."))
    corrected = models.BooleanField(
        _("corrected by staff"),
        default=False,
        help_text=_("Loading the project's data leaves this name alone."),
    )

    class Meta:
        verbose_name = _("name of a city")
        verbose_name_plural = _("names of cities")
        constraints = [
            models.UniqueConstraint(fields=["city", "language"], name="events_one_name_per_language")
        ]

    def __str__(self):
        return self.name
