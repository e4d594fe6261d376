"""The next edition, begun in one action: its facts and its pages as drafts, the one before it closed. No private datum is copied."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.models import Edition, EditionPage, EditionReportPage, EventIndexPage

BEGUN = "hub.edition.begun"
PAGES_RIGHT = "wagtailcore.publish_page"


class CannotBegin(ValueError):
    """There is such an edition already, or nothing to begin from."""


def last_page():
    """The original page of the latest edition that has one."""
    pages = EditionPage.objects.select_related("edition", "locale").order_by("-edition__year", "pk")
    return next((page for page in pages if page.is_original), None)


def suggested_date(year):
    """The Friday on or before the 24th of September: the Day is about the 24th, on which China signed the convention."""
    day = datetime.date(year, 9, 24)
    return day - datetime.timedelta(days=(day.weekday() - 4) % 7)


def suggestion():
    """(year, date) of the edition that comes after the last one."""
    latest = Edition.objects.order_by("-year").first()
    year = latest.year + 1 if latest else datetime.date.today().year
    return year, suggested_date(year)


@transaction.atomic
def begin(year, date, by, close_last_as=""):
    """Make the edition with its draft pages, all or nothing; `close_last_as`: the state of the one before it. → EditionPage"""
    last = last_page()
    if last is None:
        raise CannotBegin(_("There is no edition with a page yet: make the first one under “Pages”."))
    if Edition.objects.filter(year=year).exists():
        raise CannotBegin(_("There is an edition of this year already."))
    edition = Edition.objects.create(year=year, date=date, state=Edition.State.PLANNED)
    page = EditionPage(
        title=_("The Day of %(year)s") % {"year": year},
        slug=str(year),
        summary=last.summary,
        body=last.body,
        edition=edition,
        locale=last.locale,
        live=False,
    )
    last.get_parent().add_child(instance=page)
    page.save_revision(user=by)
    for kind in (EventIndexPage, EditionReportPage):
        _make_below(page, last, kind, by)
    if close_last_as:
        before = last.edition
        before.state = close_last_as
        before.save()
        log(before, "wagtail.edit", user=by)
    log(edition, BEGUN, user=by)
    return page


def _make_below(page, last, kind, by):
    """A list of events, a report: as last year's, with its title and address, empty otherwise."""
    model = next((each for each in kind.objects.child_of(last) if each.is_original), None)
    if model is None:
        return
    made = kind(title=model.title, slug=model.slug, summary="", locale=page.locale, live=False)
    page.add_child(instance=made)
    made.save_revision(user=by)
