"""Whoever wishes to be forgotten is forgotten in every table; what is counted stays, without a name."""

import json
from itertools import count

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.models import ModelLogEntry

from events import factories
from events.models import (
    CityReport,
    Consent,
    Conversation,
    Coordinator,
    DeskNote,
    EventHost,
    EventProposal,
    HostLetter,
    LetterReader,
    Message,
    PrivateContact,
    PublicDisplay,
    SignUp,
    SignUpCount,
)
from events.signing_up import erase
from home import outbox
from home.encryption import EncryptedTextField
from home.factories import OrganisationFactory
from home.models import OutboxMail
from home.registries import person_erasers

pytestmark = pytest.mark.django_db
SENTINEL = "Sentinel"
numbers = count(1)


def private_columns():
    """[(model, name)] of everything that is encrypted and may tell of those who take part."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if model._meta.app_label == "events" or model is OutboxMail
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    ]


def word(model, name):
    return f"{SENTINEL}-{model.__name__}-{name}-{next(numbers)}"


def planted(model, **values):
    """A row of a model with a word of ours in every encrypted column."""
    words = {name: word(owner, name) for owner, name in private_columns() if owner is model}
    return model.objects.create(**{**words, **values})


class Everything:
    """One person with all that the hub can hold of somebody: a row of every model that keeps private words."""

    def __init__(self):
        self.city, self.edition = factories.CityFactory(), factories.EditionFactory()
        self.event = factories.EventFactory(edition=self.edition, city=self.city)
        person = self.person = planted(
            PrivateContact, language="en", email=f"{word(PrivateContact, 'email')}@example.org"
        )
        PrivateContact.objects.filter(pk=person.pk).update(confirmed_at="2027-01-01T00:00Z")
        person.refresh_from_db()
        where = {"edition": self.edition, "city": self.city}
        sign_up = planted(
            SignUp, kind="join", state="accepted", edition=self.edition, person=person, language="en",
            nonce="n", confirmed_at=person.confirmed_at,
        )  # fmt: skip
        sign_up.cities.add(self.city)
        Consent.objects.create(person=person, edition=self.edition, purpose="day", wording="x", language="en")
        coordinator = planted(Coordinator, edition=self.edition, person=person, active=True)
        other = factories.CoordinatorFactory(edition=self.edition, cities=[self.city])
        conversation = planted(Conversation, seeker=person, coordinator=other, sign_up=sign_up, **where)
        planted(
            Conversation,
            seeker=other.person,
            coordinator=coordinator,
            reported_by="coordinator",
            **where,
        )
        letter = planted(HostLetter, coordinator=coordinator, language="en", **where)
        LetterReader.objects.create(letter=letter, person=other.person)
        foreign = HostLetter.objects.create(coordinator=other, language="en", text="To all", **where)
        LetterReader.objects.create(letter=foreign, person=person)
        planted(Message, conversation=conversation, side="seeker")
        planted(EventProposal, sign_up=sign_up, language="en", **where)
        planted(EventProposal, coordinator=coordinator, language="en", **where)
        planted(CityReport, coordinator=coordinator, language="en", **where)
        planted(DeskNote, about=f"events.signup:{sign_up.pk}")
        planted(DeskNote, about=f"events.privatecontact:{person.pk}")
        letter_to = outbox.Letter(subject=word(OutboxMail, "content"), paragraphs=("Hello",))
        outbox.queue("a", person.email, "en", lambda: letter_to)
        outbox.queue("b", "staff@example.org", "en", lambda: letter_to, about=f"events.signup:{sign_up.pk}")
        EventHost.objects.create(event=self.event, person=person, display=PublicDisplay.NAME)
        self.sign_up, self.other = sign_up, other


def plain_text_of_database():
    """Everything that any table holds, decrypted."""
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        for row in model._base_manager.values():
            yield model, json.dumps(row, default=str, ensure_ascii=False)


def tables_with(text):
    return {model.__name__ for model, row in plain_text_of_database() if text in row}


def test_every_model_with_private_words_is_in_the_test_of_erasing():
    Everything()
    planted_in = {model for model, _name in private_columns() if model.__name__ in tables_with(SENTINEL)}
    assert {model for model, _name in private_columns()} == planted_in


def test_erasing_somebody_leaves_none_of_their_words_in_any_table():
    everything = Everything()
    hashes = everything.person.email_hash
    assert erase(everything.person) > 10
    assert tables_with(SENTINEL) == set()
    assert tables_with(hashes) == set()


def test_erasing_somebody_leaves_others_alone():
    everything = Everything()
    stranger = factories.SignUpFactory(edition=everything.edition, cities=[everything.city])
    erase(everything.person)
    assert PrivateContact.objects.filter(pk__in=[stranger.person_id, everything.other.person_id]).count() == 2
    assert SignUp.objects.filter(pk=stranger.pk).exists()
    assert Coordinator.objects.filter(pk=everything.other.pk).exists()


def test_who_took_part_is_counted_without_a_name_when_erased():
    everything = Everything()
    erase(everything.person)
    counted = SignUpCount.objects.get()
    assert (counted.edition, counted.city, counted.kind, counted.language, counted.number) == (
        everything.edition, everything.city, "join", "en", 1,
    )  # fmt: skip


def test_counts_add_up():
    city = factories.CityFactory()
    for _number in range(2):
        erase(factories.SignUpFactory(cities=[city]).person)
    assert SignUpCount.objects.get().number == 2


def test_a_sign_up_that_was_never_confirmed_is_not_counted():
    erase(factories.SignUpFactory(state="unconfirmed", confirmed_at=None).person)
    assert not SignUpCount.objects.exists()


def test_a_published_event_stays_and_its_host_becomes_anonymous():
    everything = Everything()
    erase(everything.person)
    host = everything.event.hosts.get()
    assert (host.person, host.public_name) == (None, "Anonymous host")


def test_a_host_who_was_shown_by_organisation_still_is():
    event, person = factories.EventFactory(), factories.PrivateContactFactory()
    organisation = OrganisationFactory(name="Lawyers for Rights")
    event.hosts.add(EventHost(person=person, organisation=organisation, display="organisation"))
    event.save()
    erase(person)
    host = EventHost.objects.get()
    assert (host.person, host.public_name) == (None, "Lawyers for Rights")


def test_mails_that_wait_for_somebody_who_is_erased_are_never_sent(mailoutbox):
    everything = Everything()
    erase(everything.person)
    outbox.deliver_due()
    # Whoever talked with them as the coordinator learns that there is nobody any more.
    assert [mail.to for mail in mailoutbox] == [[everything.other.person.email]]


def test_whoever_proved_an_address_takes_along_what_waits_under_it():
    known = factories.PrivateContactFactory(email="same@example.org")
    typed = factories.SignUpFactory(
        state="unconfirmed", person__email="Same@example.org", person__confirmed_at=None
    )
    erase(known)
    assert not PrivateContact.objects.filter(pk=typed.person_id).exists()


def test_erasing_an_address_that_somebody_merely_typed_touches_nothing_of_its_owner(mailoutbox):
    known = factories.SignUpFactory(person__email="same@example.org").person
    outbox.queue("a", known.email, "en", lambda: outbox.Letter(subject="For the owner"))
    typed = factories.SignUpFactory(
        state="unconfirmed", person__email="same@example.org", person__confirmed_at=None
    )
    erase(typed.person)
    outbox.deliver_due()
    assert PrivateContact.objects.filter(pk=known.pk).exists()
    assert [mail.subject for mail in mailoutbox] == ["For the owner"]


def test_entries_of_the_log_about_somebody_go_with_them():
    sign_up = factories.SignUpFactory()
    ModelLogEntry.objects.log_action(sign_up, "wagtail.edit")
    erase(sign_up.person)
    assert not ModelLogEntry.objects.exists()


def test_every_room_is_asked_to_forget_in_the_same_transaction():
    asked = []
    person_erasers.register("test", lambda pks: asked.append(list(pks)) or 7)
    person = factories.PrivateContactFactory()
    try:
        assert erase(person) >= 8
    finally:
        person_erasers._entries.pop("test")
    assert asked == [[person.pk]]


def test_erasing_that_breaks_off_erases_nothing():
    def broken(pks):
        raise RuntimeError

    person = factories.SignUpFactory().person
    person_erasers.register("test", broken)
    try:
        with pytest.raises(RuntimeError):
            erase(person)
    finally:
        person_erasers._entries.pop("test")
    assert SignUp.objects.filter(person=person).exists()


def test_an_erased_person_leaves_a_database_that_holds_together():
    erase(Everything().person)
    call_command("check", "--database", "default")
    assert not SignUp.objects.exists()
