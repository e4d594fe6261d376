"""The numbers of the Day: those that staff typed, else what the site counts."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, Value
from django.utils.translation import npgettext

from events.models.edition import Edition
from events.sums import Sums, of_editions

NOTHING, NO_COUNTRY = Value(None, BigIntegerField()), Value(None, CharField())
PLOTTED = ("year", "date", "state", "cities_count", "countries_count", "at_least")


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


def _letters(figure):
    return {
        "figure": figure,
        "label": npgettext("below a figure", "letter to a mission", "letters to missions", figure),
    }


def _signatures(figure):
    return {"figure": figure, "label": npgettext("below a figure", "signature", "signatures", figure)}


def _people(figure):
    return {"figure": figure, "label": npgettext("below a figure", "person came", "people came", figure)}


def typed_numbers(edition):
    """Figures that staff typed. What the site has on record is then only a part of it, so nothing counted stands beside."""
    figures = []
    if edition.cities_count:
        figures.append(_cities(edition.cities_count, edition.at_least))
    if edition.countries_count:
        figures.append(_countries(edition.countries_count))
    return tuple(figures)


def counted_numbers(edition, counted=None):
    counted = counts([edition.pk]) if counted is None else counted
    return figures(**counted[edition.pk]) if edition.pk in counted else ()


def figures(cities, countries, events):
    """Counted ones, with their words."""
    return (_cities(cities), _countries(countries), *((_events(events),) if events else ()))


def _places(edition_ids=None, facts=()):
    """Rows of (edition id, city id, country, event id, *facts of the edition): a listed event that wasn't cancelled or, without
    an event, a published report.
    """
    from events.models import CityReport, EventPage

    events, reports = EventPage.objects.events(), CityReport.objects.published()
    if edition_ids is not None:
        events, reports = (rows.filter(edition__in=edition_ids) for rows in (events, reports))
    place, told = ("edition_id", "city_id", "city__country"), [f"edition__{name}" for name in facts]
    reports = reports.order_by().annotate(no_event=NOTHING).values_list(*place, "no_event", *told)
    return events.order_by().values_list(*place, "pk", *told).union(reports)


def _counted(places):
    cities, countries, events = defaultdict(set), defaultdict(set), Counter()
    for edition_id, city_id, country, event_id in places:
        cities[edition_id].add(city_id)
        countries[edition_id].add(country)
        events[edition_id] += event_id is not None
    return {
        pk: {"cities": len(cities[pk]), "countries": len(countries[pk]), "events": events[pk]}
        for pk in cities
    }


def counts(edition_ids):
    """{edition id: {cities, countries, events}} of listed events that weren't cancelled and of published reports: a city
    counts once, however it is known. One query.
    """
    return _counted(_places(edition_ids))


def every_year():
    """([edition, with the facts of `PLOTTED` alone], its `counts`) of all editions, the first year first. One query."""
    nowhere = Edition.objects.order_by().annotate(no_city=NOTHING, no_country=NO_COUNTRY, no_event=NOTHING)
    rows = list(
        _places(facts=PLOTTED).union(nowhere.values_list("pk", "no_city", "no_country", "no_event", *PLOTTED))
    )
    editions = {pk: Edition(pk=pk, **dict(zip(PLOTTED, facts, strict=True))) for pk, _, _, _, *facts in rows}
    counted = _counted(row[:4] for row in rows if row[1] is not None)
    return sorted(editions.values(), key=lambda edition: edition.year), counted


def results(edition, reported=None):
    """{deliveries, signatures, attendance} of a past edition: what staff typed, else what published reports add up to, else
    None. `reported`: `of_editions` where it was asked already, else it is one query."""
    found = {
        "deliveries": edition.deliveries_count,
        "signatures": edition.signatures_count,
        "attendance": edition.attendance_count,
    }
    if edition.is_past and None in found.values():
        reported = of_editions([edition.pk]) if reported is None else reported
        sums = reported.get(edition.pk, Sums())
        found = {
            name: getattr(sums, name) or None if typed is None else typed for name, typed in found.items()
        }
    return found


def result_figures(deliveries, signatures, attendance):
    """The same with their words, without what nobody knows."""
    known = ((_letters, deliveries), (_signatures, signatures), (_people, attendance))
    return tuple(figure(number) for figure, number in known if number)


def in_country(cities, events):
    """Counted ones of a single country, with their words; nothing where nothing is."""
    return (_cities(cities), _events(events)) if events else ()


def day_numbers(edition, counted=None, reported=None):
    """The `Numbers` of an edition. At most two queries; none for what was asked already: `counts` and `of_editions`."""
    typed = typed_numbers(edition)
    return Numbers(
        year=edition.year,
        is_past=edition.is_past,
        is_typed=bool(typed),
        figures=(typed or counted_numbers(edition, counted)) + result_figures(**results(edition, reported)),
    )


def year_by_year(years=None):
    """[{year, cities, countries, at_least}] of past editions, for `components/plot.html`; empty without any figure.

    Typed figures stand alone, as in `day_numbers`. `years`: `every_year` where it was asked already, else it is one query.
    """
    editions, counted = years or every_year()
    plot = []
    for edition in editions:
        if not edition.is_past:
            continue
        here = counted.get(edition.pk, {"cities": 0, "countries": None})
        typed = edition.cities_count or edition.countries_count
        plot.append(
            {
                "year": edition.year,
                "cities": edition.cities_count or 0 if typed else here["cities"],
                "countries": edition.countries_count if typed else here["countries"],
                "at_least": edition.at_least and bool(edition.cities_count),
            }
        )
    return plot if any(each["cities"] for each in plot) else []
