"""What is erased by itself, when, and how it goes on where it was broken off."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from events import factories
from events.models import Consent, Coordinator, EventHost, EventProposal, PrivateContact, SignUp, SignUpCount
from events.retention import kept_until
from events.signing_up import expiring
from events.tests.signing_up import locales
from home.factories import OrganisationFactory
from home.models import OutboxMail
from home.outbox import deliver_due
from home.registries import periodic, person_erasers

__all__ = ["locales"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]
NEWS, DAY = Consent.Purpose.NEWS, Consent.Purpose.DAY


def unconfirmed(days, **values):
    asked = timezone.now() - timedelta(days=days)
    return factories.SignUpFactory(
        state="unconfirmed",
        confirmed_at=None,
        person__confirmed_at=None,
        **{"asked_at": asked, "created_at": asked, **values},
    )


@pytest.fixture
def over():
    """An edition whose things are to be erased."""
    edition = factories.EditionFactory(year=2020)
    assert kept_until(edition) == datetime.date(2021, 3, 24)
    return edition


def test_the_scheduler_knows_the_job():
    assert periodic.get("sign-ups-expire").run == expiring.run


def test_a_reminder_comes_after_two_days_and_only_once(mailoutbox):
    sign_up = unconfirmed(2.1)
    for _number in range(3):
        expiring.run()
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [[sign_up.person.email]]
    assert "/sign-up/confirm/" in mailoutbox[0].body


@pytest.mark.parametrize("days", [0, 1.9, 7.1])
def test_no_reminder_comes_too_early_or_too_late(days):
    unconfirmed(days)
    expiring.remind()
    assert not OutboxMail.objects.exists()


def test_what_nobody_confirms_is_erased_after_seven_days_and_not_before():
    old, young = unconfirmed(7.1), unconfirmed(6.9)
    expiring.run()
    assert list(SignUp.objects.all()) == [young]
    assert not PrivateContact.objects.filter(pk=old.person_id).exists()
    assert not SignUpCount.objects.exists()


def test_what_is_held_waits_a_month_for_somebody_to_look():
    held, old = (unconfirmed(days, asked_at=None) for days in (29, 31))
    SignUp.objects.update(state="held")
    expiring.run()
    assert list(SignUp.objects.all()) == [held]
    assert not PrivateContact.objects.filter(pk=old.person_id).exists()


def test_a_new_address_that_nobody_confirms_is_forgotten():
    person = factories.SignUpFactory().person
    PrivateContact.objects.filter(pk=person.pk).update(
        new_email="new@example.org", new_email_at=timezone.now() - timedelta(days=8)
    )
    expiring.run()
    person.refresh_from_db()
    assert (person.new_email, person.new_email_at) == ("", None)


def test_everything_of_an_edition_is_erased_and_counted_when_its_time_is_over(over):
    city = factories.CityFactory()
    sign_ups = [factories.SignUpFactory(edition=over, cities=[city]) for _number in range(3)]
    coordinator = factories.CoordinatorFactory(edition=over, cities=[city])
    expiring.run()
    assert not SignUp.objects.exists()
    assert not Coordinator.objects.exists()
    assert not PrivateContact.objects.filter(
        pk__in=[coordinator.person_id, *[each.person_id for each in sign_ups]]
    ).exists()
    assert SignUpCount.objects.get().number == 3


def test_an_edition_whose_time_is_not_over_keeps_everything():
    sign_up = factories.SignUpFactory()
    expiring.run()
    assert SignUp.objects.get() == sign_up


def test_whoever_still_wants_news_stays_with_address_and_language_only(over):
    person = factories.SignUpFactory(
        edition=over, agreed=[DAY, NEWS], person__telephone="+82", person__language="ko"
    ).person
    Consent.objects.filter(purpose=NEWS).update(edition=None)
    expiring.run()
    expiring.run()
    person.refresh_from_db()
    assert (person.name, person.telephone, person.language) == ("", "", "ko")
    assert person.email
    assert list(person.consents.values_list("purpose", flat=True)) == [NEWS]
    assert not SignUp.objects.exists()
    assert SignUpCount.objects.get().number == 1


def test_whoever_takes_part_again_keeps_what_is_of_the_new_edition(over):
    old = factories.SignUpFactory(edition=over)
    new = factories.SignUpFactory(edition=factories.EditionFactory(year=2027), person=old.person)
    expiring.run()
    assert list(SignUp.objects.all()) == [new]
    old.person.refresh_from_db()
    assert old.person.name


def test_whoever_takes_news_back_later_is_forgotten():
    person = factories.PrivateContactFactory()
    consent = Consent.objects.create(person=person, purpose=NEWS, wording="x", language="en")
    expiring.run()
    assert PrivateContact.objects.filter(pk=person.pk).exists()
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
    expiring.run()
    assert not PrivateContact.objects.filter(pk=person.pk).exists()


def staffs_contact(**values):
    """Somebody whom staff wrote down: nobody has confirmed the address."""
    return factories.PrivateContactFactory(confirmed_at=None, **values)


def hosting(edition, person, **values):
    event = factories.EventFactory(edition=edition)
    return EventHost.objects.create(event=event, person=person, **values)


@pytest.mark.parametrize(("created", "kept"), [("2027-02-28", False), ("2027-03-01", True)])
def test_a_contact_of_staff_on_whom_nothing_hangs_is_kept_for_as_many_months_as_an_edition(
    monkeypatch, created, kept
):
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2027, 8, 28, tzinfo=datetime.UTC))
    person = staffs_contact()
    moment = datetime.datetime.combine(
        datetime.date.fromisoformat(created), datetime.time(23, 59), tzinfo=datetime.UTC
    )
    PrivateContact.objects.filter(pk=person.pk).update(created_at=moment)
    expiring.run()
    assert PrivateContact.objects.exists() is kept


@pytest.mark.parametrize(
    ("display", "shown_then", "shown_now"),
    [
        ("name", "Mina Park", "Anonymous host"),
        ("organisation", "Prayer Group", "Prayer Group"),
        ("anonymous", "Anonymous host", "Anonymous host"),
    ],
)
def test_who_only_hosted_in_editions_that_are_over_is_forgotten_and_the_event_stays(
    over, display, shown_then, shown_now
):
    group = OrganisationFactory(name="Prayer Group") if display == "organisation" else None
    person = staffs_contact(name="Mina Park")
    host = hosting(over, person, display=display, organisation=group)
    assert host.public_name == shown_then
    expiring.run()
    host = EventHost.objects.get()
    assert host.person is None and host.public_name == shown_now
    assert not PrivateContact.objects.exists()


def test_who_hosts_in_an_edition_that_is_not_over_stays(over):
    person = staffs_contact()
    for edition in (over, factories.EditionFactory(year=2027)):
        hosting(edition, person, display="name")
    expiring.run()
    assert EventHost.objects.filter(person=person).count() == 2


def test_a_host_of_the_past_who_wants_news_stays(over):
    person = staffs_contact()
    hosting(over, person)
    Consent.objects.create(person=person, purpose=NEWS, wording="x", language="en")
    expiring.run()
    assert PrivateContact.objects.get() == person


def test_hosts_of_the_past_are_forgotten_in_every_room_some_in_one_transaction(over, monkeypatch):
    monkeypatch.setattr(expiring, "BATCH", 2)
    batches = []
    monkeypatch.setitem(person_erasers._entries, "test", lambda pks: batches.append(list(pks)) or 0)
    people = [staffs_contact() for _number in range(3)]
    for person in people:
        hosting(over, person)
    expiring.run()
    assert batches == [[people[0].pk, people[1].pk], [people[2].pk]]


def test_proposals_of_an_edition_go_with_it(over):
    city = factories.CityFactory()
    EventProposal.objects.create(edition=over, city=city, language="en", content="{}")
    expiring.run()
    assert not EventProposal.objects.exists()


def test_what_does_not_fit_into_one_run_is_done_in_the_next(over, monkeypatch):
    monkeypatch.setattr(expiring, "BATCH", 2)
    monkeypatch.setattr(expiring, "BATCHES", 1)
    for _number in range(5):
        factories.SignUpFactory(edition=over)
    left = []
    for _number in range(4):
        expiring.run()
        left.append(SignUp.objects.count())
    assert left[-1] == 0
    assert left[0] > 0
    assert sum(SignUpCount.objects.values_list("number", flat=True)) == 5


def test_a_run_that_is_killed_leaves_whole_people_and_the_next_one_goes_on(over, monkeypatch):
    monkeypatch.setattr(expiring, "BATCH", 1)
    for _number in range(3):
        factories.SignUpFactory(edition=over)
    real, calls = expiring.erase_people, []

    def killed(pks):
        calls.append(pks)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(pks)

    monkeypatch.setattr(expiring, "erase_people", killed)
    with pytest.raises(KeyboardInterrupt):
        expiring.run()
    assert SignUp.objects.count() == PrivateContact.objects.count() == 2
    expiring.run()
    assert not SignUp.objects.exists()
    assert sum(SignUpCount.objects.values_list("number", flat=True)) == 3
