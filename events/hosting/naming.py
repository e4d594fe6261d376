"""The words by which readers know people. The coordinator desk looks at each before it is shown; whoever is trusted is believed.

A word belongs to a `PrivateContact` (a name) or to a `Coordinator` (the name of a group): both are a `ShownWord`.
"""

from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.hosting.displaying import hold, show_as
from events.hosting.links import way_in
from events.models import Coordinator, EventHost, EventPage, PrivateContact, PublicDisplay, SignUp
from events.writing import footing, write_to
from home.outbox import Letter

SHOWN = "hub.name.shown"
DECLINED = "hub.name.declined"
NAME, ORGANISATION, ANONYMOUS = PublicDisplay.NAME, PublicDisplay.ORGANISATION, PublicDisplay.ANONYMOUS


class Overtaken(ValueError):
    """The word was changed, or somebody has decided, since staff looked."""


def hosts_on_site():
    """Hosts of events that readers can open."""
    return EventHost.objects.filter(event__in=EventPage.objects.visible().values("event"))


def names_waiting():
    """People whose name readers would see if the desk had agreed to it."""
    coordinate = Coordinator.objects.filter(active=True, display=NAME)
    host = hosts_on_site().filter(display=NAME, person__isnull=False)
    return PrivateContact.objects.filter(
        Q(pk__in=coordinate.values("person")) | Q(pk__in=host.values("person")),
        word_waits_since__isnull=False,
    )


def organisations_waiting():
    """Coordinators whose group readers would see if the desk had agreed to its name."""
    host = hosts_on_site().filter(person=OuterRef("person"), event__edition=OuterRef("edition"))
    return Coordinator.objects.filter(
        Q(active=True) | Exists(host), display=ORGANISATION, word_waits_since__isnull=False
    )


def version(thing):
    """What stands for the very word that somebody looks at."""
    return sha256(f"{thing.pk}\0{getattr(thing, thing.word_field)}".encode()).hexdigest()[:32]


@transaction.atomic
def show(thing, by, seen):
    """Readers see the word from now on. Raises `Overtaken`."""
    from events.proposals import show_as_agreed

    thing = _locked(thing, seen)
    thing.agree()
    if isinstance(thing, Coordinator):
        show_as_agreed(thing)
    log(thing, SHOWN, user=by)


@transaction.atomic
def keep_anonymous(thing, by, seen):
    """Readers go on seeing nobody, and the person is told, without the word. Raises `Overtaken`."""
    thing = _locked(thing, seen)
    of_group = isinstance(thing, Coordinator)
    person = thing.person if of_group else thing
    shown = {"person": person, "display": ORGANISATION if of_group else NAME}
    where = {"edition": thing.edition_id} if of_group else {}
    for coordinator in Coordinator.objects.filter(**shown, **where):
        show_as(coordinator, ANONYMOUS, coordinator.organisation)
    if not of_group:
        EventHost.objects.filter(**shown).update(display=ANONYMOUS)
    # What they said in the form stands where they change it: there as well they are anonymous now.
    SignUp.objects.filter(**shown, **where).update(display=ANONYMOUS)
    log(thing, DECLINED, user=by)
    _tell(person)


def _locked(thing, seen):
    """The row as it is now, which nobody else changes meanwhile: people come first, as in erasing."""
    of_group = isinstance(thing, Coordinator)
    waiting = organisations_waiting() if of_group else names_waiting()
    hold(thing.person if of_group else thing)
    found = waiting.filter(pk=thing.pk).first()
    if found is None or version(found) != seen:
        raise Overtaken(thing.pk)
    return found


def _tell(person):
    coordinator = person.coordinates.filter(active=True, ended_at__isnull=True).order_by("-pk").first()
    link = way_in(coordinator, "host-me") if coordinator else ""

    def letter():
        return Letter(
            subject=_("How readers see you"),
            paragraphs=(
                _(
                    "You chose a name by which readers of our site are to see you. We do not show it, so readers see you as anonymous."
                ),
                _("Everything else stays as it is, and messages reach you as before."),
                _(
                    "You can choose another name or another way to be seen. If you think that we are mistaken, ask us."
                ),
            ),
            action=(_("Open my room"), link) if link else None,
            reason=footing(person),
        )

    write_to(person, "host-name-declined", letter, about=f"events.privatecontact:{person.pk}")
