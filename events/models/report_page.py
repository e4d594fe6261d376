"""What came of an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.models.edition import Edition
from events.numbers import day_numbers, every_year, year_by_year
from events.world_map import world_map
from home.blocks import BodyBlock, BodyField
from home.languages import reader_language
from home.models import BasePage, FactsPage
from home.routing import page_address
from home.structured import written


def edition_address(edition):
    """Where readers find the page of an edition, "" where there is none for them."""
    from events.models.edition_page import EditionPage

    pages = EditionPage.objects.visible().filter(edition=edition).best_for(reader_language())
    return next((page_address(page) for page in pages), "")


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
    served_with = ("edition",)
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
        from events.reporting.showing import edition_report

        context = super().get_context(request, *args, **kwargs)
        edition = self.edition
        address = edition_address(edition)
        told, years = edition_report(edition, address), every_year()
        context.update(
            edition=edition,
            told=told,
            counters=day_numbers(edition, counted=years[1], reported={edition.pk: told.totals}),
            map=world_map(edition, address) if address else None,
            editions=year_by_year(years),
        )
        return context
