"""What published reports add up to."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from events.models.reports import WENT, CityReport

SUMMED = ("attendance", "signatures")


@dataclass
class Sums:
    """Of some cities: people who came and signatures (None: nobody said), letters that went to a mission."""

    attendance: int | None = None
    signatures: int | None = None
    deliveries: int = 0

    def add(self, other):
        for name in SUMMED:
            number = getattr(other, name)
            if number is not None:
                setattr(self, name, (getattr(self, name) or 0) + number)
        self.deliveries += other.deliveries


def of_city(reports):
    """`Sums` of one city's reports in one edition. A report of the city as a whole includes its events, so where both give
    a figure the larger one counts, not both. Each needs `letters`, how many of its letters went.
    """
    sums = Sums(deliveries=sum(report.letters for report in reports))
    for name in SUMMED:
        whole = [getattr(report, name) for report in reports if report.event_id is None]
        parts = [getattr(report, name) for report in reports if report.event_id is not None]
        known = [sum(number or 0 for number in part) for part in (whole, parts) if any_known(part)]
        setattr(sums, name, max(known) if known else None)
    return sums


def any_known(numbers):
    return any(number is not None for number in numbers)


def counted(reports):
    """The same reports with `letters`."""
    return reports.annotate(letters=Count("deliveries", filter=Q(deliveries__outcome__in=WENT)))


def of_editions(edition_ids):
    """{edition id: `Sums`} of those of these editions that have a published report. One query."""
    reports = counted(CityReport.objects.published().filter(edition__in=edition_ids)).order_by()
    needed = reports.only("edition_id", "city_id", "event_id", *SUMMED)
    by_city = defaultdict(list)
    for report in needed:
        by_city[report.edition_id, report.city_id].append(report)
    found = {}
    for (edition_id, _city), here in by_city.items():
        found.setdefault(edition_id, Sums()).add(of_city(here))
    return found
