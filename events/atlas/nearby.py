"""What is near a city, found in the database: no more rows are read than are shown."""

from django.db.models import F, FloatField, Value
from django.db.models.functions import Cos, Radians, Sin
from django.utils import timezone

from events.distance import distance_km
from events.models.event import Event
from events.models.event_page import EventPage
from events.models.places import shown_name

MOST = 5


def _closeness(place):
    """The cosine of the angle between a place and that of an event, seen from the middle of the earth."""
    here = Radians(Value(place.latitude), output_field=FloatField())
    there = Radians(F("event__city__latitude"))
    turn = Radians(F("event__city__longitude") - Value(place.longitude))
    return Sin(here) * Sin(there) + Cos(here) * Cos(there) * Cos(turn)


def nearest(place, edition, limit=MOST):
    """[{page, distance_km}] of the listed events of an edition nearest to a place (a city, or one that isn't saved), whole
    kilometres, without those in the city itself. One query.

    While the edition is ahead, only what one can still go to. The pages know the city of their event and its name.
    """
    pages = EventPage.objects.of(edition).exclude(event__status=Event.Status.CANCELLED)
    if place.pk:
        pages = pages.exclude(event__city=place)
    if not edition.is_past:
        pages = pages.exclude(event__status=Event.Status.POSTPONED).filter(event__ends_at__gte=timezone.now())
    found = (
        pages.prefetch_related(None)
        .annotate(closeness=_closeness(place), city_name=shown_name("event__city", "event__city__name"))
        .order_by("-closeness", "event__starts_at", "pk")[:limit]
    )
    return [_told(page, place) for page in found]


def _told(page, place):
    there = page.event.city
    there.shown_name = page.city_name
    away = distance_km(place.latitude, place.longitude, there.latitude, there.longitude)
    return {"page": page, "distance_km": round(away)}
