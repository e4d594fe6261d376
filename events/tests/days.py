"""Days as seen from the day on which a test runs."""

import datetime

from django.utils import timezone


def days_from_now(number):
    return timezone.now().date() + datetime.timedelta(days=number)
