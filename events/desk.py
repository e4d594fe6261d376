"""What the room of events gives to the editors' desk: beginning an event, and the editions' dates in the calendar."""

from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Edition, EditionPage, EventIndexPage, EventPage
from home.desk.actions import adding
from home.desk.calendar import Day
from home.registries import admin_actions, calendar_days, guide_places


def add_event(request):
    """Below the list of the edition that the site is about now; where there is none, nothing can be begun."""
    edition = Edition.objects.current()
    if edition is None:
        return None
    above = EditionPage.objects.filter(edition=edition).values_list("path", flat=True)
    lists = [page for page in EventIndexPage.objects.all() if page.path[: -page.steplen] in set(above)]
    return adding(
        request,
        EventPage,
        lists,
        label=_("Add an event"),
        description=_("What happens in a city on the Day of %(year)s.") % {"year": edition.year},
        icon="date",
    )


def editions_between(user, first, last):
    may_change = user.has_perm("events.change_edition")
    for edition in Edition.objects.filter(date__range=(first, last)):
        yield Day(
            date=edition.date,
            label=_("The Day of %(year)s") % {"year": edition.year},
            url=reverse("edition-facts:edit", args=[edition.pk]) if may_change else "",
        )


def register():
    admin_actions.register("event", add_event)
    calendar_days.register("editions", editions_between)
    guide_places.register("events.EventPage", "adding-an-event")
    for page_type in ("events.EditionPage", "events.EditionReportPage"):
        guide_places.register(page_type, "running-a-years-edition")
