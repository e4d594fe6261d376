from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from events import desk, moves, pressing
        from events.exposure import by_link_only
        from events.home_page import what_happens
        from events.kinds import KINDS
        from events.models import EventPage
        from home.feeds import Feed
        from home.models import HomePage
        from home.registries import block_choices, feeds, outside_gates
        from home.registries import pressing as what_presses

        HomePage.context_providers.append(what_happens)
        block_choices.register("event kinds", lambda: list(KINDS.items()))
        feeds.register("events", Feed(_("Events"), EventPage.objects.listed))
        outside_gates.register("by link only", by_link_only)
        what_presses.register("editions", pressing.pressing)
        moves.connect()
        desk.register()
