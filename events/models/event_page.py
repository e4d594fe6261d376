"""The page of an event, and the list of an edition's events."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.models.event import Event
from events.querysets import EventPageManager
from events.structured import event_data
from home.blocks import BodyBlock, BodyField
from home.facts import FactsPageForm, facts_panels
from home.models import BasePage, FactsPage
from home.structured import described

PAGE_SIZE = 24


class EventPage(FactsPage):
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pages", verbose_name=_("event"))
    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "What people will do there and what they should bring. Time and place stand above it by themselves."
        ),
    )

    objects = EventPageManager()

    facts_field = "event"
    record_ends_with_page = True
    facts_fields = (
        "city",
        "starts_on",
        "starts_time",
        "ends_on",
        "ends_time",
        "venue",
        "address",
        "kinds",
        "status",
        "status_reason",
        "visibility",
    )
    base_form_class = FactsPageForm

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []

    content_panels = [
        *BasePage.content_panels,
        facts_panels(facts_fields, _("When, where and how")),
        FieldPanel("body"),
    ]
    template = "events/event_page.html"
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("event", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def complete_record(self, record):
        record.edition = self.edition_above()

    def edition_above(self):
        """The edition that this page stands below: index, then edition page."""
        return self.get_parent().get_parent().specific.edition

    def structured_data(self):
        return event_data(self, self.event)

    def card_line(self):
        return " · ".join([date_format(self.event.starts_on), self.event.city.display_name])

    def get_context(self, request, *args, **kwargs):
        if self.event_id:
            self.event = Event.objects.with_hosts().get(pk=self.event_id)
        else:  # the preview of a new page
            self.complete_record(self.event)
            self.event.derive_moments()
        self.event = self.drafted_facts()
        context = super().get_context(request, *args, **kwargs)
        context["edition"] = self.event.edition
        context["is_past"] = self.event.edition.is_past
        context["below"] = "events/"
        context["noindex_event"] = self.event.visibility != Event.Visibility.PUBLIC
        return context


class EventIndexPage(BasePage):
    """The events of the edition above it."""

    parent_page_types = ["events.EditionPage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1
    template = "events/event_index_page.html"
    translatable_fields = [*BasePage.translatable_fields]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def structured_data(self):
        return described(self, "CollectionPage")

    def get_context(self, request, *args, **kwargs):
        from events.atlas.filters import EventFilters

        context = super().get_context(request, *args, **kwargs)
        edition = self.get_parent().specific.edition
        filters = EventFilters(EventPage.objects.of(edition), request.GET)
        context.update(
            edition=edition,
            is_past=edition.is_past,
            below="events/",
            filters=filters,
            items=Paginator(filters.filtered(), PAGE_SIZE).get_page(request.GET.get("page")),
            page_query=filters.query,
        )
        if filters.set:
            context["noindex"] = True  # parts of the same list
        return context
