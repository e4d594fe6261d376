"""The edition that the site is about now, and how far off its Day is: one answer for the home page, sections and blocks."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from events.models import Edition, EditionPage, EditionReportPage
from home.languages import reader_language
from home.routing import page_address

NEAR = 56  # days before the Day in which “where is something near me?” matters more than “why?”


@dataclass(frozen=True)
class Day:
    edition: Edition
    phase: str  # planned, open, near, today, reporting, archived
    days_left: int | None
    address: str
    find_reports: object  # () -> `report_pages()`, asked only where the report is linked

    @property
    def report_address(self):
        report = self.find_reports().get(self.edition.year)
        return page_address(report) if report else ""

    @property
    def year(self):
        return self.edition.year

    @property
    def date(self):
        return self.edition.date

    @property
    def cities_address(self):
        return f"{self.address}cities/"


def edition_pages():
    """{year: page with its edition} in the reader's best language: an edition without a visible page is nobody's business."""
    pages = EditionPage.objects.visible().best_for(reader_language()).select_related("edition")
    return {page.edition.year: page for page in pages}


def report_pages():
    """{year: page with its edition} of the reports that visitors may read, in the reader's best language."""
    pages = EditionReportPage.objects.visible().best_for(reader_language()).select_related("edition")
    return {page.edition.year: page for page in pages}


def edition_page(pages, year=None):
    """Of `edition_pages()`, that of a year; without one, that of the current edition. None where there is none."""
    if year:
        return pages.get(year)
    current = Edition.objects.choose_current(page.edition for page in pages.values())
    return pages[current.year] if current else None


def days_left(edition):
    """Whole days until the date, 0 while it is that date anywhere on earth; None afterwards and without a date."""
    if edition.date is None or edition.is_past:
        return None
    if edition.phase() == "today":
        return 0  # it is that date somewhere already
    today = timezone.now().astimezone(datetime.UTC).date()
    return max((edition.date - today).days, 0)


def phase_of(edition):
    """As the edition's own, and “near” in the last weeks before the Day."""
    phase = edition.phase()
    return "near" if phase == "open" and (days_left(edition) or 0) <= NEAR and edition.date else phase


def the_day(pages, find_reports):
    """The `Day` from `edition_pages()` and a function for `report_pages()`, or None."""
    page = edition_page(pages)
    if page is None:
        return None
    return Day(
        edition=page.edition,
        phase=phase_of(page.edition),
        days_left=days_left(page.edition),
        address=page_address(page),
        find_reports=find_reports,
    )


def last_report(pages, reports):
    """The report of the last edition that is past; neither it nor its edition is hidden."""
    past = [
        report
        for year, report in sorted(reports.items(), reverse=True)
        if year in pages and pages[year].edition.is_past
    ]
    return past[0] if past else None
