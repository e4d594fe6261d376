"""Wall time in a place and the moment it means."""

import datetime
from zoneinfo import ZoneInfo


def to_utc(date, time, zone_name):
    """The moment (aware, UTC) of a wall time in a zone; the first one where the clock shows it twice.

    Raises `ValueError` for a time that the zone's clocks skip.
    """
    local = datetime.datetime.combine(date, time, tzinfo=ZoneInfo(zone_name))
    moment = local.astimezone(datetime.UTC)
    if moment.astimezone(ZoneInfo(zone_name)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{local:%Y-%m-%d %H:%M} does not exist in {zone_name}")
    return moment


def local_iso(moment, zone_name):
    """A moment as ISO 8601 with the offset of a zone: "2027-09-24T12:00:00+09:00"."""
    return moment.astimezone(ZoneInfo(zone_name)).isoformat()


def utc_offset_label(moment, zone_name):
    """ "UTC+9", "UTC+5:30", "UTC−4" for a moment in a zone."""
    seconds = moment.astimezone(ZoneInfo(zone_name)).utcoffset().total_seconds()
    hours, minutes = divmod(abs(int(seconds)) // 60, 60)
    sign = "+" if seconds >= 0 else "\N{MINUS SIGN}"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def day_on_earth(date):
    """(begin, end) in UTC of the time in which it is `date` anywhere on earth: 50 hours."""
    midnight = datetime.datetime.combine(date, datetime.time(), tzinfo=datetime.UTC)
    return midnight - datetime.timedelta(hours=14), midnight + datetime.timedelta(hours=36)
