"""What people change of what the hub keeps of them. Each in one transaction."""

from django.db import transaction
from django.utils import timezone

from events.models import Coordinator, PrivateContact, SignUp
from events.models.people import link_nonce
from events.signing_up import letters
from events.signing_up.confirming import introduce_in
from events.writing import write_to
from home import outbox
from home.encryption import lookup_hash


@transaction.atomic
def change_person(person, *, name, telephone, language, email):
    """Everything but the address counts at once. Returns whether a new address was asked to be confirmed."""
    person.name, person.telephone, person.language = name, telephone, language
    moves = lookup_hash(email) != person.email_hash
    if moves:
        person.new_email, person.new_email_at = email, timezone.now()
    person.save()
    if moves:
        ask_new_address(person)
    return moves


def ask_new_address(person):
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
    person.nonce, person.confirmed_at = link_nonce(), timezone.now()
    person.save()


@transaction.atomic
def void_links(person):
    """Every link in mails that were sent until now opens nothing any more; a new one is on its way."""
    person.nonce = link_nonce()
    person.save(update_fields=["nonce"])
    send_link(person)


def send_link(person):
    return write_to(
        person,
        "sign-up-link",
        lambda: letters.your_link(person),
        about=f"events.privatecontact:{person.pk}",
    )


@transaction.atomic
def change_sign_up(sign_up, *, cities=None, **values):
    """Who joins elsewhere now is introduced there; how a coordinator is shown is shown so from now on."""
    for name, value in values.items():
        setattr(sign_up, name, value)
    sign_up.save()
    if "display" in values:
        Coordinator.objects.filter(person=sign_up.person, edition=sign_up.edition).update(
            display=values["display"]
        )
    if cities is None:
        return
    before = set(sign_up.cities.all())
    sign_up.cities.set(cities)
    if sign_up.event and sign_up.event.city not in cities:
        sign_up.event = None
        sign_up.save(update_fields=["event"])
    if sign_up.kind == SignUp.Kind.JOIN and sign_up.state == SignUp.State.ACCEPTED:
        for city in cities:
            if city not in before:
                introduce_in(sign_up, city)
