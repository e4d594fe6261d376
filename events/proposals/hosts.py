"""How a proposed event shows its host: as the person agreed to be shown, never more."""

from wagtail.models import Locale

from events.models import EventHost, PublicDisplay
from home.models import Organisation


def display_of(proposal, content):
    """(display, name of the organisation) of who proposes."""
    if proposal.coordinator_id:
        coordinator = proposal.coordinator
        return coordinator.display, coordinator.organisation.strip()
    if proposal.told_by_its_host:
        return proposal.sign_up.display, content["organisation"]
    return PublicDisplay.ORGANISATION, content["organisation"]


def shown_as(proposal, content):
    """(display, word): how readers are to see who proposes, and by which word; "" for somebody anonymous."""
    display, organisation = display_of(proposal, content)
    if display == PublicDisplay.NAME:
        person = person_of(proposal)
        return display, person.name if person else ""
    return display, organisation if display == PublicDisplay.ORGANISATION else ""


def person_of(proposal):
    """Who proposed it, or None where that is forgotten."""
    if proposal.coordinator_id:
        return proposal.coordinator.person
    return proposal.sign_up.person if proposal.sign_up_id else None


def named_by(proposal, content):
    """What holds the word by which readers are to know the host, where the desk agrees to that word; else None."""
    if proposal.coordinator_id:
        return proposal.coordinator.named_by
    display, _organisation = display_of(proposal, content)
    return person_of(proposal) if display == PublicDisplay.NAME else None


def agree_to_host(proposal, content):
    """Whoever approves a proposal has seen by which word its host is to be shown. Returns whether that is new."""
    word = named_by(proposal, content)
    if word is None or word.is_agreed:
        return False
    word.agree()
    return True


def find_organisation(name):
    """The published organisation of this name, in whatever language, or None."""
    if not name:
        return None
    found = Organisation.objects.filter(name__iexact=name, live=True).order_by("pk").first()
    if found is None:
        return None
    original = Organisation.objects.filter(translation_key=found.translation_key).order_by("pk").first()
    return original


def make_organisation(name, language):
    """An organisation that hosts an event and isn't in the list yet."""
    organisation = Organisation(
        name=name[:200],
        kind=Organisation.Kind.HOST,
        locale=Locale.objects.get(language_code=language),
        live=False,
    )
    organisation.save()
    organisation.save_revision().publish(skip_permission_checks=True)
    return organisation


def set_host(event, proposal, content):
    """The event's host is who proposed it, shown as they agreed. Somebody who only tells of it isn't its host."""
    display, name = display_of(proposal, content)
    person = person_of(proposal) if _hosts(proposal) else None
    organisation = None
    waits = bool(proposal.coordinator_id) and proposal.coordinator.waits_for_a_look
    if display == PublicDisplay.ORGANISATION and name and not waits:
        organisation = find_organisation(name) or make_organisation(name, proposal.language)
    if display == PublicDisplay.ORGANISATION and organisation is None:
        display = PublicDisplay.ANONYMOUS
    if person is None and organisation is None:
        return
    EventHost.objects.update_or_create(
        event=event, person=person, defaults={"display": display, "organisation": organisation}
    )


def _hosts(proposal):
    return bool(proposal.coordinator_id) or proposal.told_by_its_host


def show_as_agreed(coordinator):
    """A coordinator wants to be shown in another way, or the desk agreed to the word: every event of theirs in this edition
    follows. A group that the desk has not looked at is linked nowhere."""
    name = coordinator.shown_word.strip()
    for host in EventHost.objects.filter(person=coordinator.person_id, event__edition=coordinator.edition_id):
        host.display = coordinator.display
        if coordinator.display == PublicDisplay.ORGANISATION:
            if name and not host.organisation_id:
                host.organisation = find_organisation(name)
            if not name or host.organisation is None:
                host.display = PublicDisplay.ANONYMOUS
        host.save()
