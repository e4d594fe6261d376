from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from events import desk, moves
        from events.home_page import what_happens
        from home.models import HomePage

        HomePage.context_providers.append(what_happens)
        moves.connect()
        desk.register()
