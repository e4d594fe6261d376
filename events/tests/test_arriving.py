"""A coordinator comes to a city where people had joined before: each is introduced, once, and nobody gets many mails."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from events.conversations import arriving, hand_over, introduce, talking, together
from events.conversations.waiting import look_after
from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.hosting import accept, handing_over, leaving
from events.models import City, Conversation, ConversationCount, Coordinator, Edition, Side, SignUp
from events.signing_up import withdraw
from events.tests.hosting import enter
from home.factories import OwnerFactory
from home.models import OutboxMail
from home.registries import periodic
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db
State = Conversation.State


@pytest.fixture(autouse=True)
def mail_server_rests(monkeypatch):
    """What is mailed can be read: mails forget their words once they have left."""
    monkeypatch.setattr("home.outbox.sending.resting.is_resting", lambda: True)


@pytest.fixture
def city():
    return CityFactory(name="Seoul")


def joined(city, number=1, **values):
    return [SignUpFactory(cities=[city], **values) for _each in range(number)]


def comes(*cities, **values):
    """Somebody who would coordinate is accepted."""
    sign_up = SignUpFactory(kind=SignUp.Kind.COORDINATE, state=SignUp.State.WAITING, cities=cities, **values)
    return accept(sign_up, None)


def tasks():
    return DBTaskResult.objects.filter(task_path__endswith="introduce_waiting")


def pairs():
    """(seeker, coordinator) of what goes on."""
    found = Conversation.objects.filter(state=State.OPEN).order_by("pk")
    return list(found.values_list("seeker", "coordinator"))


def mails(kind, to=None):
    found = OutboxMail.objects.filter(kind=f"conversation-{kind}").order_by("pk")
    return [mail for mail in found if to is None or mail.letter["to"] == to.email]


# Who is introduced


def test_whoever_had_joined_is_introduced_and_told_and_the_coordinator_gets_one_mail(city):
    people = [each.person for each in joined(city, 3)]
    coordinator = comes(city)
    assert not Conversation.objects.exists()
    run_everything()
    assert pairs() == [(person.pk, coordinator.pk) for person in people]
    for person in people:
        (mail,) = mails("arrived", person)
        assert mail.letter["subject"] == "Somebody coordinates in Seoul now"
        assert "/conversation/seeker/" in mail.letter["text"]
    (mail,) = mails("begun-coordinator")
    assert mail.letter["to"] == coordinator.person.email
    assert mail.letter["subject"] == "3 people would like to take part with you"
    assert "/host/open/" in mail.letter["text"] and "/conversation/" not in mail.letter["text"]
    assert not Conversation.objects.untold().exists()
    assert ConversationCount.objects.get().number == 3


def test_a_single_one_stands_behind_the_mail_itself(city):
    joined(city)
    comes(city)
    run_everything()
    (mail,) = mails("begun-coordinator")
    assert "/conversation/coordinator/" in mail.letter["text"]


def test_no_mail_says_who_it_is(city):
    joined(city, 2, person__name="Seeker Name", person__telephone="+82 2 555 0100")
    coordinator = comes(city, person__name="Host Name")
    run_everything()
    for mail in [*mails("arrived"), *mails("begun-coordinator")]:
        said = mail.letter["subject"] + mail.letter["text"] + mail.letter["html"]
        assert "Seeker Name" not in said and "Host Name" not in said and "555 0100" not in said
        assert coordinator.person.email not in said


def test_nobody_else_is_introduced(city):
    joined(city, state=SignUp.State.UNCONFIRMED)
    joined(city, state=SignUp.State.WITHDRAWN)
    joined(city, person__confirmed_at=None)
    joined(city, person__email="")
    joined(city, kind=SignUp.Kind.NEWS)
    joined(city, edition=EditionFactory(year=2028))
    joined(CityFactory())
    oneself = PrivateContactFactory()
    joined(city, person=oneself)
    joined(city, person=PrivateContactFactory(email=oneself.email.upper()))
    comes(city, person=oneself)
    run_everything()
    assert not Conversation.objects.exists() and not mails("begun-coordinator")
    assert not arriving.waiting(Edition.objects.get(year=2027)).exists()


def test_who_talks_with_somebody_there_already_goes_on_with_them(city):
    first = CoordinatorFactory(cities=[city])
    (sign_up,) = joined(city)
    introduce(sign_up, city)
    comes(city)
    run_everything()
    assert pairs() == [(sign_up.person_id, first.pk)] and not mails("arrived")


def test_somebody_with_two_sign_ups_is_introduced_once(city):
    (sign_up,) = joined(city)
    joined(city, person=sign_up.person)
    comes(city)
    run_everything()
    assert len(pairs()) == len(mails("arrived")) == 1


@pytest.mark.parametrize(
    "values", [{"state": Edition.State.PLANNED}, {"date": datetime.date(2020, 9, 24)}, {"state": "archived"}]
)
def test_nothing_begins_before_sign_up_opens_or_after_the_day(city, values):
    joined(city)
    coordinator = CoordinatorFactory(cities=[city])
    Edition.objects.update(**values)
    coordinator.refresh_from_db()
    arriving.arrived(coordinator)
    arriving.find_overlooked()
    assert not tasks().exists()
    arriving.go_on(coordinator.edition_id, [city.pk], True, 0)
    assert not Conversation.objects.exists()


# Each way somebody comes to coordinate


def test_whoever_takes_over_finds_those_who_had_nobody(city):
    old = CoordinatorFactory(cities=[city])
    for sign_up in joined(city, 3):
        introduce(sign_up, city)
    joined(city, 2)  # overlooked until now
    before = len(mails("begun-coordinator"))
    asked = handing_over.ask(old, "New", "new@example.org", "en")
    new = handing_over.accept(asked, name="New", language="en", agreed=[])
    run_everything()
    assert {coordinator for _seeker, coordinator in pairs()} == {new.pk} and len(pairs()) == 5
    told = [mail.letter["subject"] for mail in mails("begun-coordinator")[before:]]
    assert told == [
        "3 people would like to take part with you",
        "2 people would like to take part with you",
    ]


def test_staff_make_a_coordinator_and_add_a_city(client, city):
    client.force_login(OwnerFactory())
    other = CityFactory(name="Busan")
    joined(city, 2)
    joined(other)
    person = PrivateContactFactory()
    data = {"person": person.pk, "edition": EditionFactory().pk, "display": "anonymous", "organisation": ""}
    client.post(reverse("coordinators:add"), {**data, "cities": f"#{city.geonameid}"})
    run_everything()
    coordinator = Coordinator.objects.get()
    assert len(pairs()) == 2
    both = f"#{city.geonameid}\n#{other.geonameid}"
    address = reverse("coordinators:edit", args=[coordinator.pk])
    assert client.post(address, {**data, "cities": both}).status_code == 302
    run_everything()
    assert len(pairs()) == 3


def test_who_is_taken_on_again_finds_the_conversations_that_they_had_left(city):
    coordinator = CoordinatorFactory(cities=[city])
    conversations = [introduce(sign_up, city) for sign_up in joined(city, 2)]
    talking.write(conversations[0], Side.COORDINATOR, "Welcome")
    links = set(Conversation.objects.values_list("coordinator_nonce", flat=True))
    leaving.take_off(coordinator, None)
    joined(city)
    before = len(mails("begun-coordinator"))
    leaving.take_on_again(coordinator, None)
    run_everything()
    assert len(pairs()) == Conversation.objects.count() == 3
    for each in Conversation.objects.all():
        assert each.takes_messages and each.answered_at is None
        assert each.coordinator_nonce not in links
    assert [mail.letter["subject"] for mail in mails("begun-coordinator")[before:]] == [
        "3 people would like to take part with you"
    ]
    look_after()
    assert len(pairs()) == 3  # they begin anew, with time for a first word


# Conversations that were had before


def test_who_waits_at_the_desk_because_nobody_was_there_goes_on_with_the_newcomer(city):
    (sign_up,) = joined(city)
    left = introduce_and_leave(sign_up, city)
    new = comes(city)
    run_everything()
    left.refresh_from_db()
    assert left.state == State.PASSED_ON and pairs() == [(sign_up.person_id, new.pk)]
    assert len(mails("arrived")) == 1


def introduce_and_leave(sign_up, city):
    coordinator = CoordinatorFactory(cities=[city], edition=sign_up.edition)
    conversation = introduce(sign_up, city)
    leaving.take_off(coordinator, None)
    return conversation


def test_who_was_not_answered_goes_on_with_the_newcomer_but_with_nobody_who_was_there_all_along(city):
    slow, other = CoordinatorFactory(cities=[city]), CoordinatorFactory(cities=[city])
    (sign_up,) = joined(city)
    assert introduce(sign_up, city).coordinator == slow
    Conversation.objects.update(created_at=timezone.now() - datetime.timedelta(days=4))
    look_after()
    arriving.find_overlooked()
    run_everything()
    assert pairs() == []
    new = comes(city)
    run_everything()
    assert pairs() in ([(sign_up.person_id, other.pk)], [(sign_up.person_id, new.pk)])


@pytest.mark.parametrize("by", [Side.SEEKER, Side.COORDINATOR, Side.STAFF])
def test_what_was_stopped_does_not_begin_again_until_they_sign_up_anew(city, by):
    (sign_up,) = joined(city)
    CoordinatorFactory(cities=[city])
    talking.stop(introduce(sign_up, city), by)
    new = comes(city)
    arriving.find_overlooked()
    run_everything()
    assert pairs() == []
    withdraw(sign_up)
    joined(city, person=sign_up.person)
    arriving.find_overlooked()
    run_everything()
    assert pairs() == [(sign_up.person_id, new.pk)]


# Many, killed, twice, at once


def test_batch_after_batch_everybody_is_introduced_once(city, monkeypatch):
    monkeypatch.setattr(arriving, "AT_ONCE", 3)
    joined(city, 7)
    coordinator = comes(city, CityFactory(name="Busan"))
    run_everything()
    arriving.arrived(coordinator)
    run_everything()
    assert len(pairs()) == len(mails("arrived")) == 7
    assert len(mails("begun-coordinator")) == 1


def test_of_many_the_mails_wait_for_those_that_one_person_waits_for(city, monkeypatch):
    joined(city, arriving.MANY)
    few = CityFactory()
    joined(few, arriving.MANY - 1)
    comes(city)
    run_everything()
    assert {mail.priority for mail in mails("arrived")} == {OutboxMail.Priority.MANY}
    OutboxMail.objects.all().delete()
    comes(few)
    run_everything()
    assert {mail.priority for mail in mails("arrived")} == {OutboxMail.Priority.ONE}


class Killed(Exception):
    pass


def killed_after(number, function):
    """A function that fails once, at its call after so many."""
    calls = iter(range(number + 1))

    def dies(*args, **kwargs):
        if next(calls, None) == number:
            raise Killed
        return function(*args, **kwargs)

    return dies


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4])
def test_a_task_that_is_killed_loses_nobody_and_doubles_nothing(city, monkeypatch, after):
    monkeypatch.setattr(arriving, "AT_ONCE", 2)
    monkeypatch.setattr(arriving, "write_to", killed_after(after, arriving.write_to))
    joined(city, 5)
    comes(city)
    run_everything()  # the retry, too
    assert len(pairs()) == len(mails("arrived")) == 5
    (mail,) = mails("begun-coordinator")
    assert mail.letter["subject"].startswith("5 ")


def test_whom_a_dead_task_left_is_found(city, monkeypatch):
    monkeypatch.setattr(arriving, "AT_ONCE", 2)
    edition = joined(city, 5)[0].edition
    comes(city)
    arriving.introduce_some(edition, city)
    tasks().delete()
    dict(periodic.items())["introduce-overlooked"].run()
    run_everything()
    assert len(pairs()) == 5 and len(mails("begun-coordinator")) == 1


def test_a_coordinator_whom_a_dead_task_did_not_tell_is_told_once(city):
    edition = joined(city, 2)[0].edition
    comes(city)
    arriving.introduce_some(edition, city)
    tasks().delete()
    assert not mails("begun-coordinator")
    for _each in range(2):
        arriving.find_overlooked()
        run_everything()
    assert len(mails("begun-coordinator")) == 1


def test_while_a_task_is_at_it_or_nobody_waits_nothing_is_looked_for(city):
    arriving.find_overlooked()
    assert not tasks().exists()
    joined(city)
    comes(city)
    arriving.find_overlooked()
    assert tasks().count() == 1


def test_who_joined_while_the_coordinator_came_is_found(city):
    comes(city)
    run_everything()
    joined(city)  # a transaction that did not see the coordinator yet
    arriving.find_overlooked()
    run_everything()
    assert len(pairs()) == 1


def test_two_who_come_share_and_each_gets_one_mail(city):
    joined(city, 6)
    both = [comes(city), comes(city)]
    run_everything()
    assert [sum(coordinator == each.pk for _seeker, coordinator in pairs()) for each in both] == [3, 3]
    for each in both:
        (mail,) = mails("begun-coordinator", each.person)
        assert mail.letter["subject"].startswith("3 ")


def test_a_task_that_finds_another_was_first_introduces_nobody_again(city, monkeypatch):
    edition = joined(city, 3)[0].edition
    comes(city)
    meeting = arriving.Meeting

    def slow(*args):
        monkeypatch.setattr(arriving, "Meeting", meeting)
        arriving.introduce_some(edition, city)
        return meeting(*args)

    monkeypatch.setattr(arriving, "Meeting", slow)
    run_everything()
    assert len(pairs()) == len(mails("arrived")) == 3
    assert len(mails("begun-coordinator")) == 1


def test_who_takes_their_sign_up_back_meanwhile_is_not_introduced(city, monkeypatch):
    staying, leaves = joined(city, 2)
    comes(city)
    meeting = arriving.Meeting

    def slow(*args):
        SignUp.objects.filter(pk=leaves.pk).update(state=SignUp.State.WITHDRAWN)
        return meeting(*args)

    monkeypatch.setattr(arriving, "Meeting", slow)
    run_everything()
    assert [seeker for seeker, _coordinator in pairs()] == [staying.person_id]


def test_a_batch_costs_the_same_however_many_joined(city, monkeypatch):
    edition = joined(city, 3)[0].edition
    CoordinatorFactory(cities=[city]), CoordinatorFactory(cities=[city])

    city = City.objects.prefetch_related("names").get(pk=city.pk)

    def cost(number):
        monkeypatch.setattr(arriving, "AT_ONCE", number)
        with CaptureQueriesContext(connection) as asked:
            assert len(arriving.introduce_some(edition, city)) == number
        return len(asked)

    cost(3)
    joined(city, 6)
    few = cost(3)
    joined(city, 20)
    assert cost(3) == few
    of_each = (cost(6) - few) // 3
    assert of_each <= 7 and few - 3 * of_each <= 9


def test_looking_for_the_overlooked_costs_the_same_however_many_wait(city, django_assert_max_num_queries):
    for _each in range(2):
        joined(city, 4)
        CoordinatorFactory(cities=[city, CityFactory()])
        with django_assert_max_num_queries(6):
            arriving.find_overlooked()
        tasks().delete()


# One mail for many, elsewhere


def test_whom_many_are_handed_over_to_gets_one_mail(city):
    old, new = CoordinatorFactory(cities=[city]), CoordinatorFactory(cities=[city], active=False)
    for sign_up in joined(city, 3):
        introduce(sign_up, city)
    new.active = True
    new.save()
    hand_over(old, to=new)
    (mail,) = mails("begun-coordinator", new.person)
    assert mail.letter["subject"].startswith("3 ") and len(mails("passed-on")) == 3


def test_of_many_who_wait_for_an_answer_the_coordinator_is_reminded_once(city):
    joined(city, 3)
    comes(city)
    run_everything()
    Conversation.objects.update(created_at=timezone.now() - datetime.timedelta(days=2, minutes=1))
    look_after()
    look_after()
    (mail,) = mails("reminder")
    assert mail.letter["subject"] == "3 people still wait for a word from you"
    assert "/host/open/" in mail.letter["text"]


def test_who_left_before_being_told_is_told_nothing(city):
    edition = joined(city, 2)[0].edition
    coordinator = comes(city)
    arriving.introduce_some(edition, city)
    leaving.take_off(coordinator, None)
    run_everything()
    together.tell_of_all(coordinator)
    assert not mails("begun-coordinator") and len(mails("left")) == 2


# In the room


def test_in_the_room_whoever_waits_stands_first_and_nobody_is_out_of_reach(client, city, monkeypatch):
    monkeypatch.setattr("events.hosting.city_page.CONVERSATIONS", 3)
    joined(city, 4)
    coordinator = comes(city)
    run_everything()
    answered, waits, writes, last = Conversation.objects.order_by("pk")
    talking.write(answered, Side.COORDINATOR, "Welcome")
    talking.write(writes, Side.SEEKER, "Hello")
    with override("en"):
        enter(client, coordinator)
        said = client.get(reverse("host-city", args=[city.geonameid])).content.decode()
        listed = [int(number) for number in re.findall(r"would like to come \((\d+)\)", said)]
        assert listed == [writes.pk, waits.pk, last.pk]
        assert "And 1 more, which comes up here as you answer." in said
        coordinator.cities.add(CityFactory())
        assert "3 people wait for a first word" in client.get(reverse("host-room")).content.decode()
