"""Reminders to report: the day after, a week after, two weeks after; not once a report is there."""

import logging
from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Edition
from events.reporting.waiting import due
from events.writing import write_to
from home.languages import in_words
from home.models import OutboxMail
from home.outbox import Letter

logger = logging.getLogger("hub.reports")

DAYS = (1, 7, 14)
LAST = 21  # days after which nobody is reminded any more


def stage(things, now):
    """Which reminder is due for things that ended on one date: 1, 7, 14 days, or None. All their cities must have come to it."""
    reached = [days for days in DAYS if all(thing.moment(days) <= now for thing in things)]
    over = all(thing.moment(LAST) <= now for thing in things)
    return reached[-1] if reached and not over else None


def remind():
    """For the scheduler. One mail for all that somebody has to tell of one date. → how many mails"""
    now, count = timezone.now(), 0
    for edition in Edition.objects.exclude(state=Edition.State.ARCHIVED).exclude(date=None):
        grouped = defaultdict(list)
        for thing in due(edition):
            grouped[thing.coordinator.pk, thing.ended_on].append(thing)
        staged = {}
        for (pk, ended_on), things in grouped.items():
            days = stage(things, now)
            if days:
                staged[f"report-due:{pk}:{ended_on}:{days}"] = things
        sent = _keys_of(staged)
        for key, things in staged.items():
            if key not in sent:
                count += _remind(things, key)
    return f"{count}" if count else ""


def _keys_of(keys, at_once=500):
    keys, found = list(keys), set()
    for first in range(0, len(keys), at_once):
        some = OutboxMail.objects.filter(key__in=keys[first : first + at_once])
        found.update(some.values_list("key", flat=True))
    return found


def _remind(things, key):
    """One mail. → 1, 0 where it could not be written: the others are, all the same"""
    try:
        with transaction.atomic():
            return int(_write(things, key) is not None)
    except Exception as error:
        logger.warning("No reminder to coordinator %s: %s", things[0].coordinator.pk, type(error).__name__)
        return 0


def _write(things, key):
    from events.hosting import way_in

    coordinator = things[0].coordinator
    cities = list({thing.city.pk: thing.city for thing in things}.values())
    only = things[0] if len(things) == 1 else None
    place = [cities[0].geonameid, *([only.event.pk] if only and only.event else [])]
    link = way_in(coordinator, "host-report", *place) if len(cities) == 1 else way_in(coordinator)

    def letter():
        return Letter(
            subject=_("How was it? Please tell us"),
            paragraphs=(
                _(
                    "The Day is over in {cities}. What came of it? A few sentences and a number are enough."
                ).format(cities=in_words(city.display_name for city in cities)),
                _(
                    "Tell us what became of the letter, about how many people came, and add photographs if everybody on them agreed. Staff read it before anybody else can."
                ),
            ),
            action=(_("Report back"), link),
            after=(_("Nothing happened, or something went wrong? That is worth telling, too."),),
            reason=_("You get this because you take care of a city on this Day."),
        )

    about = f"events.coordinator:{coordinator.pk}"
    return write_to(coordinator.person, "report-due", letter, about=about, key=key)
