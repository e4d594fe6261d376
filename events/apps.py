from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self):
        from events import desk, mail_kinds, moves, pressing
        from events.atlas import registering as atlas
        from events.conversations import registering as conversations
        from events.coordinator_desk import registering as coordinator_desk
        from events.exposure import by_link_only
        from events.finding import registering as finding
        from events.home_page import what_happens
        from events.hosting import registering as hosting
        from events.kinds import KINDS
        from events.models import EventPage
        from events.proposals import registering as proposals
        from events.reporting import registering as reporting
        from events.safety import registering as safety
        from events.signing_up import registering as signing_up
        from events.updates import registering as updates
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
        for package in (
            finding,
            atlas,
            safety,
            signing_up,
            conversations,
            hosting,
            proposals,
            reporting,
            coordinator_desk,
            updates,
        ):
            package.register()
        mail_kinds.register()
