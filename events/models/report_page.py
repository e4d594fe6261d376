"""What came of an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.models.edition import Edition
from events.models.event_page import EventPage
from events.numbers import day_numbers, year_by_year
from home.blocks import BodyBlock, BodyField
from home.models import BasePage, FactsPage
from home.structured import written


class EditionReportPage(FactsPage):
    """What came of an edition."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "What happened, for readers who were not there. Figures and events are shown by themselves."
        ),
    )

    facts_field = "edition"
    facts_fields = ()

    parent_page_types = ["events.EditionPage"]
    subpage_types = []
    max_count_per_parent = 1

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    template = "events/edition_report_page.html"
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("edition", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("report of an edition")
        verbose_name_plural = _("reports of editions")

    def _own_record(self):
        if not self.edition_id:
            self.edition = self.get_parent().specific.edition

    def structured_data(self):
        return written(self, "Report")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        edition = self.edition
        events = list(EventPage.objects.of(edition))
        context.update(
            edition=edition,
            events=events,
            counters=day_numbers(edition),
            editions=year_by_year(),
        )
        return context
