"""What people change of what the hub keeps of them. Each in one transaction."""

from django.db import transaction
from django.utils import timezone

from events.models import PrivateContact, SignUp
from events.models.contacts import link_nonce
from events.signing_up import letters
from events.signing_up.confirming import introduce_in
from events.signing_up.deciding import end_conversations
from events.signing_up.receiving import A_DAY, MOST_TO_ONE_ADDRESS
from events.writing import write_to
from home import outbox
from home.encryption import lookup_hash
from home.public_forms import limits


@transaction.atomic
def change_person(person, *, name, telephone, language, email):
    """Everything but the address counts at once; readers see another name once the desk has looked at it. Returns whether a new address was asked to be confirmed."""
    from events.hosting.displaying import hold, rename

    hold(person)
    rename(person, name)
    person.telephone, person.language = telephone, language
    moves = lookup_hash(email) != person.email_hash
    if moves:
        person.new_email, person.new_email_at = email, timezone.now()
    person.save()
    if moves:
        ask_new_address(person)
    return moves


def ask_new_address(person):
    """A mail to an address that may be somebody else's: so few a day that nobody is annoyed with them."""
    if limits.too_often("letters-to", lookup_hash(person.new_email), MOST_TO_ONE_ADDRESS, A_DAY):
        return None
    return outbox.queue(
        "sign-up-email",
        person.new_email,
        person.language or "en",
        lambda: letters.new_address(person),
        about=f"events.privatecontact:{person.pk}",
    )


class AddressTaken(Exception):
    """Somebody else proved this address meanwhile, or the same person did, by another form."""


@transaction.atomic
def change_address(person):
    """The new address counts. The old one is told, and links that went there are void."""
    address_hash = lookup_hash(person.new_email)
    among = PrivateContact.objects.filter(email_hash__in=[address_hash, person.email_hash])
    list(among.select_for_update().order_by("pk"))
    if among.filter(email_hash=address_hash, confirmed_at__isnull=False).exclude(pk=person.pk).exists():
        raise AddressTaken
    write_to(person, "sign-up-email-changed", letters.address_changed)
    person.email, person.new_email, person.new_email_at = person.new_email, "", None
    person.confirmed_at = timezone.now()
    person.save(update_fields=["email", "email_hash", "new_email", "new_email_at", "confirmed_at"])
    void_ways_in(person)


@transaction.atomic
def void_links(person):
    """Every link in mails that were sent until now opens nothing any more; a new one is on its way."""
    void_ways_in(person)
    send_link(person)


@transaction.atomic
def void_ways_in(person):
    """Whoever holds an old mail gets in nowhere: what is kept, rooms and conversations. New ways in are on their way."""
    from events.conversations.renewing import void_of_seeker
    from events.hosting import revoke
    from events.hosting import send_link as send_way_in

    person.nonce = link_nonce()
    person.save(update_fields=["nonce"])
    void_of_seeker(person)
    for coordinator in person.coordinates.all():
        revoke(coordinator)
        send_way_in(coordinator)


def send_link(person):
    return write_to(
        person,
        "sign-up-link",
        lambda: letters.your_link(person),
        about=f"events.privatecontact:{person.pk}",
    )


@transaction.atomic
def change_sign_up(sign_up, *, cities=None, **values):
    """Who joins elsewhere now is introduced there, and talks no longer where they were; how a coordinator is shown is shown so from now on."""
    from events.hosting.displaying import hold, show_person_as

    hold(sign_up.person)  # people come first, as at the desk and in erasing
    sign_up.refresh_from_db(from_queryset=SignUp.objects.select_for_update(of=("self",)))
    for name, value in values.items():
        setattr(sign_up, name, value)
    sign_up.save()
    if "display" in values:
        show_person_as(sign_up.person, sign_up.edition, sign_up.display, sign_up.organisation)
    if cities is None:
        return
    before = set(sign_up.cities.all())
    sign_up.cities.set(cities)
    if sign_up.event and sign_up.event.city not in cities:
        sign_up.event = None
        sign_up.save(update_fields=["event"])
    joins = sign_up.kind == SignUp.Kind.JOIN and sign_up.state == SignUp.State.ACCEPTED
    if joins and not sign_up.edition.is_past:
        for city in cities:
            if city not in before:
                introduce_in(sign_up, city)
    if gone := before.difference(cities):  # last, as it holds conversations, which come after coordinators
        end_conversations(sign_up, gone)
