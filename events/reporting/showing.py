"""What readers see of published reports: the report of an edition, and what happened in one city."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from events import sums
from events.models import CityReport, Event, EventPage
from events.models.reports import WENT, Delivery
from events.reporting.links import host_of

MOST_PHOTOS = 48  # on the wall; all of a city are on the city's page
MOST_HIGHLIGHTS = 12
MOST_NOTES = 4  # of one outcome
ORDER = ("delivered", "left_at_the_door", "mailed", "emailed", "refused", "prevented")


def published_in(edition, **where):
    """Published reports with their content, those first that staff chose to stand at the top. Three queries."""
    reports = sums.counted(CityReport.objects.published().filter(edition=edition, **where))
    return reports.order_by("-is_highlight", "published_at", "pk").told()


@dataclass(frozen=True)
class Told:
    """A report as readers see it."""

    report: CityReport
    city: object

    @property
    def photos(self):
        """[(photograph, report)], for components/photo_wall.html."""
        return [(photo, self.report) for photo in self.report.shown_photos]

    @property
    def links(self):
        return [(link, host_of(link)) for link in self.report.links]

    @property
    def deliveries(self):
        return list(self.report.deliveries.all())


@dataclass
class Row:
    """A city in the table."""

    city: object
    url: str
    events: list = field(default_factory=list)
    reports: list = field(default_factory=list)

    @cached_property
    def sums(self):
        return sums.of_city(self.reports)

    @cached_property
    def outcomes(self):
        return outcomes(self.reports)


@dataclass(frozen=True)
class Outcome:
    label: str
    letters: int
    went: bool
    share: int  # of the most frequent one, in per cent
    notes: tuple = ()  # (text, language)


def outcomes(reports):
    """[`Outcome`] of the letters of these reports, in a fixed order, without those that didn't occur."""
    counted, notes = Counter(), defaultdict(dict)
    for report in reports:
        for delivery in report.deliveries.all():
            counted[delivery.outcome] += 1
            if delivery.note:
                notes[delivery.outcome].setdefault(delivery.note, report.language)
    most = max(counted.values(), default=1)
    return [
        Outcome(
            label=Delivery.Outcome(key).label,
            letters=counted[key],
            went=key in WENT,
            share=max(round(100 * counted[key] / most), 1),
            notes=tuple(notes[key].items())[:MOST_NOTES],
        )
        for key in ORDER
        if counted[key]
    ]


@dataclass(frozen=True)
class EditionReport:
    rows: list
    reports: list

    @cached_property
    def outcomes(self):
        return outcomes(self.reports)

    @cached_property
    def letters(self):
        return sum(each.letters for each in self.outcomes)

    @cached_property
    def totals(self):
        total = sums.Sums()
        for row in self.rows:
            total.add(row.sums)
        return total

    @cached_property
    def events_count(self):
        """Cancelled ones stand in the table and are not counted, as on the map."""
        return sum(page.event.status != Event.Status.CANCELLED for row in self.rows for page in row.events)

    @cached_property
    def countries_count(self):
        return len({row.city.country for row in self.rows})

    @cached_property
    def highlights(self):
        chosen = [report for report in self.reports if report.is_highlight and report.text]
        return [Told(report, report.city) for report in chosen[:MOST_HIGHLIGHTS]]

    @cached_property
    def photos(self):
        """[(photograph, report)]: one of each city, then the next of each, so that no city fills the wall."""
        found = [
            (number, position, photo, report)
            for position, report in enumerate(self.reports)
            for number, photo in enumerate(report.shown_photos)
        ]
        found.sort(key=lambda each: each[:2])
        return [(photo, report) for _number, _position, photo, report in found[:MOST_PHOTOS]]


def edition_report(edition, address):
    """The `EditionReport` of an edition whose page is at `address`. The same few queries for any number of reports."""
    rows = {}

    def row(city):
        if city.pk not in rows:
            rows[city.pk] = Row(city, f"{address}cities/{city.address_part}/" if address else "")
        return rows[city.pk]

    for page in EventPage.objects.of(edition):
        row(page.event.city).events.append(page)
    reports = published_in(edition)
    for report in reports:
        row(report.city).reports.append(report)
    ordered = sorted(rows.values(), key=lambda each: each.city.display_name.casefold())
    return EditionReport(rows=ordered, reports=reports)


def what_happened(edition, city):
    """[`Told`] of a city."""
    return [Told(report, city) for report in published_in(edition, city=city)]
