"""A coordinator writes to everybody who wishes to come, without seeing an address, and nobody gets too much of it."""

import re
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.factories import CityFactory, CoordinatorFactory, PrivateContactFactory, SignUpFactory
from events.hosting import approve_letter, letters, reject_letter
from events.models import Consent, HostLetter, LetterReader, LetterStop, SignUp
from events.personal_links import LETTER, MINE
from events.tests.doors import hours_pass, through
from events.tests.hosting import enter, press, token_in
from home.factories import UserFactory
from home.models import OutboxMail
from home.outbox import deliver_due
from home.tests.working import run_everything

pytestmark = pytest.mark.django_db

TEXT = "We meet at the fountain.\n\nBring a candle."


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def city():
    return CityFactory(name="Seoul")


@pytest.fixture
def coordinator(city):
    return CoordinatorFactory(cities=[city])


@pytest.fixture
def trusted(coordinator):
    coordinator.trusted = True
    coordinator.save()
    return coordinator


def comers(city, number=1, **values):
    return [SignUpFactory(cities=[city], **values).person for _ in range(number)]


def written(coordinator, city):
    return letters.write(coordinator, city, "en", TEXT)


def sent(coordinator, city):
    letter = written(coordinator, city)
    run_everything()
    letter.refresh_from_db()
    return letter


def reading(letter, person):
    reader = LetterReader.objects.get(letter=letter, person=person)
    return reverse("host-letter", args=[LETTER.token(reader.pk, person.nonce)])


def test_a_trusted_coordinators_message_reaches_everybody_at_once(client, trusted, city, mailoutbox):
    people = comers(city, 3)
    enter(client, trusted)
    page = reverse("host-letters", args=[city.geonameid])
    shown = press(client, page, text=TEXT)
    assert shown.status_code == 200 and "Bring a candle." in shown.content.decode()
    assert not HostLetter.objects.exists()
    answer = client.post(page, {"token_field": token_in(shown), "text": TEXT, "send": "1"})
    assert answer.url == f"{page}?done=sent"
    run_everything()
    deliver_due()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(person.email for person in people)
    for mail in mailoutbox:
        words = f"{mail.subject} {mail.body} {mail.alternatives}"
        assert (
            "fountain" not in words and trusted.person.name not in words and trusted.person.email not in words
        )
    address = re.search(r"http://localhost(/en/host/letter/\S+)", mailoutbox[0].body)[1]
    door = Client().get(address)
    assert "Read the message" in door.content.decode()
    read = Client().get(through(Client(), address))
    assert "Bring a candle." in read.content.decode()
    for page in (door, read):
        assert page["Cache-Control"] == "no-store" and not page.cookies


def test_anybody_elses_waits_for_the_desk(coordinator, city):
    comers(city)
    letter = written(coordinator, city)
    run_everything()
    assert letter.state == "submitted" and list(HostLetter.objects.waiting()) == [letter]
    assert not LetterReader.objects.exists() and not OutboxMail.objects.exists()


def test_what_the_desk_lets_go_reaches_people_and_its_writer_is_told(coordinator, city, mailoutbox):
    (person,) = comers(city)
    approve_letter(written(coordinator, city), UserFactory())
    run_everything()
    deliver_due()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([person.email, coordinator.person.email])
    assert HostLetter.objects.get().reached == 1


def test_what_the_desk_holds_back_reaches_nobody_and_the_reason_stands_in_the_room(
    client, coordinator, city, mailoutbox
):
    comers(city)
    reject_letter(written(coordinator, city), UserFactory(), "No addresses, please.")
    run_everything()
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == [coordinator.person.email] and "No addresses" not in mail.body
    enter(client, coordinator)
    assert (
        "No addresses, please." in client.get(reverse("host-letters", args=[city.geonameid])).content.decode()
    )


@pytest.mark.parametrize("second", [approve_letter, lambda letter, by: reject_letter(letter, by, "No.")])
def test_what_is_decided_is_not_decided_again(coordinator, city, second):
    letter = written(coordinator, city)
    approve_letter(letter, UserFactory())
    with pytest.raises(letters.Decided):
        second(letter, UserFactory())


def test_a_letter_of_somebody_who_left_is_not_sent(coordinator, city):
    letter = written(coordinator, city)
    coordinator.active = False
    coordinator.save()
    with pytest.raises(letters.Decided):
        approve_letter(letter, UserFactory())


def test_it_reaches_only_those_who_come_there_and_agree(trusted, city):
    (person,) = comers(city)
    comers(CityFactory())
    comers(city, state=SignUp.State.WITHDRAWN)
    comers(city, kind=SignUp.Kind.COORDINATE)
    comers(city, agreed=[])
    Consent.objects.filter(person=comers(city)[0]).update(withdrawn_at=timezone.now())
    SignUpFactory(person=trusted.person, cities=[city])
    letter = sent(trusted, city)
    assert [reader.person for reader in letter.readers.all()] == [person]


def test_where_it_was_interrupted_it_goes_on_and_nobody_gets_it_twice(trusted, city, monkeypatch):
    people = comers(city, 5)
    monkeypatch.setattr(letters, "AT_ONCE", 2)
    letter = written(trusted, city)
    write_to, calls = letters._write_to, []

    def breaks(person, letter):
        calls.append(person)
        if len(calls) == 4:
            raise RuntimeError("the power is gone")
        write_to(person, letter)

    with mock.patch.object(letters, "_write_to", breaks), pytest.raises(RuntimeError):
        letters.deliver(letter.pk)
    assert letter.readers.count() == 2
    assert letters.deliver(letter.pk) == letters.deliver(letter.pk) == 5
    assert OutboxMail.objects.filter(kind="host-letter").count() == len(people)


def test_queries_for_each_reader_do_not_grow(trusted, city, django_assert_max_num_queries):
    comers(city, 1)
    with django_assert_max_num_queries(60) as one:
        letters.deliver(written(trusted, city).pk)
    comers(city, 5)
    with django_assert_max_num_queries(len(one) * 6):
        letters.deliver(written(trusted, city).pk)


def test_there_are_only_so_many_a_day(client, trusted, city):
    comers(city)
    enter(client, trusted)
    page = reverse("host-letters", args=[city.geonameid])
    before = token_in(client.get(page))
    for _ in range(letters.MOST):
        written(trusted, city)
    answer = client.post(page, {"token_field": before, "text": TEXT, "send": "1"})
    assert answer.status_code == 422 and TEXT.splitlines()[0] in answer.content.decode()
    assert HostLetter.objects.count() == letters.MOST
    assert "enough for today" in client.get(page).content.decode()
    HostLetter.objects.update(created_at=timezone.now() - timezone.timedelta(days=2))
    assert written(trusted, city).state == "sent"


def test_the_same_form_twice_is_one_letter(client, trusted, city):
    comers(city)
    enter(client, trusted)
    page = reverse("host-letters", args=[city.geonameid])
    data = {"token_field": token_in(client.get(page)), "text": TEXT, "send": "1"}
    assert [client.post(page, data).status_code for _ in range(2)] == [303, 303]
    assert HostLetter.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_a_letter_stops_nothing(client, trusted, city, method):
    (person,) = comers(city)
    address = reading(sent(trusted, city), person)
    for page in (address, f"{address}stop/"):
        assert getattr(client, method)(page, follow=True).status_code == 200
    room = through(client, address)
    assert getattr(client, method)(room).status_code == 200
    assert not LetterStop.objects.exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_whoever_looks_at_a_link_by_themselves_reads_nothing(client, trusted, city, method):
    (person,) = comers(city)
    address = reading(sent(trusted, city), person)
    for page in (address, f"{address}stop/"):
        said = getattr(client, method)(page, follow=True).content.decode()
        for private in (
            "fountain",
            "candle",
            "Seoul",
            person.name,
            trusted.person.name,
            "no more messages</p>",
        ):
            assert private not in said


def test_the_door_is_not_opened_from_elsewhere(client, trusted, city):
    (person,) = comers(city)
    address = reading(sent(trusted, city), person)
    answer = client.post(address, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403 and "fountain" not in answer.content.decode()


def test_the_room_of_a_letter_closes_after_hours_and_its_link_opens_it_again(
    client, trusted, city, monkeypatch
):
    (person,) = comers(city)
    address = reading(sent(trusted, city), person)
    room = through(client, address)
    token = token_in(client.get(room))
    hours_pass(monkeypatch, 13)
    for answer in (client.get(room), client.post(room, {"token_field": token})):
        assert answer.status_code == 404 and "fountain" not in answer.content.decode()
    assert not LetterStop.objects.exists()
    assert "fountain" in client.get(through(client, address)).content.decode()


@pytest.mark.parametrize("where", ["door", "room"])
def test_its_button_stops_further_ones_of_every_coordinator(client, trusted, city, where):
    stopping, staying = comers(city, 2)
    address = reading(sent(trusted, city), stopping)
    if where == "room":
        answer = press(client, through(client, address))
    else:
        door = client.get(address)
        answer = client.post(door.context["stop_url"], {"token_field": door.context["stop_form"].token_value})
    assert answer.status_code == 303
    assert "You get no more messages" in client.get(answer.url).content.decode()
    other = CoordinatorFactory(cities=[city], trusted=True)
    assert [reader.person for reader in sent(other, city).readers.all()] == [staying]


def test_mail_programs_stop_them_with_a_bare_post(client, trusted, city, mailoutbox):
    (person,) = comers(city)
    sent(trusted, city)
    deliver_due()
    header = mailoutbox[0].extra_headers["List-Unsubscribe"]
    address = re.fullmatch(r"<http://localhost(\S+)>", header)[1]
    for _ in range(2):
        answer = client.post(
            address, {"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"}
        )
        assert answer.status_code == 204 and not answer.cookies
    assert LetterStop.objects.get().person == person


def test_a_button_that_is_too_old_stops_nothing_and_says_so(client, trusted, city):
    (person,) = comers(city)
    address = reading(sent(trusted, city), person)
    answer = client.post(f"{address}stop/", {"token_field": "old"})
    assert "please try once more" in client.get(answer.url).content.decode()
    assert not LetterStop.objects.exists()


@pytest.mark.parametrize("why", ["nonce", "erased", "other purpose", "held back", "edition over"])
def test_a_link_that_is_void_shows_nothing(client, trusted, city, why):
    (person,) = comers(city)
    letter = sent(trusted, city)
    address = reading(letter, person)
    room, token = through(client, address), client.get(address).context["stop_form"].token_value
    if why == "nonce":
        person.nonce = "another"
        person.save()
    elif why == "erased":
        LetterReader.objects.all().delete()
    elif why == "other purpose":
        address = reverse("host-letter", args=[MINE.token(letter.readers.get().pk, person.nonce)])
    elif why == "held back":
        HostLetter.objects.update(state="rejected")
    else:
        trusted.edition.date = timezone.datetime(2009, 9, 24).date()
        trusted.edition.save()
    page = client.get(address)
    assert "no longer here" in page.content.decode() and "fountain" not in page.content.decode()
    assert client.post(address).status_code == 404
    if why != "other purpose":
        assert "fountain" not in client.get(room).content.decode()
        client.post(room, {"token_field": token})
    client.post(f"{address}stop/", {"token_field": token})
    assert client.post(f"{address}stop/", {"List-Unsubscribe": "One-Click"}).status_code == 204
    assert not LetterStop.objects.exists()


def test_nothing_that_is_written_is_more_than_text(client, trusted, city):
    (person,) = comers(city)
    letter = letters.write(trusted, city, "en", "<script>alert(1)</script> https://example.org/map")
    run_everything()
    said = client.get(through(client, reading(letter, person))).content.decode()
    assert "<script>alert" not in said and 'href="https://example.org/map" rel="nofollow"' in said


def test_somebody_without_a_language_reads_english(trusted, city):
    person = PrivateContactFactory(language="")
    SignUpFactory(person=person, cities=[city])
    assert sent(trusted, city).reached == 1


def test_a_message_to_many_lets_mails_pass_for_which_somebody_waits(trusted, city):
    comers(city, 2)
    sent(trusted, city)
    found = OutboxMail.objects.filter(kind="host-letter").values_list("priority", flat=True)
    assert list(found) == [OutboxMail.Priority.MANY] * 2
