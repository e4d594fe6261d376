"""Who gets an update: those whose agreement is in force, each address once."""

from django.db.models import Exists, OuterRef

from events.models import Consent, Coordinator, PrivateContact, Update, UpdateStop


def people(group, edition=None):
    """The `PrivateContact`s, in the order of their ids. Where two have one address, the first stands for both."""
    readers = _agreed(group, edition).filter(confirmed_at__isnull=False).exclude(email_hash="")
    earlier = readers.order_by().filter(email_hash=OuterRef("email_hash"), pk__lt=OuterRef("pk"))
    return readers.filter(~Exists(earlier)).order_by("pk")


def _agreed(group, edition):
    from events.signing_up.people import agrees, participants

    if group == Update.Group.NEWS:
        return PrivateContact.objects.filter(agrees(Consent.Purpose.NEWS))
    stopped = UpdateStop.objects.filter(consent__person=OuterRef("pk"), consent__edition=edition)
    if group == Update.Group.JOINING:
        return participants(edition).filter(~Exists(stopped))
    coordinates = Coordinator.objects.filter(person=OuterRef("pk"), edition=edition, active=True)
    agreed = PrivateContact.objects.filter(Exists(coordinates), agrees(Consent.Purpose.DAY, edition))
    return agreed.filter(~Exists(stopped))
