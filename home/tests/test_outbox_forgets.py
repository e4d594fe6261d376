"""Mails that wait are forgotten with the person whom they are for."""

import pytest

from home import outbox
from home.encryption import lookup_hash
from home.models import OutboxMail

pytestmark = pytest.mark.django_db


def write(address):
    return outbox.queue(
        "test", address, "en", lambda: outbox.Letter(subject="A word", paragraphs=("To you.",))
    )


def test_waiting_mails_to_a_forgotten_address_are_never_sent(mailoutbox):
    write("gone@example.org")
    write("here@example.org")
    assert outbox.forget(lookup_hash("Gone@Example.org")) == 1
    outbox.deliver_due()
    assert [mail.to for mail in mailoutbox] == [["here@example.org"]]


def test_a_forgotten_address_leaves_nothing_in_the_outbox(mailoutbox):
    mail = write("gone@example.org")
    outbox.deliver_due()
    outbox.forget(lookup_hash("gone@example.org"))
    row = OutboxMail.objects.get(pk=mail.pk)
    assert (row.state, row.content, row.to_hash) == ("sent", "", "")
