"""Who signed up learns once of each change that matters to them, and nobody else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventPageFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.models import Event, EventHost, SignUp
from events.proposals import telling
from events.proposals.changing import set_status
from events.signing_up import erase
from home.factories import OwnerFactory, _locale
from home.models import OutboxMail
from home.outbox import deliver_due
from home.tests.working import run_everything
from home.translation.submit import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def page():
    edition = EditionFactory(date=timezone.now().date() + datetime.timedelta(days=60))
    city = CityFactory(name="Seoul", slug="seoul")
    found = EventPageFactory(
        title="Vigil at the river", event__city=city, event__edition=edition, event__venue="The river"
    )
    return found


def joins(page, language="en", to_event=False, **given):
    return SignUpFactory(
        edition=page.event.edition,
        cities=[page.event.city],
        event=page.event if to_event else None,
        person=PrivateContactFactory(language=language),
        **given,
    ).person


def told(mailoutbox):
    """{address: mail} of what went out."""
    run_everything()
    deliver_due()
    return {mail.to[0]: mail for mail in mailoutbox}


def words_of(mail):
    """What it says, however its lines are broken."""
    return " ".join(mail.body.split())


def change(page, **values):
    event = Event.objects.get(pk=page.event_id)
    for name, value in values.items():
        setattr(event, name, value)
    event.save()


def test_everybody_who_signed_up_for_it_learns_that_it_is_cancelled_and_why(page, mailoutbox):
    in_city, to_event = joins(page), joins(page, to_event=True)
    set_status(page.event, "cancelled", "weather")
    mails = told(mailoutbox)
    assert set(mails) == {in_city.email, to_event.email}
    mail = mails[in_city.email]
    assert mail.subject == "Cancelled: Vigil at the river"
    assert "The reason: the weather." in words_of(mail)
    assert f"http://localhost/en/2027/events/{page.slug}/" in mail.body


def test_nobody_else_learns_of_it(page, mailoutbox):
    joins(page, state=SignUp.State.WITHDRAWN)
    joins(page, state=SignUp.State.HELD)
    joins(page, agreed=[])
    SignUpFactory(edition=page.event.edition, cities=[CityFactory()])
    SignUpFactory(
        edition=EditionFactory(year=2020, date=datetime.date(2020, 9, 24)), cities=[page.event.city]
    )
    elsewhere = EventPageFactory(event__city=page.event.city, event__edition=page.event.edition)
    joins(elsewhere, to_event=True)
    set_status(page.event, "cancelled", "weather")
    assert told(mailoutbox) == {}


def test_each_reads_it_in_their_language(page, mailoutbox):
    korean, arab = joins(page, "ko"), joins(page, "ar")
    set_status(page.event, "postponed", "safety")
    mails = told(mailoutbox)
    languages = dict(OutboxMail.objects.values_list("to_hash", "language"))
    assert {languages[person.email_hash] for person in (korean, arab)} == {"ko", "ar"}
    assert "Vigil at the river" in mails[korean.email].subject
    assert "/ko/" in mails[korean.email].body


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"starts_time": datetime.time(18, 30)}, "18:30"),
        ({"venue": "The bridge"}, "It is now: The bridge"),
        ({"address": "7 Bridge Street"}, "7 Bridge Street"),
        ({"starts_time": None}, "The time is not fixed yet."),
    ],
)
def test_another_time_or_place_is_told(page, mailoutbox, values, says):
    person = joins(page)
    change(page, **values)
    mail = told(mailoutbox)[person.email]
    assert mail.subject == "Changed: Vigil at the river"
    assert says in words_of(mail)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "tentative"},
        {"status": "took_place"},
        {"kinds": ["protest"]},
        {"visibility": "by_link"},
        {"venue": "The river"},
    ],
)
def test_what_nobody_has_to_know_is_not_told(page, mailoutbox, values):
    joins(page)
    change(page, **values)
    assert told(mailoutbox) == {}


def test_a_change_that_is_saved_again_or_told_again_is_told_once(page, mailoutbox):
    joins(page)
    before = {name: getattr(page.event, name) for name in Event.told_facts}
    set_status(page.event, "cancelled", "weather")
    page.event.refresh_from_db()
    page.event.save()
    telling.tell_of_change(page.event, before)
    assert len(told(mailoutbox)) == 1
    assert OutboxMail.objects.filter(kind="event-change").count() == 1


def test_what_was_taken_back_before_anybody_was_told_is_not_told(page, mailoutbox):
    joins(page)
    set_status(page.event, "cancelled", "weather")
    set_status(page.event, "confirmed")
    assert told(mailoutbox) == {}


def test_cancelled_a_second_time_is_told_a_second_time(page, mailoutbox):
    joins(page)
    for status, reason in (("cancelled", "weather"), ("confirmed", ""), ("cancelled", "safety")):
        set_status(page.event, status, reason)
        told(mailoutbox)
    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == [
        "Cancelled",
        "It takes place",
        "Cancelled",
    ]


def test_two_changes_at_once_are_one_mail_that_says_what_holds(page, mailoutbox):
    person = joins(page)
    change(page, venue="The bridge")
    change(page, starts_time=datetime.time(18, 30))
    mail = told(mailoutbox)[person.email]
    assert "The bridge" in words_of(mail) and "18:30" in words_of(mail)
    assert len(mailoutbox) == 1


def test_of_an_event_by_link_only_those_learn_who_signed_up_for_it(page, mailoutbox):
    Event.objects.filter(pk=page.event_id).update(visibility="by_link")
    joins(page)
    knows = joins(page, to_event=True)
    set_status(page.event, "cancelled", "weather")
    assert set(told(mailoutbox)) == {knows.email}


def test_of_a_page_that_is_not_live_the_city_does_not_learn(page, mailoutbox):
    page.unpublish()
    joins(page)
    change(page, venue="The bridge")
    assert told(mailoutbox) == {}


def test_what_is_past_is_not_told(page, mailoutbox):
    joins(page)
    day = datetime.date(2020, 1, 1)
    Event.objects.filter(pk=page.event_id).update(starts_on=day)
    change(page, venue="The bridge")
    assert told(mailoutbox) == {}


def test_its_host_learns_of_it_too(page, mailoutbox):
    coordinator = CoordinatorFactory(edition=page.event.edition)
    EventHost.objects.create(event=page.event, person=coordinator.person)
    set_status(page.event, "cancelled", "weather")
    assert set(told(mailoutbox)) == {coordinator.person.email}


def test_staff_who_change_the_facts_in_the_admin_tell_everybody(client, page, mailoutbox):
    person = joins(page)
    client.force_login(OwnerFactory())
    event = page.event
    data = {
        "status": "cancelled",
        "status_reason": "not_allowed",
        "city": event.city_id,
        "starts_on": event.starts_on.isoformat(),
        "starts_time": "12:00",
        "venue": event.venue,
        "kinds": event.kinds,
        "visibility": "public",
        "hosts-TOTAL_FORMS": 0,
        "hosts-INITIAL_FORMS": 0,
    }
    assert client.post(reverse("event-facts:edit", args=[event.pk]), data).status_code == 302
    assert "The reason: the authorities don't allow it." in words_of(told(mailoutbox)[person.email])


def test_staff_who_publish_the_page_tell_everybody(page, mailoutbox):
    person = joins(page)
    draft = page.get_latest_revision_as_object()
    draft.facts_draft = {"status": ["confirmed", "postponed"]}
    revision = draft.save_revision()
    assert told(mailoutbox) == {}
    revision.publish()
    assert told(mailoutbox)[person.email].subject.startswith("Postponed")


def test_translating_a_page_tells_nobody(page, mailoutbox):
    joins(page)
    translate(page, _locale("ko"))
    assert told(mailoutbox) == {}


def test_a_mail_holds_no_word_of_the_sign_up_and_nobodys_address(page, mailoutbox):
    first = joins(page, note="Sentinel note")
    other = joins(page)
    set_status(page.event, "cancelled", "weather")
    mail = told(mailoutbox)[first.email]
    whole = mail.subject + mail.body + mail.alternatives[0][0]
    assert "Sentinel" not in whole and other.email not in whole


def test_whoever_is_erased_hosts_nothing_and_the_event_stays(page):
    coordinator = CoordinatorFactory(edition=page.event.edition, display="name")
    EventHost.objects.create(event=page.event, person=coordinator.person, display="name")
    erase(coordinator.person)
    (host,) = page.event.hosts.all()
    assert (host.person, host.display, host.public_name) == (None, "anonymous", "Anonymous host")


def test_a_change_while_people_are_being_told_is_told_after_it(page, mailoutbox, monkeypatch):
    person = joins(page)
    set_status(page.event, "cancelled", "weather")
    write = telling._write_to_all

    def interrupted(*args):
        monkeypatch.setattr(telling, "_write_to_all", write)
        count = write(*args)
        set_status(page.event, "confirmed")
        return count

    monkeypatch.setattr(telling, "_write_to_all", interrupted)
    told(mailoutbox)
    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == ["Cancelled", "It takes place"]
    assert {mail.to[0] for mail in mailoutbox} == {person.email}


def test_a_worker_that_dies_on_the_way_tells_nobody_twice_and_forgets_nobody(page, mailoutbox, monkeypatch):
    people = {joins(page).email for _number in range(3)}
    monkeypatch.setattr(telling, "BATCH", 1)
    write, calls = telling._write, []

    def dying(*args):
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return write(*args)

    monkeypatch.setattr(telling, "_write", dying)
    set_status(page.event, "cancelled", "weather")
    assert set(told(mailoutbox)) == people
    assert len(mailoutbox) == 3
    telling.tell_again()
    told(mailoutbox)
    assert len(mailoutbox) == 3


def cancelled_again(page):
    """The same change once more, as if nobody had been told."""
    OutboxMail.objects.all().delete()
    Event.objects.filter(pk=page.event_id).update(status="confirmed")
    change(page, status="cancelled")


def test_the_questions_for_many_grow_only_by_their_mails(page, django_assert_max_num_queries):
    for _number in range(4):
        joins(page)
    cancelled_again(page)
    with django_assert_max_num_queries(100) as few:
        telling.tell.call(page.event_id)
    for _number in range(4):
        joins(page)
    cancelled_again(page)
    with django_assert_max_num_queries(len(few.captured_queries) + 4 * 7):
        assert telling.tell.call(page.event_id) == 8


@pytest.mark.parametrize(
    ("days", "changed", "first"),
    [
        (1, {"status": "cancelled"}, True),
        (1, {"status": "postponed"}, True),
        (1, {"starts_in": 30}, True),
        (30, {"starts_in": 1}, True),
        (30, {"status": "cancelled"}, False),
        (30, {"venue": "The bridge"}, False),
    ],
)
def test_mails_to_many_let_others_pass_but_not_where_somebody_would_come_for_nothing(
    page, days, changed, first
):
    def date(number):
        return timezone.now().date() + datetime.timedelta(days=number)

    change(page, starts_on=date(days))
    run_everything()
    joins(page)
    values = {"starts_on": date(changed["starts_in"])} if "starts_in" in changed else changed
    change(page, **values)
    run_everything()
    priority = OutboxMail.Priority.ONE if first else OutboxMail.Priority.MANY
    assert OutboxMail.objects.get(kind="event-change").priority == priority
