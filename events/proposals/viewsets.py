"""Where proposed events stand in the menu of the coordinator desk."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from events.desk_menu import DeskScreen
from events.proposals.desk_looks import SEE


class ProposalsScreen(DeskScreen):
    """The place in the menu alone: the addresses are in hooks.py, because their names are in no namespace."""

    name = menu_name = "proposed-events"
    right = SEE
    icon = "date"
    menu_label = _("Events to moderate")
    menu_url = reverse_lazy("proposal_list")
