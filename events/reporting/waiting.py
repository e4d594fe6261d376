"""What waits: reports for staff to read, and what coordinators have not reported yet."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from events.models import City, CityReport, Coordinator, Event, EventPage

DUE_FROM = datetime.time(9)  # on the city's clocks: nobody is written to at night


@dataclass(frozen=True)
class Due:
    """Something that a coordinator has not reported: a city as a whole, or one event there. `ended_on` is a date there."""

    coordinator: Coordinator
    city: City
    event: Event | None
    ended_on: datetime.date

    def moment(self, days):
        """So many days after it, in the morning there."""
        day = self.ended_on + datetime.timedelta(days=days)
        return datetime.datetime.combine(day, DUE_FROM, tzinfo=ZoneInfo(self.city.time_zone))


def waiting():
    """Reports that staff have to read, the oldest first."""
    return CityReport.objects.filter(state=CityReport.State.SUBMITTED).order_by("created_at", "pk")


def due(edition):
    """[`Due`] of an edition whose Day is over: cities of active coordinators without a report. A report of the city as a
    whole covers all that happened there; where events are known, each of them is asked for by itself. Six queries.
    """
    if edition.date is None or edition.phase() not in {"today", "reporting"}:
        return []
    coordinators = (
        Coordinator.objects.filter(edition=edition, active=True, ended_at__isnull=True)
        .select_related("person", "edition")
        .prefetch_related("cities__names")
        .order_by("pk")
    )
    whole, told = set(), set()
    for city_id, event_id in CityReport.objects.filter(edition=edition).values_list("city_id", "event_id"):
        if event_id is None:
            whole.add(city_id)
        else:
            told.add(event_id)
    events = defaultdict(list)
    visible = EventPage.objects.visible().filter(event__edition=edition).values("event")
    for event in (
        Event.objects.filter(pk__in=visible)
        .exclude(status__in=[Event.Status.CANCELLED, Event.Status.POSTPONED])
        .prefetch_related("hosts")
    ):
        events[event.city_id].append(event)
    found = []
    for coordinator in coordinators:
        for city in coordinator.cities.all():
            if city.pk in whole:
                continue
            mine = _theirs(events[city.pk], coordinator)
            if not mine and not any(event.pk in told for event in events[city.pk]):
                found.append(Due(coordinator, city, None, edition.date))
            found += [
                Due(coordinator, city, event, event.ends_on or event.starts_on)
                for event in mine
                if event.pk not in told
            ]
    return found


def _theirs(events, coordinator):
    """Of a city's events those that a coordinator is asked about: not those which somebody else hosts."""
    return [
        event
        for event in events
        if all(host.person_id in {None, coordinator.person_id} for host in event.hosts.all())
    ]
