"""Pages that speak of editions and events. Their facts are in `Edition` and `Event`."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Q
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from events.models.edition import Edition
from events.models.event import Event
from events.models.places import City
from events.querysets import EventPageManager
from events.roles import role_key, role_of
from home.blocks import BodyBlock
from home.facts import FactsPageForm, facts_panels
from home.languages import reader_language
from home.models import BasePage, FactsPage
from home.routing import page_address

PAGE_SIZE = 24


class EditionPage(RoutablePageMixin, FactsPage):
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    facts_field = "edition"
    facts_fields = (
        "year",
        "date",
        "state",
        "cities_count",
        "countries_count",
        "at_least",
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
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("edition", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        edition = self.drafted_facts()
        events = _events_of(edition)
        cities = events.values("event__city").distinct().count()
        countries = events.values("event__city__country").distinct().count()
        context.update(
            edition=edition,
            is_past=edition.is_past,
            events=list(events[:PAGE_SIZE]),
            cities_url=f"{page_address(self)}cities/",
            counters=[
                {"figure": edition.cities_count or cities, "label": gettext("cities")},
                {"figure": edition.countries_count or countries, "label": gettext("countries")},
            ],
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
        edition = self.edition
        query = request.GET.get("q", "")[:100].strip()
        cities = (
            City.objects.annotate(
                events_here=Count("events", filter=Q(events__edition=edition), distinct=True),
                missions_here=Count(
                    "missions",
                    filter=(Q(missions__opened_on__isnull=True) | Q(missions__opened_on__lte=edition.day))
                    & (Q(missions__closed_on__isnull=True) | Q(missions__closed_on__gt=edition.day)),
                    distinct=True,
                ),
            )
            .filter(Q(events_here__gt=0) | Q(missions_here__gt=0))
            .with_names()
        )
        if query:
            cities = cities.filter(
                pk__in=City.objects.filter(
                    Q(name__icontains=query.replace("\0", ""))
                    | Q(names__name__icontains=query.replace("\0", ""))
                ).values("pk")
            )
        countries = {}
        for city in cities:
            countries.setdefault(city.country_name, []).append(
                {
                    "name": city.display_name,
                    "url": f"{page_address(self)}cities/{city.address_part}/",
                    "role": role_key(city.missions_here),
                    "events_count": city.events_here,
                }
            )
        return TemplateResponse(
            request,
            "events/city_list.html",
            {
                **super().get_context(request),
                "edition": edition,
                "is_past": edition.is_past,
                "q": query,
                "countries": [
                    {"name": name, "cities": sorted(found, key=lambda each: each["name"])}
                    for name, found in sorted(countries.items())
                ],
            },
        )

    @path("cities/<int:geonameid>-<slug:slug>/")
    def city_page(self, request, geonameid, slug):
        city = City.objects.with_names().filter(geonameid=geonameid).first()
        if city is None or city.slug != slug:
            raise Http404
        edition = self.edition
        role, missions = role_of(city, edition.day)
        events = _events_of(edition)
        here = [page for page in events if page.event.city_id == city.pk]
        return TemplateResponse(
            request,
            "events/city_page.html",
            {
                **super().get_context(request),
                "city": city,
                "role": role,
                "missions": missions,
                "events": here,
                "nearest": [] if here else _nearest(city, events),
                "edition": edition,
                "is_past": edition.is_past,
            },
        )


def _events_of(edition):
    return (
        EventPage.objects.listed()
        .filter(event__edition=edition)
        .best_for(reader_language())
        .with_facts()
        .order_by("event__starts_at", "pk")
    )


def _nearest(city, events, limit=3):
    from events.places import distance_km

    found = sorted(
        (
            {
                "page": page,
                "distance_km": round(
                    distance_km(
                        city.latitude, city.longitude, page.event.city.latitude, page.event.city.longitude
                    )
                ),
            }
            for page in events
        ),
        key=lambda each: each["distance_km"],
    )
    return found[:limit]


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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        parent = EditionPage.objects.parent_of(self).select_related("edition").get()
        edition = parent.edition
        context.update(
            edition=edition,
            is_past=edition.is_past,
            events=Paginator(_events_of(edition), PAGE_SIZE).get_page(request.GET.get("page")),
        )
        return context


class EventPage(FactsPage):
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="pages", verbose_name=_("event"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    objects = EventPageManager()

    facts_field = "event"
    facts_fields = (
        "edition",
        "city",
        "starts_on",
        "starts_time",
        "ends_on",
        "ends_time",
        "venue",
        "address",
        "kinds",
        "status",
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

    def get_context(self, request, *args, **kwargs):
        self.event = Event.objects.with_hosts().get(pk=self.event_id)
        self.event = self.drafted_facts()
        context = super().get_context(request, *args, **kwargs)
        context["edition"] = self.event.edition
        context["noindex_event"] = self.event.visibility != Event.Visibility.PUBLIC
        return context


class EditionReportPage(FactsPage):
    """What came of an edition."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    facts_field = "edition"
    facts_fields = ()

    parent_page_types = ["events.EditionPage"]
    subpage_types = []
    max_count_per_parent = 1

    content_panels = [*BasePage.content_panels, FieldPanel("edition"), FieldPanel("body")]
    template = "events/edition_report_page.html"
    translatable_fields = [
        *BasePage.translatable_fields,
        SynchronizedField("edition", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("report of an edition")
        verbose_name_plural = _("reports of editions")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        edition = self.edition
        events = list(_events_of(edition))
        cities = {page.event.city_id for page in events}
        countries = {page.event.city.country for page in events}
        context.update(
            edition=edition,
            events=events,
            counters=[
                {"figure": edition.cities_count or len(cities), "label": gettext("cities")},
                {"figure": edition.countries_count or len(countries), "label": gettext("countries")},
            ],
            editions=[
                {
                    "year": each.year,
                    "cities": each.cities_count or 0,
                    "countries": each.countries_count,
                    "at_least": each.at_least,
                }
                for each in Edition.objects.order_by("year")
                if each.is_past
            ],
        )
        return context
