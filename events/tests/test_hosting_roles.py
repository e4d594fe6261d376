"""How somebody becomes a coordinator, hands the role over, gives it back, and is forgotten."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    MissionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.hosting import (
    NotWaiting,
    accept,
    erasing,
    handing_over,
    letters,
    standing,
    take_off,
    withdraw,
)
from events.hosting.accepting import words_of
from events.models import (
    Consent,
    Coordinator,
    HandOver,
    HostLetter,
    HostSession,
    LetterStop,
    PrivateContact,
    SignUp,
)
from events.signing_up import decline
from events.tests.hosting import enter, press, token_in
from home.factories import UserFactory
from home.outbox import deliver_due
from home.registries import periodic, person_erasers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def city():
    return CityFactory(name="Seoul")


@pytest.fixture
def staff():
    return UserFactory()


def would(*cities, **values):
    values = {"kind": SignUp.Kind.COORDINATE, "state": SignUp.State.WAITING, **values}
    return SignUpFactory(cities=list(cities), **values)


def test_who_is_accepted_gets_the_role_and_the_link(client, city, staff, mailoutbox):
    MissionFactory(city=city)
    sign_up = would(city, display="organisation", organisation="Group")
    coordinator = accept(sign_up, staff, seen=words_of(sign_up))
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == [sign_up.person.email] and "City Coordinator" in mail.body and "Seoul" in mail.body
    assert press(client, re.search(r"http://\S+/host/open/\S+", mail.body)[0]).url == reverse("host-room")
    sign_up.refresh_from_db()
    assert sign_up.state == "accepted" and sign_up.decided_at
    assert coordinator.active and not coordinator.trusted and coordinator.public_name == "Group"


def test_accepted_twice_is_accepted_once(city, staff, mailoutbox):
    sign_up = would(city)
    assert accept(sign_up, staff) == accept(sign_up, staff)
    deliver_due()
    assert len(mailoutbox) == 1


def test_somebody_who_coordinates_already_takes_on_more_cities(city, staff):
    first = CityFactory()
    coordinator = CoordinatorFactory(cities=[first], trusted=True)
    accept(would(city, person=coordinator.person), staff)
    coordinator.refresh_from_db()
    assert set(coordinator.cities.all()) == {first, city} and coordinator.trusted


def test_staff_may_accept_some_of_the_cities(city, staff):
    coordinator = accept(would(city, CityFactory()), staff, cities=[city])
    assert list(coordinator.cities.all()) == [city]


def test_somebody_who_comes_back_begins_anew(city, staff):
    old = CoordinatorFactory(cities=[CityFactory()], trusted=True, active=False, ended_at=timezone.now())
    nonce = old.nonce
    coordinator = accept(would(city, person=old.person), staff)
    assert coordinator.pk == old.pk and coordinator.active and not coordinator.trusted
    assert list(coordinator.cities.all()) == [city] and coordinator.nonce != nonce


@pytest.mark.parametrize("state", ["held", "unconfirmed", "declined", "withdrawn"])
def test_only_who_waits_is_accepted(city, staff, state):
    with pytest.raises(NotWaiting):
        accept(would(city, state=state), staff)
    assert not Coordinator.objects.exists()


def test_who_joins_is_not_made_a_coordinator(city, staff):
    with pytest.raises(NotWaiting):
        accept(SignUpFactory(cities=[city], state=SignUp.State.WAITING), staff)


def test_who_is_declined_is_told_kindly_and_once(city, staff, mailoutbox):
    sign_up = would(city)
    assert decline(sign_up, staff) and not decline(sign_up, staff)
    deliver_due()
    sign_up.refresh_from_db()
    assert ModelLogEntry.objects.get(action="hub.signup.declined").user == staff
    assert sign_up.state == "declined" and [mail.to for mail in mailoutbox] == [[sign_up.person.email]]


def test_two_people_may_take_one_city_and_the_desk_sees_it(city, staff):
    alone = CityFactory()
    accept(would(alone), staff)
    accept(would(city), staff)
    edition = Coordinator.objects.first().edition
    assert list(standing.claimed_twice(edition)) == []
    waits = would(city)
    assert [(each.pk, each.active, each.waiting) for each in standing.claimed_twice(edition)] == [
        (city.pk, 1, 1)
    ]
    accept(waits, staff)
    assert [(each.pk, each.active, each.waiting) for each in standing.claimed_twice(edition)] == [
        (city.pk, 2, 0)
    ]


def test_the_log_names_nobody(city, staff):
    sign_up = would(city)
    accept(sign_up, staff)
    entries = str(list(ModelLogEntry.objects.values()))
    assert "hub.coordinator.accepted" in entries
    assert sign_up.person.name not in entries and sign_up.person.email not in entries


# Handing over


@pytest.fixture
def coordinator(city):
    return CoordinatorFactory(cities=[city], trusted=True)


def ask(client, coordinator, email="next@example.org"):
    enter(client, coordinator)
    return press(client, reverse("host-hand-over"), name="Sample Next", email=email, language="en")


def link_of(mailoutbox):
    return next(
        found[0] for mail in mailoutbox if (found := re.search(r"http://\S+/host/follow/\S+", mail.body))
    )


def test_the_role_goes_to_whom_one_asks_once_they_say_yes(client, coordinator, city, mailoutbox):
    assert ask(client, coordinator).url == f"{reverse('host-me')}?done=invited"
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == ["next@example.org"]
    for private in (coordinator.person.name, coordinator.person.email, "Sample Next"):
        assert private not in f"{mail.subject} {mail.body} {mail.alternatives}"
        assert private not in Client().get(link_of(mailoutbox)).content.decode()
    assert client.get(reverse("host-room")).status_code == 302  # still theirs
    answer = press(Client(), link_of(mailoutbox), name="Sample Next", language="en", agree_day="on")
    assert answer.url == reverse("host-follow-answered", args=["yes"])
    coordinator.refresh_from_db()
    new = coordinator.followed_by
    assert not coordinator.active and coordinator.ended_at and not HostSession.objects.exists()
    assert new.active and not new.trusted and new.display == "anonymous" and list(new.cities.all()) == [city]
    assert new.person.name == "Sample Next" and new.person.confirmed_at
    assert Consent.objects.get(person=new.person).purpose == "day"
    mailoutbox.clear()
    deliver_due()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([coordinator.person.email, "next@example.org"])


def test_until_then_the_old_one_stays(client, coordinator, mailoutbox):
    ask(client, coordinator)
    coordinator.refresh_from_db()
    assert coordinator.active and list(standing.handing_over(coordinator.edition)) == [HandOver.objects.get()]
    assert "They have not answered yet" in client.get(reverse("host-me")).content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_question_answers_nothing(client, coordinator, mailoutbox, method):
    ask(client, coordinator)
    deliver_due()
    address = link_of(mailoutbox)
    for page in (address, f"{address}no/"):
        getattr(Client(), method)(page)
    assert HandOver.objects.get().state == "asked" and Coordinator.objects.count() == 1


def test_without_agreeing_nobody_is_written_to(client, coordinator, mailoutbox):
    ask(client, coordinator)
    deliver_due()
    answer = press(Client(), link_of(mailoutbox), name="Sample Next", language="en")
    assert answer.status_code == 422 and HandOver.objects.get().state == "asked"


def test_who_says_no_is_forgotten(client, coordinator, mailoutbox):
    ask(client, coordinator)
    deliver_due()
    address = link_of(mailoutbox)
    other = Client()
    token = re.findall(r'name="token_field"\s+value="([^"]+)"', other.get(address).content.decode())[-1]
    answer = other.post(f"{address}no/", {"token_field": token})
    assert answer.url == reverse("host-follow-answered", args=["no"])
    assert HandOver.objects.get().state == "declined" and PrivateContact.objects.count() == 1
    mailoutbox.clear()
    deliver_due()
    assert [mail.to[0] for mail in mailoutbox] == [coordinator.person.email]
    assert other.get(address).status_code == 410


def test_a_question_that_was_taken_back_can_not_be_answered(client, coordinator, mailoutbox):
    ask(client, coordinator)
    deliver_due()
    address = link_of(mailoutbox)
    page = Client().get(address)
    client.post(reverse("host-take-back"), {"token_field": leave(client)})
    assert PrivateContact.objects.count() == 1
    answer = Client().post(
        address, {"token_field": token_in(page), "name": "Next", "language": "en", "agree_day": "on"}
    )
    assert answer.url == reverse("host-follow-answered", args=["gone"])
    coordinator.refresh_from_db()
    assert coordinator.active and Coordinator.objects.count() == 1


def leave(client):
    from events.tests.hosting import leave_token

    return leave_token(client.get(reverse("host-me")))


def test_an_unanswered_question_is_forgotten(client, coordinator):
    ask(client, coordinator)
    handing_over.forget_unanswered()
    assert HandOver.objects.get().state == "asked"
    HandOver.objects.update(created_at=timezone.now() - handing_over.ANSWER_WITHIN)
    handing_over.forget_unanswered()
    assert HandOver.objects.get().state == "expired" and PrivateContact.objects.count() == 1


def test_somebody_whom_the_hub_knows_stays_one_person(client, coordinator, mailoutbox):
    known = PrivateContactFactory(email="next@example.org")
    ask(client, coordinator, email="NEXT@example.org")
    deliver_due()
    press(Client(), link_of(mailoutbox), name="Sample Next", language="en", agree_day="on")
    coordinator.refresh_from_db()
    assert coordinator.followed_by.person == known and PrivateContact.objects.count() == 2


def test_one_is_asked_at_a_time_and_never_oneself(client, coordinator):
    answer = ask(client, coordinator, email=coordinator.person.email)
    assert answer.status_code == 422 and "your own address" in answer.content.decode()
    page = client.get(reverse("host-hand-over"))
    ask(client, coordinator)
    again = client.post(
        reverse("host-hand-over"),
        {"token_field": token_in(page), "name": "Other", "email": "other@example.org", "language": "en"},
    )
    assert again.status_code in {302, 422} and HandOver.objects.count() == 1


def test_nobody_sends_questions_to_the_whole_world(coordinator):
    for number in range(handing_over.MOST):
        asked = handing_over.ask(coordinator, "Sample", f"one-{number}@example.org", "en")
        handing_over.close(asked, HandOver.State.WITHDRAWN)
    with pytest.raises(handing_over.NotPossible):
        handing_over.ask(coordinator, "Sample", "more@example.org", "en")


def test_the_staff_are_asked_to_find_somebody(client, coordinator):
    enter(client, coordinator)
    answer = client.post(reverse("host-find-somebody"), {"token_field": leave(client)})
    assert answer.url.endswith("done=asked") and coordinator.conversations.get().kind == "staff"


# Giving back


def test_who_gives_the_role_back_is_out_at_once(client, coordinator, city, mailoutbox):
    sign_up = would(city, person=coordinator.person, state=SignUp.State.ACCEPTED)
    waits = letters.write(CoordinatorFactory(cities=[city]), city, "en", "other")
    Coordinator.objects.filter(pk=coordinator.pk).update(trusted=False)
    own = letters.write(Coordinator.objects.get(pk=coordinator.pk), city, "en", "own")
    enter(client, coordinator)
    answer = press(client, reverse("host-withdraw"))
    assert answer.url == reverse("host-withdrawn") and answer.cookies["host"]["max-age"] == 0
    assert client.get(answer.url).status_code == 200
    coordinator.refresh_from_db()
    sign_up.refresh_from_db()
    assert not coordinator.active and coordinator.ended_at and coordinator.followed_by is None
    assert sign_up.state == "withdrawn" and not HostSession.objects.exists()
    assert HostLetter.objects.get(pk=own.pk).state == "rejected"
    assert HostLetter.objects.get(pk=waits.pk).state == "submitted"
    assert list(standing.left(coordinator.edition)) == [coordinator]
    deliver_due()
    assert [mail.to[0] for mail in mailoutbox] == [coordinator.person.email]


def test_given_back_twice_is_given_back_once(coordinator, mailoutbox):
    assert withdraw(coordinator) and not withdraw(coordinator)
    deliver_due()
    assert len(mailoutbox) == 1


def test_what_still_waits_for_who_left_is_not_sent(city, staff, mailoutbox):
    coordinator = accept(would(city), staff)
    take_off(coordinator, staff)
    deliver_due()
    assert mailoutbox == []


# Forgetting


def test_whoever_is_forgotten_leaves_nothing_in_the_room(client, coordinator):
    ask(client, coordinator)
    assert dict(person_erasers.items())["hosting"] is erasing.erase_people
    erasing.erase_people([coordinator.person_id])
    assert not PrivateContact.objects.exclude(pk=coordinator.person_id).exists()
    LetterStop.objects.create(person=coordinator.person, edition=coordinator.edition)
    asked = PrivateContactFactory()
    other = CoordinatorFactory()
    HandOver.objects.create(coordinator=other, person=asked)
    erasing.erase_people([coordinator.person_id, asked.pk])
    assert not LetterStop.objects.exists() and not HandOver.objects.filter(coordinator=other).exists()


def test_letters_do_not_outlive_what_is_kept(coordinator, city):
    letters.write(coordinator, city, "en", "words")
    erasing.forget_what_is_over()
    assert HostLetter.objects.exists()
    coordinator.edition.date = datetime.date(2009, 9, 24)
    coordinator.edition.save()
    erasing.forget_what_is_over()
    assert not HostLetter.objects.exists()


def test_the_scheduler_knows_what_is_to_be_forgotten():
    assert {"forget-host-sessions", "forget-hand-overs", "forget-host-letters"} <= set(dict(periodic.items()))
