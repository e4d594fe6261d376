"""What becomes of a form that somebody sent: a sign-up with a person of its own, until the address is proved to be theirs."""

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from events.models import PrivateContact, SignUp
from events.signing_up import letters
from events.signing_up.wordings import agree
from events.writing import write_to
from home.encryption import lookup_hash
from home.public_forms import limits

MOST_TO_ONE_ADDRESS = 3  # letters a day that others can cause to somebody by typing an address
A_DAY = 24 * 60 * 60


@transaction.atomic
def receive(edition, kind, *, person, agreed, doubts=(), cities=(), **values):
    """Keep a form: `person` and `values` by the names of the fields, `agreed` the purposes. Doubtful ones are held, without a mail."""
    doubts = list(doubts)
    if limits.too_often("letters-to", lookup_hash(person["email"]), MOST_TO_ONE_ADDRESS, A_DAY):
        doubts.append("address")
    contact = PrivateContact.objects.create(**person)
    sign_up = SignUp.objects.create(
        kind=kind,
        state=SignUp.State.HELD if doubts else SignUp.State.UNCONFIRMED,
        edition=edition,
        person=contact,
        language=contact.language,
        doubts=doubts,
        nonce=get_random_string(24),
        **values,
    )
    sign_up.cities.set(cities)
    agree(contact, edition, agreed)
    if not doubts:
        ask(sign_up)
    return sign_up


def ask(sign_up):
    """Ask whether the address is right: the mail that everything else waits for. Asked again, nothing is kept longer."""
    sign_up.asked_at = sign_up.asked_at or timezone.now()
    sign_up.save(update_fields=["asked_at"])
    return write_to(
        sign_up.person,
        "sign-up-confirm",
        lambda: letters.confirm(sign_up),
        about=f"events.signup:{sign_up.pk}",
    )
