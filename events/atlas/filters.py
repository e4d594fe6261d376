"""What one may choose in the list of an edition's events: by kind, country, day and city. Works by GET alone.

A value that means nothing is as if nobody had given it, so that no address can break the list.
"""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from events.cities import by_name
from events.countries import country_name
from events.kinds import KINDS
from events.models.event import Event
from events.models.places import City

LABELS = {"kind": _("Kind"), "country": _("Country"), "date": _("Day"), "city": _("City")}
ALL = {"kind": _("All kinds"), "country": _("All countries"), "date": _("All days")}
LONGEST = 100  # characters of a city's name


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """Something that is set, and the address without it."""

    label: str
    address: str


class EventFilters:
    """Filters of a list of `EventPage`s by a query string; `.set` is {name: value} of what is chosen. One query."""

    def __init__(self, pages, asked):
        self.pages = pages
        self._counted = self._count()
        self.set = {name: value for name in LABELS if (value := self._valid(name, asked.get(name, "")))}
        self.city_name = self._city_name()

    def _count(self):
        """{country: events}, {day: events} of the whole list."""
        rows = (
            Event.objects.filter(pk__in=self.pages.order_by().values("event"))
            .order_by()
            .values_list("city__country", "starts_on")
            .annotate(Count("pk"))
        )
        countries, days = {}, {}
        for country, day, number in rows:
            countries[country] = countries.get(country, 0) + number
            days[day.isoformat()] = days.get(day.isoformat(), 0) + number
        return {"country": countries, "date": days}

    def _valid(self, name, value):
        value = value.replace("\0", "")[:LONGEST].strip()
        if name == "city":
            return value
        return value if value in (KINDS if name == "kind" else self._counted[name]) else ""

    def _city_name(self):
        """A link may give a city by its number at GeoNames."""
        value = self.set.get("city", "")
        if not self._is_number(value):
            return value
        city = City.objects.named().filter(geonameid=int(value)).first()
        return city.display_name if city else value

    @staticmethod
    def _is_number(value):
        return value.isascii() and value.isdigit() and len(value) <= 12

    def filtered(self):
        pages, chosen = self.pages, self.set
        if "kind" in chosen:
            # As text, quotation marks and all: SQLite can't look into a list.
            pages = pages.filter(event__kinds__icontains=f'"{chosen["kind"]}"')
        if "country" in chosen:
            pages = pages.filter(event__city__country=chosen["country"])
        if "date" in chosen:
            pages = pages.filter(event__starts_on=chosen["date"])
        if "city" in chosen:
            city = chosen["city"]
            found = (
                City.objects.filter(geonameid=int(city))
                if self._is_number(city)
                else City.objects.named_like(city)
            )
            pages = pages.filter(event__city__in=found.values("pk"))
        return pages

    def _label(self, name, value):
        if name == "kind":
            return capfirst(str(KINDS[value]))
        if name == "country":
            return country_name(value)
        if name == "date":
            return date_format(datetime.date.fromisoformat(value))
        return self.city_name

    def _options(self, name, values):
        chosen = self.set.get(name)
        return [Option(value, self._label(name, value), value == chosen) for value in values]

    @property
    def fields(self):
        """[(name, label, label of “all”, options)] of the choices that there are to make."""
        countries = sorted(self._counted["country"], key=lambda code: by_name(country_name(code)))
        found = {"kind": list(KINDS), "country": countries, "date": sorted(self._counted["date"])}
        return [
            (name, LABELS[name], ALL[name], self._options(name, values))
            for name, values in found.items()
            if len(values) > 1 or name in self.set
        ]

    @property
    def chips(self):
        return [
            Chip(self._label(name, value), f"?{urlencode(self._without(name))}" if len(self.set) > 1 else "?")
            for name, value in self.set.items()
        ]

    def _without(self, name):
        return {key: value for key, value in self.set.items() if key != name}

    @property
    def query(self):
        """For the links of the pagination: what is set, ending in "&"."""
        return f"{urlencode(self.set)}&" if self.set else ""
