"""Who would coordinate becomes a coordinator."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.hosting.displaying import hold, show_as
from events.hosting.links import way_in
from events.models import Coordinator, PublicDisplay, SignUp
from events.models.contacts import link_nonce
from events.retention import is_over
from events.roles import role_of
from events.writing import footing, write_to
from home.languages import in_words
from home.outbox import Letter

ACCEPTED = "hub.coordinator.accepted"


class NotWaiting(ValueError):
    """Somebody has decided already, or it is not somebody who would coordinate."""


@transaction.atomic
def accept(sign_up, by, cities=None, seen=None):
    """Make a coordinator of who signed up, in the cities they named or in some of them, and mail the personal link.

    Whoever coordinates in this edition already takes on these cities as well. Done twice, it is done once. `seen`: the
    `words_of` that somebody of the desk looked at; readers see a name only if it is the same still. Raises `NotWaiting`.
    """
    sign_up = _locked(sign_up)
    if sign_up.state == SignUp.State.ACCEPTED:
        found = Coordinator.objects.filter(
            person=sign_up.person, edition=sign_up.edition, active=True, ended_at__isnull=True
        ).first()
        if found:
            return found
    if sign_up.state != SignUp.State.WAITING or is_over(sign_up.edition):
        raise NotWaiting(sign_up.pk)
    named = list(sign_up.cities.all())
    cities = named if cities is None else [city for city in cities if city in named]
    if not cities:
        raise NotWaiting(sign_up.pk)
    _decide(sign_up, SignUp.State.ACCEPTED)
    coordinator = make_coordinator(
        sign_up.person,
        sign_up.edition,
        cities,
        display=sign_up.display,
        organisation=sign_up.organisation,
    )
    if seen is not None and seen == words_of(sign_up):
        _agree_to_words(coordinator, sign_up)
    welcome(coordinator)
    log(coordinator, ACCEPTED, user=by, data={"sign_up": sign_up.pk})
    return coordinator


def words_of(sign_up):
    """What stands for the very words by which readers may know this person: what the desk sees of them when it accepts."""
    return sha256(f"{sign_up.person.name}\0{sign_up.organisation}".encode()).hexdigest()[:32]


def _agree_to_words(coordinator, sign_up):
    from events.proposals import show_as_agreed

    # What they don't wish to be shown the desk has seen, but agreed to nothing: it waits when they choose it later.
    if sign_up.display == PublicDisplay.NAME:
        coordinator.person.agree()
    if sign_up.display == PublicDisplay.ORGANISATION and coordinator.organisation == sign_up.organisation:
        coordinator.agree()
    show_as_agreed(coordinator)


def _locked(sign_up):
    hold(sign_up.person)  # people come first, as in erasing
    sign_up = (
        SignUp.objects.select_for_update(of=("self",)).select_related("person", "edition").get(pk=sign_up.pk)
    )
    if sign_up.kind != SignUp.Kind.COORDINATE:
        raise NotWaiting(sign_up.pk)
    return sign_up


def _decide(sign_up, state):
    sign_up.state, sign_up.decided_at = state, timezone.now()
    sign_up.save(update_fields=["state", "decided_at"])


def make_coordinator(person, edition, cities, *, display="", organisation=""):
    """The one row of this person in this edition, active, with these cities beside those they have; in the transaction that is
    going on. How they said last that they want to be shown is how they are shown; who said nothing is anonymous. Whoever joined
    there before is introduced to them."""
    from events.conversations import arrived

    shown = {"display": display or PublicDisplay.ANONYMOUS, "organisation": organisation}
    coordinator, made = Coordinator.objects.select_for_update().get_or_create(
        person=person, edition=edition, defaults={"active": True, **shown}
    )
    if not made:
        if not coordinator.active or coordinator.ended_at:
            # Whoever comes back begins anew: no city, no link and no trust of before.
            coordinator.nonce, coordinator.link_expires_at = link_nonce(), None
            coordinator.trusted, coordinator.display = False, PublicDisplay.ANONYMOUS
            coordinator.cities.clear()
        coordinator.active, coordinator.ended_at, coordinator.followed_by = True, None, None
        said = display or coordinator.display, organisation or coordinator.organisation
        coordinator.save()
        show_as(coordinator, *said)
    coordinator.cities.add(*cities)
    arrived(coordinator)
    return coordinator


def welcome(coordinator):
    """Mail what comes next: the role in each city, and the link."""
    link = way_in(coordinator)
    cities = list(coordinator.cities.with_names())
    day = coordinator.edition.day

    def letter():
        roles = [
            _("{city}: {role}. {reason}").format(
                city=city.display_name, role=role["title"], reason=role["reason"]
            )
            for city in cities
            for role, _missions in [role_of(city, day)]
        ]
        return Letter(
            subject=_("You are a coordinator of the Day in {cities}").format(
                cities=in_words(city.display_name for city in cities)
            ),
            paragraphs=(
                _("Thank you for taking this on. This is your role:"),
                "\n".join(roles),
                _(
                    "In your room on our site you find the check-list, the letter and all that there is to print, and you can add your event and write to those who wish to come."
                ),
                _("The link is yours alone: whoever has it can open your room. Please do not pass it on."),
            ),
            action=(_("Open my room"), link),
            after=(_("It is good for 30 days. After that the page it leads to sends you a new one."),),
            reason=footing(coordinator.person),
        )

    return write_to(coordinator.person, "host-welcome", letter, about=f"events.coordinator:{coordinator.pk}")
