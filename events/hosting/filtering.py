"""What the desk chooses from coordinators and from their letters."""

from wagtail.admin.filters import WagtailFilterSet

from events.coordinator_desk.assigned import AssignedFilter
from events.models import Coordinator, HostLetter


class CoordinatorFilterSet(WagtailFilterSet):
    assigned = AssignedFilter()

    class Meta:
        model = Coordinator
        fields = ["edition", "active", "trusted"]


class LetterFilterSet(WagtailFilterSet):
    assigned = AssignedFilter()

    class Meta:
        model = HostLetter
        fields = ["state", "edition"]
