"""Which events visitors see, with everything that a list of them shows."""

from django.db.models import Prefetch
from django.utils import timezone

from home.languages import reader_language
from home.querysets import HubPageManager, HubPageQuerySet


class EventPageQuerySet(HubPageQuerySet):
    def listed(self):
        """Visible, and not by link only."""
        return self.visible().filter(event__visibility="public")

    def upcoming(self):
        return self.listed().filter(event__ends_at__gte=timezone.now()).order_by("event__starts_at", "pk")

    def events(self):
        """The events (facts) that lists show and that weren't cancelled: what lights the map and is counted."""
        from events.models import Event

        return Event.objects.filter(pk__in=self.listed().values("event")).exclude(
            status=Event.Status.CANCELLED
        )

    def of(self, edition):
        """An edition's listed events, each once in the reader's best language, with what a list of them shows."""
        return (
            self.listed()
            .filter(event__edition=edition)
            .best_for(reader_language())
            .with_facts()
            .order_by("event__starts_at", "pk")
        )

    def with_facts(self):
        return self.with_hosts().prefetch_related("event__city__names")

    def with_hosts(self):
        """The same without the names of cities, for a page that knows them already."""
        from events.models import EventHost

        hosts = Prefetch("event__hosts", EventHost.objects.for_reader(reader_language()))
        return self.select_related("event__city", "event__edition").prefetch_related(hosts)


EventPageManager = HubPageManager.from_queryset(EventPageQuerySet)
