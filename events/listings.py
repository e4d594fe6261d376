"""The list of all events' pages: when, where and how sure."""

import django_filters
from django import forms
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.formats import date_format, time_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from events.models import KINDS, Edition, Event, EventPage
from home.desk.listings import DeskFilterSet, DeskIndexView, DeskListing, LanguageColumn


def when(page):
    event = page.event
    day = date_format(event.starts_on, "SHORT_DATE_FORMAT")
    return f"{day}, {time_format(event.starts_time)}" if event.starts_time else day


class KindFilter(django_filters.ChoiceFilter):
    """Kinds are kept as a list in JSON, which databases search in different ways: as text they all can."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.annotate(kinds_text=Cast("event__kinds", TextField())).filter(
            kinds_text__contains=f'"{value}"'
        )


class EventFilterSet(DeskFilterSet):
    edition = django_filters.ModelChoiceFilter(
        field_name="event__edition", queryset=Edition.objects.all(), label=_("Edition"), empty_label=_("All")
    )
    status = django_filters.MultipleChoiceFilter(
        field_name="event__status",
        choices=Event.Status.choices,
        label=_("Status"),
        widget=forms.CheckboxSelectMultiple,
    )
    kind = KindFilter(label=_("Kind"), choices=list(KINDS.items()), empty_label=_("All"))

    class Meta:
        model = EventPage
        fields = []


class EventIndexView(DeskIndexView):
    related = ("event__city", "event__edition")
    prefetched = ("event__city__names",)
    searched = ("title", "draft_title", "event__city__name", "event__city__names__name", "event__venue")
    default_ordering = "-event__starts_at"

    @cached_property
    def columns(self):
        return [
            BulkActionsColumn("bulk_actions"),
            PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
            Column("when", label=_("When"), accessor=when, sort_key="event__starts_at"),
            Column(
                "city",
                label=_("City"),
                accessor=lambda page: page.event.city.display_name,
                sort_key="event__city__name",
            ),
            Column(
                "event_status",
                label=_("Status"),
                accessor="event.get_status_display",
                sort_key="event__status",
            ),
            Column("edition", label=_("Edition"), accessor="event.edition", sort_key="event__edition__year"),
            LanguageColumn(),
            PageStatusColumn("status", label=_("Published"), sort_key="live"),
        ]


class EventListing(DeskListing):
    model = EventPage
    index_view_class = EventIndexView
    filterset_class = EventFilterSet
    icon = "date"
    menu_label = _("Events")
    menu_name = "event-pages"
