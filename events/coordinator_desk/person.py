"""What the desk is shown of a sign-up and of who sent it."""

from django.utils.translation import gettext_lazy as _

from events.finding.nearby import missions_near
from events.models import Coordinator, SignUp
from events.roles import SOLIDARITY, role_of
from events.signing_up.showing import facts
from home.languages import name_for_reader
from home.models import OutboxMail

DOUBTS = {
    "honeypot": _("A field was filled in that people don't see."),
    "too-quick": _("It was sent within three seconds."),
    "often": _("Many forms came from one place within an hour."),
    "address": _("Many forms named the same address within a day."),
}


def of_sign_up(sign_up):
    person, edition = sign_up.person, sign_up.edition
    others = SignUp.objects.filter(person=person).exclude(pk=sign_up.pk).select_related("edition")
    return {
        "person": person,
        "language": name_for_reader(sign_up.language),
        "doubts": [DOUBTS.get(code, code) for code in sign_up.doubts],
        "facts": facts(sign_up),
        "places": [_place(city, sign_up) for city in sign_up.cities.with_names()],
        "consents": person.consents.select_related("edition").order_by("given_at", "pk"),
        "others": others.prefetch_related("cities__names").order_by("-created_at")[:50],
        "coordinates": person.coordinates.filter(edition=edition).prefetch_related("cities__names"),
        "mails": OutboxMail.objects.filter(about=f"events.signup:{sign_up.pk}").order_by("created_at"),
        "proposals": sign_up.proposals.all(),
        "conversations": sign_up.conversations.select_related("city"),
    }


def _place(city, sign_up):
    """A city with the role there, who coordinates already, who else would, and, for staff alone, a mission that is near."""
    role, _missions = role_of(city, sign_up.edition.day)
    near = missions_near(city, sign_up.edition.day) if role["key"] == SOLIDARITY else []
    return {
        "city": city,
        "role": role,
        "near": near,
        "askers": _would_coordinate(city, sign_up),
        "others": Coordinator.objects.active_in(city, sign_up.edition).exclude(person=sign_up.person).count(),
    }


def _would_coordinate(city, sign_up):
    """How many others asked for this city and wait for the desk."""
    waiting = SignUp.objects.filter(
        edition=sign_up.edition, kind=SignUp.Kind.COORDINATE, state=SignUp.State.WAITING, cities=city
    )
    return waiting.exclude(person=sign_up.person).values("person").distinct().count()
