from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from events import desk, moves
        from events.home_page import what_happens
        from events.models.event import KINDS
        from home.models import HomePage
        from home.registries import block_choices

        HomePage.context_providers.append(what_happens)
        block_choices.register("event kinds", lambda: list(KINDS.items()))
        moves.connect()
        desk.register()
