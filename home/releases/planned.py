"""Releases in the calendar of publishing."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from home.releases.contents import makes_releases, open_releases


def days(user, first, last):
    """For the registry `calendar_days`: what is released from `first` to `last`, in the time zone that is active."""
    from home.desk.calendar import Day

    if not makes_releases(user):
        return
    begins = timezone.make_aware(datetime.datetime.combine(first, datetime.time()))
    ends = timezone.make_aware(datetime.datetime.combine(last, datetime.time())) + datetime.timedelta(days=1)
    due = open_releases().filter(publish_at__gte=begins, publish_at__lt=ends)
    for release in due.order_by("publish_at"):
        when = timezone.localtime(release.publish_at)
        label = _("%(time)s release: %(name)s") % {"time": time_format(when), "name": release.name}
        yield Day(when.date(), label, reverse("release_edit", args=[release.pk]))
