"""How each side is called on the page of the other: as they chose, and no more."""

from django.utils.translation import gettext as _

from events.models import PublicDisplay, Side, SignUp


def coordinator_name(coordinator):
    """What a coordinator agreed to be shown as, or ""."""
    if coordinator.display == PublicDisplay.NAME:
        return coordinator.person.name
    if coordinator.display == PublicDisplay.ORGANISATION:
        accepted = SignUp.objects.filter(
            person=coordinator.person_id,
            edition=coordinator.edition_id,
            kind=SignUp.Kind.COORDINATE,
            state=SignUp.State.ACCEPTED,
        )
        return next((each.organisation for each in accepted if each.organisation), "")
    return ""


def other_name(conversation, side, shown):
    """(words, whether they are a name) for who is on the other side. `shown`: what that side has released."""
    other = conversation.other(side)
    if other == Side.STAFF:
        return _("our own people"), False
    if shown.get("name"):
        return shown["name"], True
    if other == Side.SEEKER:
        return _("somebody who signed up"), False
    name = coordinator_name(conversation.coordinator) if conversation.person(other) else ""
    return (name, True) if name else (_("the coordinator"), False)
