"""How readers see a coordinator: one answer, wherever it was given, on every event of theirs too."""

from django.db import transaction

from events.models import Coordinator, EventHost, PublicDisplay


@transaction.atomic
def show_as(coordinator, display, organisation):
    from events.proposals import show_as_agreed

    if organisation != coordinator.organisation:
        # A group that they name no longer is named nowhere, also where the list does not have the new one yet.
        of_theirs = EventHost.objects.filter(
            person=coordinator.person_id, event__edition=coordinator.edition_id
        )
        of_theirs.update(display=PublicDisplay.ANONYMOUS, organisation=None)
    coordinator.display, coordinator.organisation = display, organisation
    coordinator.save(update_fields=["display", "organisation"])
    show_as_agreed(coordinator)


def show_person_as(person, edition, display, organisation=""):
    """The same of whoever may coordinate in an edition. Without a group said now, it is the one they said before."""
    for coordinator in Coordinator.objects.filter(person=person, edition=edition):
        show_as(coordinator, display, organisation or coordinator.organisation)
