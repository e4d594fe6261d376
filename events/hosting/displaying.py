"""How readers see a coordinator: one answer, wherever it was given, on every event of theirs too."""

from django.db import transaction

from events.models import Coordinator, EventHost, PrivateContact, PublicDisplay


def hold(person):
    """Read a person anew; nobody else changes or forgets them until the transaction is over. What refers to them may be made."""
    person.refresh_from_db(from_queryset=PrivateContact.objects.select_for_update(no_key=True))


@transaction.atomic
def show_as(coordinator, display, organisation):
    """Their own word. What whoever is trusted says is shown at once; else the desk looks at it first."""
    from events.proposals import show_as_agreed

    hold(coordinator.person)
    coordinator.refresh_from_db(
        from_queryset=Coordinator.objects.select_for_update(of=("self",)).select_related("person", "edition")
    )
    if organisation != coordinator.organisation:
        let_go_of_group(coordinator)
    coordinator.display, coordinator.organisation = display, organisation
    coordinator.save(update_fields=["display", "organisation"])
    if coordinator.trusted and coordinator.named_by:
        coordinator.named_by.agree()
    show_as_agreed(coordinator)


def let_go_of_group(coordinator):
    """A group that they name no longer is named nowhere, also where the list does not have the new one yet."""
    of_theirs = EventHost.objects.filter(person=coordinator.person_id, event__edition=coordinator.edition_id)
    of_theirs.update(display=PublicDisplay.ANONYMOUS, organisation=None)


def show_person_as(person, edition, display, organisation=""):
    """The same of whoever may coordinate in an edition. Without a group said now, it is the one they said before."""
    for coordinator in Coordinator.objects.filter(person=person, edition=edition):
        show_as(coordinator, display, organisation or coordinator.organisation)


def rename(person, name):
    """What they say that they are called. Whoever is trusted is believed; the caller saves the person."""
    person.name = name
    if person.coordinates.filter(active=True, trusted=True).exists():
        person.agreed_word = name
