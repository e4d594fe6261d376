"""Conversations at the desk: staff know that they exist, and read them only where they were asked or called."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from events.conversations import ask_staff, staff, talking
from events.factories import CityFactory, ConversationFactory, CoordinatorFactory
from events.models import Conversation, Side
from home.accounts.roles import sync_roles
from home.factories import UserFactory, home_page
from home.models import OutboxMail

pytestmark = pytest.mark.django_db
SENTINEL, NOTE = "Sentinelword", "Sentinelnote"


@pytest.fixture
def desk(client):
    home_page("en")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Coordinator desk"))
    client.force_login(user)
    return client


@pytest.fixture
def conversation():
    found = ConversationFactory(seeker__name="Seeker Name")
    talking.write(found, Side.SEEKER, SENTINEL)
    return found


def page_of(conversation):
    return reverse("conversations:one", args=[conversation.pk])


def read(client, conversation):
    response = client.get(page_of(conversation))
    assert response.status_code == 200
    return response.content.decode()


def do(client, conversation, deed, **values):
    return client.post(page_of(conversation), {"deed": deed, **values}, follow=True)


def test_staff_see_that_it_exists_and_not_a_word_of_it(desk, conversation):
    for page in (desk.get(reverse("conversations:index")).content.decode(), read(desk, conversation)):
        assert f"#{conversation.pk}" in page
        for private in (SENTINEL, "Seeker Name", conversation.seeker.email):
            assert private not in page
    assert not ModelLogEntry.objects.filter(action=staff.READ).exists()


def test_the_text_is_there_once_it_is_reported_and_every_reading_is_logged_by_number(desk, conversation):
    talking.report(conversation, Side.SEEKER, NOTE, also_stop=False)
    page = read(desk, conversation)
    assert SENTINEL in page and NOTE in page and "Seeker Name" not in page
    entry = ModelLogEntry.objects.get(action=staff.READ)
    assert entry.label == f"#{conversation.pk}" and SENTINEL not in str(entry.data)
    read(desk, conversation)
    assert ModelLogEntry.objects.filter(action=staff.READ).count() == 2


def test_a_settled_report_closes_the_text_again(desk, conversation):
    talking.report(conversation, Side.SEEKER, NOTE, also_stop=False)
    do(desk, conversation, "settle")
    assert SENTINEL not in read(desk, conversation)
    conversation.refresh_from_db()
    assert conversation.report_note == "" and conversation.is_going_on
    assert not Conversation.objects.reported().exists()
    talking.report(conversation, Side.COORDINATOR, "", also_stop=False)
    assert SENTINEL in read(desk, conversation)


def test_stopping_is_asked_once_more_and_both_are_told(desk, conversation):
    talking.report(conversation, Side.SEEKER, NOTE, also_stop=False)
    asked = desk.get(f"{page_of(conversation)}?sure=stop").content.decode()
    assert "Yes, stop the conversation" in asked and SENTINEL not in asked
    do(desk, conversation, "stop")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.stopped_by) == ("stopped", "staff")
    assert OutboxMail.objects.filter(kind="conversation-stopped").count() == 2
    assert not conversation.readable_by_staff
    assert "ended meanwhile" in do(desk, conversation, "stop").content.decode()


def test_another_coordinator_can_take_it(desk, conversation):
    other = CoordinatorFactory(cities=[conversation.city], edition=conversation.edition)
    stranger = CoordinatorFactory(cities=[CityFactory()], edition=conversation.edition)
    page = read(desk, conversation)
    assert f"Coordinator #{other.pk}" in page and f"Coordinator #{stranger.pk}" not in page
    assert other.person.name not in page
    do(desk, conversation, "pass-on", to=stranger.pk)
    assert Conversation.objects.count() == 1
    do(desk, conversation, "pass-on", to=other.pk)
    assert Conversation.objects.get(coordinator=other).seeker == conversation.seeker
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.PASSED_ON


def test_a_coordinator_can_be_taken_off(desk, conversation):
    do(desk, conversation, "take-off")
    conversation.refresh_from_db()
    conversation.coordinator.refresh_from_db()
    assert not conversation.coordinator.active
    assert list(Conversation.objects.returned()) == [conversation]
    assert ModelLogEntry.objects.filter(action=staff.TAKEN_OFF).exists()


def test_questions_are_read_and_answered_and_the_mail_holds_nothing_of_it(desk):
    city = CityFactory()
    question = ask_staff(CoordinatorFactory(cities=[city]), city, SENTINEL)
    assert SENTINEL in read(desk, question)
    assert "id_text" in do(desk, question, "answer", text="").content.decode()
    do(desk, question, "answer", text=NOTE)
    assert [message.text for message in question.messages.all()] == [SENTINEL, NOTE]
    assert not Conversation.objects.questions().exists()
    assert NOTE not in OutboxMail.objects.get(kind="conversation-answer").letter["text"]


@pytest.mark.parametrize("deed", ["answer", "settle", "stop", "pass-on", "", "nonsense", "\x00"])
def test_hostile_values_change_nothing_they_should_not(desk, conversation, deed):
    for values in ({}, {"text": "x" * 100_000, "to": "nonsense"}, {"text": "\x00", "to": "9" * 30}):
        response = desk.post(page_of(conversation), {"deed": deed, **values})
        assert response.status_code in {200, 302}
    assert conversation.messages.count() == 1


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Administrators", "Owners", "Auditors"])
def test_other_roles_see_nothing_of_it(client, conversation, role):
    home_page("en")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    talking.report(conversation, Side.SEEKER, NOTE, also_stop=False)
    for address in (reverse("conversations:index"), page_of(conversation)):
        assert client.get(address).status_code == 302
    do(client, conversation, "stop")
    conversation.refresh_from_db()
    assert conversation.is_going_on
    assert reverse("conversations:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("waiting", ["reported", "questions", "returned", "unanswered"])
def test_the_list_can_show_what_waits(desk, conversation, waiting):
    city = CityFactory()
    shown = {
        "reported": ConversationFactory(
            reported_at=conversation.created_at, answered_at=conversation.created_at
        ),
        "questions": ask_staff(CoordinatorFactory(cities=[city]), city, "May we?"),
        "returned": ConversationFactory(state="returned", answered_at=conversation.created_at),
        "unanswered": conversation,
    }
    page = desk.get(reverse("conversations:index"), {"waiting": waiting}).content.decode()
    found = {name for name, each in shown.items() if page_of(each) in page}
    assert found == {waiting}
    assert staff.standing() == dict.fromkeys(shown, 1)


def test_the_list_costs_the_same_however_long_it_is(desk, django_assert_max_num_queries):
    desk.get(reverse("conversations:index"))
    for number in (2, 10):
        for _each in range(number):
            ConversationFactory()
        with django_assert_max_num_queries(30):
            desk.get(reverse("conversations:index"))
