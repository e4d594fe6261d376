"""The button behind the mailed link: the address is theirs. What follows from it follows in the same transaction."""

from django.db import transaction
from django.utils import timezone

from events.models import Consent, PrivateContact, SignUp
from events.signing_up import letters
from events.signing_up.people import with_address
from events.signing_up.telling import told
from events.writing import write_to

State, Kind = SignUp.State, SignUp.Kind
THEN = {
    Kind.JOIN: State.ACCEPTED,
    Kind.NEWS: State.ACCEPTED,
    Kind.COORDINATE: State.WAITING,
    Kind.TELL: State.WAITING,
}


@transaction.atomic
def confirm(sign_up):
    """The sign-up that stands now: this one, or one that said the same before. None where it is gone. Twice is once."""
    address_hash = sign_up.person.email_hash
    # Whoever confirms the same address at this moment waits here; the people come first, as in erasing.
    list(PrivateContact.objects.select_for_update().filter(email_hash=address_hash).order_by("pk"))
    sign_up = (
        SignUp.objects.select_for_update(of=("self",))
        .select_related("person", "edition", "event")
        .filter(pk=sign_up.pk)
        .first()
    )
    if sign_up is None or sign_up.state != State.UNCONFIRMED:
        return sign_up
    now = timezone.now()
    sign_up.person = _become(sign_up.person, with_address(address_hash), now)
    sign_up.state, sign_up.confirmed_at = THEN[sign_up.kind], now
    before = _said_before(sign_up)
    if before:
        return _absorb(sign_up, before)
    sign_up.save()
    _follow(sign_up)
    return sign_up


def _become(newcomer, known, now):
    """The person whose address this is. What was typed last is what they are called now; nothing is lost to an empty field."""
    from events.hosting.displaying import rename

    if known is None or known.pk == newcomer.pk:
        person = newcomer
    else:
        person = known
        rename(person, newcomer.name or known.name)
        person.telephone = newcomer.telephone or known.telephone
        person.language = newcomer.language or known.language
        SignUp.objects.filter(person=newcomer).update(person=person)
        _move_consents(newcomer, person)
        newcomer.delete()
    person.confirmed_at = person.confirmed_at or now
    person.save()
    return person


def _move_consents(newcomer, person):
    """What was agreed to again in the very same words is not kept twice."""
    in_force = set(
        person.consents.filter(withdrawn_at__isnull=True).values_list("purpose", "edition", "wording")
    )
    for each in newcomer.consents.all():
        if (each.purpose, each.edition_id, each.wording) in in_force:
            each.delete()
        else:
            Consent.objects.filter(pk=each.pk).update(person=person)


def _said_before(sign_up):
    """A sign-up of theirs that stands and says the same; None where there is none."""
    cities = set(sign_up.cities.values_list("pk", flat=True))
    same = SignUp.objects.filter(
        person=sign_up.person,
        edition=sign_up.edition,
        kind=sign_up.kind,
        event=sign_up.event,
        state__in=[State.WAITING, State.ACCEPTED],
    ).exclude(pk=sign_up.pk)
    for each in same.prefetch_related("cities").order_by("pk"):
        if cities <= {city.pk for city in each.cities.all()} and each.details == sign_up.details:
            return each
    return None


def _absorb(sign_up, before):
    """The older one stays, with what the newer one says; conversations hang on it."""
    from events.hosting.displaying import show_person_as

    for name in ("activities", "display", "organisation", "note", "language"):
        if value := getattr(sign_up, name):
            setattr(before, name, value)
    before.save()
    if before.kind == Kind.COORDINATE and before.state == State.ACCEPTED:
        show_person_as(before.person, before.edition, before.display, before.organisation)
    sign_up.delete()
    return before


def _follow(sign_up):
    """What a confirmed sign-up sets going."""
    introduced = []
    if sign_up.kind == Kind.JOIN and not sign_up.edition.is_past:
        introduced = [city for city in sign_up.cities.all() if introduce_in(sign_up, city)]
    if sign_up.kind == Kind.TELL:
        propose(sign_up)
    write_to(
        sign_up.person,
        f"sign-up-{sign_up.kind}",
        lambda: letters.confirmed(sign_up, introduced),
        about=f"events.signup:{sign_up.pk}",
    )


def introduce_in(sign_up, city):
    """A conversation with whoever coordinates this city, or None where nobody does."""
    from events.conversations import introduce

    return introduce(sign_up, city)


def propose(sign_up):
    """What is told of an event goes to the moderators."""
    from events.proposals import propose

    return propose(
        edition=sign_up.edition,
        city=sign_up.cities.first(),
        language=sign_up.language,
        content=told(sign_up),
        sign_up=sign_up,
    )
