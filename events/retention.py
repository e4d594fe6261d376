"""How long what people sent us is kept."""

import datetime

from django.conf import settings
from django.utils import timezone


def kept_until(edition):
    """The date on which what belongs to an edition is erased: so many months after its Day."""
    return _months_from(edition.day, settings.HUB_KEEP_MONTHS)


def is_over(edition):
    return timezone.now().date() >= kept_until(edition)


def long_ago():
    """The last date since which so many months have passed: what belongs to no edition is kept as long as an edition's things."""
    return _months_from(timezone.now().date(), -settings.HUB_KEEP_MONTHS)


def _months_from(day, months):
    """The same day of another month, or its last one."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(day.day, last))
