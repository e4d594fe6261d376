"""Who takes part: one definition for letters, counts and changes that people must learn of."""

from django.db.models import Exists, OuterRef

from events.models import Consent, PrivateContact, SignUp


def agrees(purpose, edition=None):
    """Whether a person's agreement to a purpose is in force, as a condition on people. With `edition`: given for that one."""
    given = Consent.objects.filter(person=OuterRef("pk"), purpose=purpose, withdrawn_at__isnull=True)
    return Exists(given.filter(edition=edition) if edition else given)


def participants(edition, city=None, event=None):
    """The people who come: they joined in this edition (in a city, to an event) and still agree to be written to about it."""
    joined = SignUp.objects.filter(
        person=OuterRef("pk"), kind=SignUp.Kind.JOIN, state=SignUp.State.ACCEPTED, edition=edition
    )
    if city:
        joined = joined.filter(cities=city)
    if event:
        joined = joined.filter(event=event)
    return PrivateContact.objects.filter(
        Exists(joined), agrees(Consent.Purpose.DAY, edition), confirmed_at__isnull=False
    ).order_by("pk")


def with_address(address_hash):
    """The person who has proved that an address is theirs, or whom staff know by it; None where there is nobody.

    What somebody merely typed into a form makes nobody known.
    """
    same = PrivateContact.objects.filter(email_hash=address_hash)
    proved = same.filter(confirmed_at__isnull=False).order_by("pk").first()
    return proved or same.filter(sign_ups__isnull=True).order_by("pk").first()
