"""Admin screens of the Day: editions, events, cities and missions, and the people whom only the desk may see."""

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from events.conversations.viewsets import ConversationViewSet
from events.coordinator_desk.viewsets import DeskViewSet, NamesScreen, SignUpViewSet
from events.finding import find
from events.hosting.admin_forms import PersonForm
from events.hosting.admin_views import PersonDeleteView, PersonEditView
from events.hosting.viewsets import CoordinatorViewSet, HostLetterViewSet
from events.hosts import HostsPanel
from events.listings import EventListing
from events.models import City, Edition, Event, Mission, PrivateContact
from events.proposals.viewsets import ProposalsScreen
from events.reporting.viewsets import ReportsScreen
from events.safety.viewsets import CountrySafetyViewSet
from events.updates.viewsets import SendingViewSet
from home.outbox.admin import MailsViewSet
from home.viewsets import RecordViewSet

EVERYWHERE = _("These facts are the same in every language. What you save here shows on all pages at once.")


class EditionViewSet(RecordViewSet):
    model = Edition
    icon = "calendar"
    list_display = ["year", "date", "state", "cities_count", "countries_count"]
    panels = [
        HelpPanel(EVERYWHERE),
        FieldRowPanel(["year", "date", "state"]),
        MultiFieldPanel(
            [
                FieldRowPanel(["cities_count", "countries_count", "at_least"]),
                FieldRowPanel(["deliveries_count", "signatures_count", "attendance_count"]),
                "counters_note",
            ],
            heading=_("Figures of the Day"),
        ),
    ]


class EventViewSet(RecordViewSet):
    model = Event
    made_with_its_page = True
    icon = "date"
    list_display = ["city", "venue", "starts_on", "starts_time", "status", "edition"]
    list_filter = ["edition", "status", "visibility"]
    search_fields = ["city__name", "venue"]
    search_backend_name = None
    panels = [
        HelpPanel(EVERYWHERE),
        FieldRowPanel([FieldPanel("edition", read_only=True), "status", "status_reason"]),
        FieldPanel("city"),
        FieldRowPanel(["starts_on", "starts_time"]),
        FieldRowPanel(["ends_on", "ends_time"]),
        "venue",
        "address",
        "kinds",
        "visibility",
        HostsPanel("hosts", label=_("host"), heading=_("Hosts")),
    ]


class CityViewSet(RecordViewSet):
    model = City
    icon = "globe"
    list_display = ["name", "country", "region", "time_zone", "corrected"]
    list_filter = ["country"]
    search_fields = ["name", "names__name"]
    search_backend_name = None
    panels = [
        HelpPanel(_("Tick “corrected by staff” when you change something, so that loading data keeps it.")),
        FieldRowPanel(["name", "slug"]),
        FieldRowPanel(["country", "region"]),
        FieldRowPanel(["latitude", "longitude"]),
        FieldRowPanel(["time_zone", "population"]),
        "geonameid",
        "corrected",
        InlinePanel(
            "names",
            panels=[FieldRowPanel(["language", "name", "corrected"])],
            label=_("name"),
            heading=_("Names"),
        ),
    ]


class MissionViewSet(RecordViewSet):
    model = Mission
    icon = "home"
    list_display = ["city", "kind", "opened_on", "closed_on", "corrected"]
    list_filter = ["kind"]
    search_fields = ["city__name"]
    search_backend_name = None
    panels = [
        HelpPanel(_("Tick “corrected by staff” when you change something, so that loading data keeps it.")),
        FieldRowPanel(["city", "kind"]),
        FieldRowPanel(["opened_on", "closed_on"]),
        "postal_address",
        "note",
        "corrected",
    ]


class DayViewSetGroup(ViewSetGroup):
    items = [
        EventListing("event-pages"),
        EventViewSet("event-facts"),
        EditionViewSet("edition-facts"),
        CityViewSet("cities"),
        MissionViewSet("missions"),
        CountrySafetyViewSet(),
    ]
    menu_label = _("The Day")
    menu_icon = "calendar"
    menu_name = "hub-day"
    menu_order = 210


class ContactViewSet(ModelViewSet):
    """Numbers in lists, names in the form only: what a passer-by sees on a screen tells nothing."""

    model = PrivateContact
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    icon = "user"
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["__str__", "language", "created_at"]

    def get_form_class(self, for_update=False):
        return PersonForm


class DeskViewSetGroup(ViewSetGroup):
    items = [
        DeskViewSet(),
        SignUpViewSet(),
        ConversationViewSet(),
        ProposalsScreen(),
        HostLetterViewSet("host-letters-desk"),
        ReportsScreen(),
        CoordinatorViewSet("coordinators"),
        NamesScreen(),
        ContactViewSet("contacts"),
        SendingViewSet(),
        MailsViewSet("mails"),
    ]
    menu_label = _("Coordinator desk")
    menu_icon = "mail"
    menu_name = "hub-desk"
    menu_order = 220


MOST_CHOICES = 50


def in_order(cities, pks):
    """Those of `cities`, in the order of their keys."""
    order = Case(*(When(pk=pk, then=rank) for rank, pk in enumerate(pks)), default=len(pks))
    return cities.filter(pk__in=pks).order_by(order)


class CityFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("Name of the city, in any language"), required=False)

    def filter(self, objects):
        query = self.cleaned_data.get("q", "").strip()
        if query:
            self.is_searching, self.search_query = True, query
            objects = in_order(objects, [found.city.pk for found in find(query, MOST_CHOICES)])
        return objects


class _Cities:
    """Many cities share a name: the country and the region tell them apart."""

    filter_form_class = CityFilterForm

    @property
    def columns(self):
        country = Column("country", label=_("Country"), accessor="country_name")
        return [*super().columns, country, Column("region", label=_("Region"))]


class CityChooseView(_Cities, ChooseView):
    pass


class CityChooseResultsView(_Cities, ChooseResultsView):
    pass


class CityChooserViewSet(ChooserViewSet):
    model = City
    icon = "globe"
    choose_one_text = _("Choose a city")
    choose_another_text = _("Choose another city")
    choose_view_class = CityChooseView
    choose_results_view_class = CityChooseResultsView
