"""The page of an edition, with its cities as addresses below it."""

from django.db import models
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.atlas.city import city_context, find_city
from events.atlas.country import country_context
from events.atlas.way import way
from events.cities import by_country, city_address
from events.finding.location import allow_location
from events.models.edition import Edition
from events.models.event_page import EventPage
from events.models.places import City
from events.models.report_page import EditionReportPage
from events.numbers import day_numbers
from events.structured import edition_data
from events.world_map import world_map
from home.blocks import BodyBlock, BodyField
from home.facts import FactsPageForm, facts_panels
from home.languages import reader_language
from home.models import BasePage, FactsPage
from home.routing import page_address
from home.text import clean

PAGE_SIZE = 24


class EditionPage(RoutablePageMixin, FactsPage):
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    body = BodyField(
        BodyBlock(),
        blank=True,
        verbose_name=_("body"),
        help_text=_(
            "What this Day is about, beside its date and its events, which the page shows by itself."
        ),
    )

    facts_field = "edition"
    facts_fields = (
        "year",
        "date",
        "state",
        "cities_count",
        "countries_count",
        "at_least",
        "deliveries_count",
        "signatures_count",
        "attendance_count",
        "counters_note",
    )
    base_form_class = FactsPageForm

    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventIndexPage", "events.EditionReportPage", "home.ContentPage"]

    content_panels = [
        *BasePage.content_panels,
        facts_panels(facts_fields, _("The Day")),
        FieldPanel("body"),
    ]
    template = "events/edition_page.html"
    served_with = ("edition",)
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("edition", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def structured_data(self):
        return edition_data(self, self.edition)

    def card_line(self):
        return date_format(self.edition.date) if self.edition.date else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        edition = self.drafted_facts()
        events = list(EventPage.objects.of(edition)[:PAGE_SIZE])
        context.update(
            edition=edition,
            is_past=edition.is_past,
            below="",
            events=events,
            cities_url=f"{page_address(self)}cities/",
            events_url=f"{page_address(self)}events/" if events else "",
            counters=day_numbers(edition),
            map=world_map(edition, page_address(self)),
            report_url=next(
                (
                    page_address(report)
                    for report in EditionReportPage.objects.visible()
                    .filter(edition=edition)
                    .best_for(reader_language())
                ),
                "",
            ),
        )
        return context

    @path("cities/")
    def city_list(self, request):
        from events.finding.results import results

        edition, address = self.edition, page_address(self)
        context = {
            "breadcrumbs": way(request, self),
            "edition": edition,
            "is_past": edition.is_past,
            "below": "cities/",
        }
        if query := clean(request.GET.get("q", "")[:100]).strip():
            context["results"] = results(query, edition, f"{address}cities/")
            return allow_location(self._below(request, "events/finding/results_page.html", context))
        cities = City.objects.taking_part(edition, EventPage.objects.listed().values("event"))
        context["countries"] = by_country(cities, address)
        context["map"] = world_map(edition, address)
        context["counters"] = day_numbers(edition)
        return allow_location(self._below(request, "events/city_list.html", context))

    @re_path(r"^cities/(?P<country>[a-z]{2})/$")
    def country_page(self, request, country):
        """No city's address is two letters: those begin with a number."""
        return self._below(request, "events/country_page.html", country_context(self, request, country))

    @path("cities/<int:geonameid>-<slug:slug>/")
    def city_page(self, request, geonameid, slug):
        city = find_city(geonameid, self.edition_id)
        if city.slug != slug:  # the number is what counts: its name was corrected, or mistyped
            return redirect(city_address(page_address(self), city), permanent=True)
        return self._below(request, "events/city_page.html", city_context(self, request, city))

    def _below(self, request, template, context):
        return TemplateResponse(request, template, {**super().get_context(request), **context})
