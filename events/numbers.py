"""The numbers of the Day: those that staff typed, else what the site counts."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import npgettext

from events.models.edition import Edition

COUNTED = {
    "cities": Count("city", distinct=True),
    "countries": Count("city__country", distinct=True),
    "events": Count("pk"),
}
"""What is counted of events, for `annotate` and `aggregate`."""


@dataclass(frozen=True)
class Numbers:
    """[{figure, label}] of an edition, false where there is none."""

    year: int
    is_past: bool
    is_typed: bool
    figures: tuple

    def __iter__(self):
        return iter(self.figures)

    def __len__(self):
        return len(self.figures)


def _cities(figure, at_least=False):
    if at_least:
        label = npgettext("below a figure", "city, at least", "cities, at least", figure)
    else:
        label = npgettext("below a figure", "city", "cities", figure)
    return {"figure": figure, "label": label}


def _countries(figure):
    return {"figure": figure, "label": npgettext("below a figure", "country", "countries", figure)}


def _events(figure):
    return {"figure": figure, "label": npgettext("below a figure", "event", "events", figure)}


def typed_numbers(edition):
    """Figures that staff typed. What the site has on record is then only a part of it, so nothing counted stands beside."""
    figures = []
    if edition.cities_count:
        figures.append(_cities(edition.cities_count, edition.at_least))
    if edition.countries_count:
        figures.append(_countries(edition.countries_count))
    return tuple(figures)


def counted_numbers(edition):
    from events.models import EventPage

    events = EventPage.objects.events().filter(edition=edition)
    counted = events.aggregate(**COUNTED)
    if not counted["events"]:
        return ()
    return figures(**counted)


def figures(cities, countries, events):
    """Counted ones, with their words."""
    return (_cities(cities), _countries(countries), _events(events))


def day_numbers(edition):
    """The `Numbers` of an edition. At most one query."""
    typed = typed_numbers(edition)
    return Numbers(
        year=edition.year,
        is_past=edition.is_past,
        is_typed=bool(typed),
        figures=typed or counted_numbers(edition),
    )


def year_by_year():
    """[{year, cities, countries, at_least}] of past editions, for `components/plot.html`; empty without any figure.

    Typed figures stand alone, as in `day_numbers`. One query.
    """
    from events.models import EventPage

    counted = Q(events__in=EventPage.objects.events())
    editions = Edition.objects.order_by("year").annotate(
        cities_here=Count("events__city", filter=counted, distinct=True),
        countries_here=Count("events__city__country", filter=counted, distinct=True),
    )
    plot = []
    for edition in editions:
        if not edition.is_past:
            continue
        typed = edition.cities_count or edition.countries_count
        plot.append(
            {
                "year": edition.year,
                "cities": edition.cities_count or 0 if typed else edition.cities_here,
                "countries": edition.countries_count if typed else edition.countries_here or None,
                "at_least": edition.at_least and bool(edition.cities_count),
            }
        )
    return plot if any(each["cities"] for each in plot) else []
