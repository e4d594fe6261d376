"""Sends people their links again: to the address they signed up with, and to no other."""

from django.db import transaction

from events.models import SignUp
from events.signing_up.changing import send_link
from events.signing_up.people import with_address
from events.signing_up.receiving import A_DAY, MOST_TO_ONE_ADDRESS, ask
from home.encryption import lookup_hash
from home.public_forms import limits

STOPPING = {"honeypot", "often"}  # what only machines do; people may be quick


def want_links(email, doubts):
    """Somebody asks for the links of an address. Who has it is found out later, so that no page and no clock can tell."""
    from events.signing_up.tasks import links_wanted

    address_hash = lookup_hash(email)
    if not STOPPING & set(doubts) and not limits.too_often(
        "links-to", address_hash, MOST_TO_ONE_ADDRESS, A_DAY
    ):
        links_wanted.enqueue(address_hash)


@transaction.atomic
def send_links(address_hash):
    """To whoever has this address: the link to what is theirs, and the one that still waits to be confirmed."""
    person = with_address(address_hash)
    if person:
        send_link(person)
    waiting = SignUp.objects.filter(
        person__email_hash=address_hash, state=SignUp.State.UNCONFIRMED, asked_at__isnull=False
    )
    for sign_up in waiting.select_related("person").order_by("-pk")[:1]:
        ask(sign_up)
