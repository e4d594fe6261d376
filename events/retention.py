"""How long what people sent us is kept."""

import datetime

from django.conf import settings
from django.utils import timezone


def kept_until(edition):
    """The date on which what belongs to an edition is erased: so many months after its Day."""
    month = edition.day.month - 1 + settings.HUB_KEEP_MONTHS
    year, month = edition.day.year + month // 12, month % 12 + 1
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    last = (following - datetime.timedelta(days=1)).day
    return datetime.date(year, month, min(edition.day.day, last))


def is_over(edition):
    return timezone.now().date() >= kept_until(edition)
