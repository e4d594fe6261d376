"""When new events of an edition are taken."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

NEAR = datetime.timedelta(days=60)  # an event of the Day is on or near it


def takes_new(edition):
    """Until the Day is over, and afterwards as long as an event near it can still be to come."""
    if not edition.is_past:
        return True
    return edition.state != edition.State.ARCHIVED and timezone.now().date() <= edition.day + NEAR


def today_in(city):
    return timezone.now().astimezone(ZoneInfo(city.time_zone)).date()
