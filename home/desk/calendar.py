"""The publishing calendar: a month, with what goes live or leaves the site on each day, and the editions' dates."""

import calendar
import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.desk.schedule import due, has_schedule
from home.fields import language_choices
from home.languages import locales
from home.registries import calendar_days

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Day:
    """Something that falls on a date everywhere on earth, such as the Day of an edition."""

    date: datetime.date
    label: str
    url: str = ""


def first_weekday():
    """0 for Monday … 6 for Sunday, as the reader's language has it (Django counts from Sunday)."""
    return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7


def month_of(year, month, by):
    """(year, month) of the month `by` months later."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def midnight(date):
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time()))


def weeks(user, year, month, locale_id=None):
    """The weeks of a month: lists of {date, inside, days, due} in the reader's time zone."""
    dates = calendar.Calendar(first_weekday()).monthdatescalendar(year, month)
    first, last = dates[0][0], dates[-1][-1]
    due_on, falls_on = {}, {}
    for each in due(user, midnight(first), midnight(last + datetime.timedelta(days=1)), locale_id):
        due_on.setdefault(timezone.localtime(each.when).date(), []).append(each)
    for _name, days in calendar_days.items():
        for day in days(user, first, last):
            falls_on.setdefault(day.date, []).append(day)
    today = timezone.localdate()
    return [
        [
            {
                "date": date,
                "inside": date.month == month,
                "today": date == today,
                "days": falls_on.get(date, []),
                "due": due_on.get(date, []),
            }
            for date in week
        ]
        for week in dates
    ]


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "admin/desk/calendar.html"
    page_title = _("Calendar")
    header_icon = "calendar-alt"

    def dispatch(self, request, *args, **kwargs):
        if not has_schedule(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, year=None, month=None, **kwargs):
        today = timezone.localdate()
        year, month = (year, month) if year else (today.year, today.month)
        if year not in YEARS or not 1 <= month <= 12:
            raise Http404
        known = locales()
        language = self.request.GET.get("language", "")
        language = language if language in known else ""
        query = f"?language={language}" if language else ""
        names = [
            (WEEKDAYS[(first_weekday() + day) % 7], WEEKDAYS_ABBR[(first_weekday() + day) % 7])
            for day in range(7)
        ]

        def address(by):
            there = month_of(year, month, by)
            inside = there[0] in YEARS
            return {
                "url": reverse("desk_calendar_month", args=there) + query if inside else "",
                "name": date_format(datetime.date(*there, 1), "YEAR_MONTH_FORMAT") if inside else "",
            }

        found = weeks(self.request.user, year, month, known.get(language))
        return super().get_context_data(
            month_name=date_format(datetime.date(year, month, 1), "YEAR_MONTH_FORMAT"),
            weekdays=names,
            weeks=found,
            empty=not any(day["due"] or day["days"] for week in found for day in week),
            previous=address(-1),
            next=address(1),
            today_url=reverse("desk_calendar") + query,
            languages=[choice for choice in language_choices() if choice[0] in known],
            language=language,
            zone=timezone.get_current_timezone_name(),
            **kwargs,
        )


class CalendarMenuItem(MenuItem):
    def is_shown(self, request):
        return has_schedule(request.user)
