"""What the desk chooses from proposed events: by state, edition, country, and who looks after them."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from events.coordinator_desk.assigned import CHOICES as ASSIGNED
from events.coordinator_desk.assigned import narrow
from events.countries import country_name
from events.models import Edition, EventProposal

State = EventProposal.State


class Filter:
    """Read from the address; what isn't offered counts as nothing chosen. Without any choice: what waits."""

    names = ("state", "edition", "country", "assigned")

    def __init__(self, request):
        self.user = request.user
        self.states = [("all", _("all")), *State.choices]
        self.editions = [(str(year), str(year)) for year in Edition.objects.values_list("year", flat=True)]
        codes = EventProposal.objects.order_by().values_list("city__country", flat=True).distinct()
        self.countries = sorted(((code, country_name(code)) for code in codes), key=lambda each: each[1])
        self.state = self._chosen(request, "state", self.states) or State.SUBMITTED
        self.edition = self._chosen(request, "edition", self.editions)
        self.country = self._chosen(request, "country", self.countries)
        self.assignable = ASSIGNED
        self.assigned = self._chosen(request, "assigned", self.assignable)

    @staticmethod
    def _chosen(request, name, choices):
        value = request.GET.get(name, "")
        return value if value in dict(choices) else ""

    @property
    def query(self):
        """The address's own query, without the number of the page."""
        values = (self.state, self.edition, self.country, self.assigned)
        return urlencode({name: value for name, value in zip(self.names, values, strict=True) if value})

    def apply(self, proposals):
        """The oldest of what waits first, of all else the newest."""
        if self.state != "all":
            proposals = proposals.filter(state=self.state)
        if self.edition:
            proposals = proposals.filter(edition__year=self.edition)
        if self.country:
            proposals = proposals.filter(city__country=self.country)
        proposals = narrow(proposals, self.assigned, self.user)
        oldest_first = self.state in EventProposal.OPEN
        return proposals.order_by(*(("created_at", "pk") if oldest_first else ("-created_at", "-pk")))
