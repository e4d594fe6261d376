"""Where somebody is missing: cities with a mission that nobody coordinates, and cities that two people would take."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from events.models import City, Coordinator, Mission, SignUp


def _joined(edition):
    """How many joined in a city."""
    here = SignUp.objects.filter(
        edition=edition, kind=SignUp.Kind.JOIN, state=SignUp.State.ACCEPTED, cities=OuterRef("pk")
    )
    counted = here.order_by().values("cities").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def _coordinated(edition):
    return Exists(Coordinator.objects.filter(edition=edition, active=True, cities=OuterRef("pk")))


def without_coordinator(edition):
    """Cities with a mission open on the Day that nobody coordinates, those where most people joined first: `joined`, `offers`."""
    offers = SignUp.objects.filter(
        edition=edition, kind=SignUp.Kind.COORDINATE, state=SignUp.State.WAITING, cities=OuterRef("pk")
    )
    missions = Mission.objects.open_on(edition.day).filter(city=OuterRef("pk"))
    return (
        City.objects.filter(Exists(missions))
        .exclude(_coordinated(edition))
        .annotate(joined=_joined(edition), has_offer=Exists(offers))
        .order_by("-joined", "-population", "pk")
        .with_names()
    )


def joined_alone(edition):
    """Cities without a mission where people joined and nobody coordinates: a mission may be near."""
    missions = Mission.objects.open_on(edition.day).filter(city=OuterRef("pk"))
    return (
        City.objects.annotate(joined=_joined(edition))
        .filter(joined__gt=0)
        .exclude(Exists(missions))
        .exclude(_coordinated(edition))
        .order_by("-joined", "pk")
        .with_names()
    )
