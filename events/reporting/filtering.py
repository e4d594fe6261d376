"""What the desk chooses from reports: by state, edition, country, the name of a city, and who looks after them."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from events.coordinator_desk.assigned import CHOICES as ASSIGNED
from events.coordinator_desk.assigned import narrow
from events.countries import country_name
from events.models import City, CityReport, Edition

State = CityReport.State


class Filter:
    """Read from the address; what isn't offered counts as nothing chosen. Without any choice: what waits for the desk."""

    def __init__(self, request):
        self.user = request.user
        self.states = [("all", _("all")), *State.choices]
        self.editions = [(str(year), str(year)) for year in Edition.objects.values_list("year", flat=True)]
        codes = CityReport.objects.order_by().values_list("city__country", flat=True).distinct()
        self.countries = sorted(((code, country_name(code)) for code in codes), key=lambda each: each[1])
        self.state = self._chosen(request, "state", self.states) or State.SUBMITTED
        self.edition = self._chosen(request, "edition", self.editions)
        self.country = self._chosen(request, "country", self.countries)
        self.assignable = ASSIGNED
        self.assigned = self._chosen(request, "assigned", self.assignable)
        self.city = request.GET.get("city", "").replace("\0", "").strip()[:100]

    @staticmethod
    def _chosen(request, name, choices):
        value = request.GET.get(name, "")
        return value if value in dict(choices) else ""

    @property
    def query(self):
        """The address's own query, without the number of the page."""
        values = {
            "state": self.state,
            "edition": self.edition,
            "country": self.country,
            "city": self.city,
            "assigned": self.assigned,
        }
        return urlencode({name: value for name, value in values.items() if value})

    def apply(self, reports):
        """The oldest of what waits first, of all else the newest."""
        if self.state != "all":
            reports = reports.filter(state=self.state)
        if self.edition:
            reports = reports.filter(edition__year=self.edition)
        if self.country:
            reports = reports.filter(city__country=self.country)
        if self.city:
            reports = reports.filter(city__in=City.objects.named_like(self.city).values("pk"))
        reports = narrow(reports, self.assigned, self.user)
        return reports.order_by(
            *(("created_at", "pk") if self.state == State.SUBMITTED else ("-created_at", "-pk"))
        )
