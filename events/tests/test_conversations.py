"""Private conversations: who is introduced to whom, what either side can do, and what nobody else learns."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Locale

from events.conversations import ask_staff, door, hand_over, introduce, leave, pass_on, talking
from events.conversations.forgetting import erase_people, forget_what_is_over
from events.conversations.waiting import look_after
from events.factories import (
    CityFactory,
    ConversationFactory,
    CoordinatorFactory,
    EditionFactory,
    PrivateContactFactory,
    SignUpFactory,
)
from events.models import Conversation, ConversationCount, Message, Side, SignUp
from home import outbox
from home.models import OutboxMail

pytestmark = pytest.mark.django_db
SENTINEL = "Sentinelword"


@pytest.fixture
def city():
    return CityFactory(name="Seoul")


@pytest.fixture
def sign_up(city):
    return SignUpFactory(cities=[city], person__name="Seeker Name", person__telephone="+82 2 555 0100")


@pytest.fixture
def conversation(sign_up, city):
    CoordinatorFactory(cities=[city], person__name="Host Name")
    return introduce(sign_up, city)


def mails(kind=None):
    found = OutboxMail.objects.order_by("pk")
    return list(found.filter(kind=f"conversation-{kind}") if kind else found)


def to(mail):
    return mail.letter["to"]


# Introducing


def test_who_joins_is_introduced_to_the_coordinator_and_both_get_a_link_of_their_own(sign_up, city):
    coordinator = CoordinatorFactory(cities=[city])
    conversation = introduce(sign_up, city)
    assert (conversation.seeker, conversation.coordinator) == (sign_up.person, coordinator)
    seeker, host = mails("begun-seeker")[0], mails("begun-coordinator")[0]
    assert to(seeker) == sign_up.person.email and "/conversation/seeker/" in seeker.letter["text"]
    assert to(host) == coordinator.person.email and "/conversation/coordinator/" in host.letter["text"]


def test_nobody_there_means_no_conversation_and_no_mail(sign_up, city):
    CoordinatorFactory(cities=[city], active=False)
    CoordinatorFactory(cities=[CityFactory()])
    CoordinatorFactory(cities=[city], edition=EditionFactory(year=2026))
    assert introduce(sign_up, city) is None
    assert not mails()


def test_nobody_is_introduced_to_themselves(sign_up, city):
    CoordinatorFactory(cities=[city], person=sign_up.person)
    CoordinatorFactory(cities=[city], person=PrivateContactFactory(email=sign_up.person.email.upper()))
    assert introduce(sign_up, city) is None


def test_who_can_not_be_written_to_is_introduced_to_nobody(sign_up, city):
    CoordinatorFactory(cities=[city], person__email="")
    assert introduce(sign_up, city) is None


def test_of_several_coordinators_the_one_with_fewest_open_introductions_is_taken(city):
    first, second = CoordinatorFactory(cities=[city]), CoordinatorFactory(cities=[city])
    taken = [introduce(SignUpFactory(cities=[city]), city).coordinator for _each in range(3)]
    assert taken == [first, second, first]


def test_an_introduction_that_has_ended_does_not_count(city):
    first = CoordinatorFactory(cities=[city])
    CoordinatorFactory(cities=[city])
    talking.stop(introduce(SignUpFactory(cities=[city]), city), Side.SEEKER)
    assert introduce(SignUpFactory(cities=[city]), city).coordinator == first


def test_the_same_two_are_introduced_once(conversation, sign_up, city):
    again = SignUpFactory(person=sign_up.person, cities=[city])
    assert introduce(sign_up, city) == introduce(again, city) == conversation
    assert len(mails("begun-seeker")) == 1


def test_who_stopped_a_conversation_is_not_brought_back_to_the_same_person(conversation, sign_up, city):
    talking.stop(conversation, Side.SEEKER)
    assert introduce(sign_up, city) is None
    other = CoordinatorFactory(cities=[city])
    assert introduce(sign_up, city).coordinator == other


# Mails


def test_no_mail_holds_a_word_a_name_an_address_or_a_city(conversation):
    seeker, host = conversation.seeker, conversation.coordinator.person
    talking.write(conversation, Side.SEEKER, SENTINEL)
    talking.write(conversation, Side.COORDINATOR, SENTINEL)
    talking.release(conversation, Side.SEEKER, ["name", "email", "telephone"])
    talking.report(conversation, Side.SEEKER, SENTINEL, also_stop=True)
    look_after()
    assert len(mails()) >= 6
    for mail in mails():
        letter, own = mail.letter, to(mail)
        said = "".join([letter["subject"], letter["text"], letter["html"], *letter["headers"].values()])
        for private in (
            SENTINEL,
            seeker.name,
            host.name,
            seeker.telephone,
            seeker.email,
            host.email,
            "Seoul",
        ):
            assert private not in said, (mail.kind, private)
        assert own in {seeker.email, host.email}


@pytest.mark.parametrize("language", ["ko", "ar"])
def test_a_mail_is_in_the_language_of_whoever_gets_it(city, language):
    Locale.objects.get_or_create(language_code=language)
    CoordinatorFactory(cities=[city], person__language=language)
    introduce(SignUpFactory(cities=[city]), city)
    assert f"/{language}/conversation/coordinator/" in mails("begun-coordinator")[0].letter["text"]
    assert "/en/conversation/seeker/" in mails("begun-seeker")[0].letter["text"]


def test_one_mail_tells_of_all_that_has_not_been_opened(conversation):
    for _each in range(3):
        talking.write(conversation, Side.SEEKER, "Hello")
    assert len(mails("message")) == 1
    talking.see(conversation, Side.COORDINATOR)
    talking.write(conversation, Side.SEEKER, "Hello again")
    assert len(mails("message")) == 2


def test_a_dead_mail_server_loses_nothing(conversation, settings, mailoutbox):
    settings.HUB_MAIL_BACKEND = "home.no.such.Backend"
    outbox.deliver_due()
    assert {mail.state for mail in mails()} == {OutboxMail.State.QUEUED}
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    OutboxMail.objects.update(next_attempt_at=timezone.now())
    outbox.deliver_due()
    assert len(mailoutbox) == 2


# Talking


def test_what_is_written_is_encrypted(conversation):
    talking.write(conversation, Side.SEEKER, SENTINEL)
    raw = Message.objects.extra(select={"raw": "text"}).values_list("raw", flat=True).get()
    assert SENTINEL not in raw


def test_nothing_is_shown_before_it_is_released_and_then_only_that(conversation):
    assert talking.shown_to(conversation, Side.COORDINATOR) == {}
    talking.release(conversation, Side.SEEKER, ["telephone", "nonce", "created_at"])
    conversation.refresh_from_db()
    assert talking.shown_to(conversation, Side.COORDINATOR) == {"telephone": "+82 2 555 0100"}
    assert talking.shown_to(conversation, Side.SEEKER) == {}


def test_what_is_taken_back_or_stopped_is_shown_no_longer(conversation):
    talking.release(conversation, Side.SEEKER, ["email"])
    talking.take_back(conversation, Side.SEEKER)
    conversation.refresh_from_db()
    assert talking.shown_to(conversation, Side.COORDINATOR) == {}
    talking.release(conversation, Side.SEEKER, ["email"])
    talking.stop(conversation, Side.COORDINATOR)
    conversation.refresh_from_db()
    assert talking.shown_to(conversation, Side.COORDINATOR) == {}


def test_a_stopped_conversation_takes_nothing_and_both_are_told(conversation):
    talking.stop(conversation, Side.SEEKER)
    assert {to(mail) for mail in mails("stopped")} == {
        conversation.seeker.email,
        conversation.coordinator.person.email,
    }
    for act in (
        lambda: talking.write(conversation, Side.COORDINATOR, "Hello"),
        lambda: talking.release(conversation, Side.COORDINATOR, ["email"]),
        lambda: talking.stop(conversation, Side.COORDINATOR),
    ):
        with pytest.raises(talking.Closed):
            act()
    assert not conversation.messages.exists()


def test_two_who_write_at_once_both_are_kept(conversation):
    one, other = Conversation.objects.get(), Conversation.objects.get()
    talking.write(one, Side.SEEKER, "Mine")
    talking.write(other, Side.COORDINATOR, "Yours")
    conversation.refresh_from_db()
    assert [message.text for message in conversation.messages.all()] == ["Mine", "Yours"]
    assert conversation.answered_at


def test_who_takes_their_sign_up_back_ends_what_hangs_on_it(conversation, sign_up):
    assert leave(sign_up) == 1
    conversation.refresh_from_db()
    assert (conversation.state, conversation.stopped_by) == ("stopped", "seeker")
    assert leave(sign_up) == 0


# Waiting


def age(conversation, **ago):
    Conversation.objects.filter(pk=conversation.pk).update(
        created_at=timezone.now() - datetime.timedelta(**ago)
    )


def test_after_two_days_the_coordinator_is_reminded_once(conversation):
    age(conversation, days=2, minutes=1)
    look_after()
    look_after()
    assert [to(mail) for mail in mails("reminder")] == [conversation.coordinator.person.email]


def test_after_three_days_it_is_the_desks_and_the_seeker_is_told_once(conversation):
    age(conversation, days=3, minutes=1)
    look_after()
    look_after()
    assert list(Conversation.objects.returned()) == [conversation]
    assert [to(mail) for mail in mails("returned")] == [conversation.seeker.email]


def test_before_that_nothing_happens_and_an_answer_ends_the_waiting(conversation):
    age(conversation, days=1, hours=23)
    look_after()
    talking.write(conversation, Side.COORDINATOR, "Welcome")
    age(conversation, days=9)
    look_after()
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.OPEN
    assert not mails("reminder") and not mails("returned")


def test_a_late_answer_opens_it_again(conversation):
    age(conversation, days=4)
    look_after()
    talking.write(conversation, Side.COORDINATOR, "Sorry for the wait")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.returned_at) == (Conversation.State.OPEN, None)
    assert [to(mail) for mail in mails("message")] == [conversation.seeker.email]


def test_a_coordinator_who_became_inactive_without_handing_over_leaves_nobody_waiting(conversation):
    conversation.coordinator.active = False
    conversation.coordinator.save()
    look_after()
    assert list(Conversation.objects.returned()) == [conversation]
    assert [to(mail) for mail in mails("left")] == [conversation.seeker.email]


# Handing over


def test_a_successor_gets_a_conversation_of_their_own_without_what_was_written_before(conversation, city):
    talking.write(conversation, Side.SEEKER, SENTINEL)
    talking.release(conversation, Side.SEEKER, ["email"])
    successor = CoordinatorFactory(cities=[city])
    assert hand_over(conversation.coordinator, to=successor) == 1
    new = Conversation.objects.get(coordinator=successor)
    assert not new.messages.exists() and new.seeker_released == []
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.PASSED_ON and conversation.seeker_released == []
    assert [to(mail) for mail in mails("passed-on")] == [conversation.seeker.email]


def test_without_a_successor_it_is_the_desks_and_the_old_link_is_void(conversation):
    before = conversation.coordinator_nonce
    assert hand_over(conversation.coordinator) == 1
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.RETURNED
    assert conversation.coordinator_nonce != before
    assert not Conversation.objects.of_coordinator(conversation.coordinator)
    with pytest.raises(talking.Closed):
        talking.write(conversation, Side.SEEKER, "Hello")


def test_a_successor_of_another_city_does_not_get_it(conversation):
    assert hand_over(conversation.coordinator, to=CoordinatorFactory(cities=[CityFactory()])) == 1
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.RETURNED


def test_nobody_is_passed_on_to_themselves(conversation, city):
    oneself = CoordinatorFactory(cities=[city], person=conversation.seeker)
    assert pass_on(conversation, oneself) is None
    conversation.refresh_from_db()
    assert conversation.state == Conversation.State.OPEN


def test_who_waits_at_the_desk_is_introduced_as_soon_as_somebody_is_there(conversation, sign_up, city):
    hand_over(conversation.coordinator)
    conversation.coordinator.cities.clear()
    successor = CoordinatorFactory(cities=[city])
    assert introduce(sign_up, city).coordinator == successor
    assert not Conversation.objects.returned().exists()


# Asking staff


def test_what_coordinators_ask_goes_on_in_one_conversation_and_waits_until_staff_answer(city):
    coordinator = CoordinatorFactory(cities=[city])
    conversation = ask_staff(coordinator, city, "May we?")
    assert ask_staff(coordinator, city, "And when?") == conversation
    assert list(Conversation.objects.questions()) == [conversation]
    assert not mails()
    talking.write(conversation, Side.STAFF, "You may.")
    assert not Conversation.objects.questions().exists()
    assert [to(mail) for mail in mails("answer")] == [coordinator.person.email]


# Forgetting


def test_what_is_over_is_erased_and_its_number_stays(conversation):
    talking.write(conversation, Side.COORDINATOR, "Welcome")
    edition = conversation.edition
    forget_what_is_over()
    assert Conversation.objects.exists()
    edition.date = datetime.date(2020, 9, 24)
    edition.save()
    forget_what_is_over()
    assert not Conversation.objects.exists() and not Message.objects.exists()
    count = ConversationCount.objects.get()
    assert (count.number, count.answered, count.edition) == (1, 1, edition)
    assert not any(mail.content for mail in mails())


def test_of_an_erased_seeker_nothing_is_left(conversation):
    talking.write(conversation, Side.SEEKER, SENTINEL)
    assert erase_people([conversation.seeker_id]) == 1
    assert not Conversation.objects.exists() and not any(mail.content for mail in mails())


def test_of_an_erased_coordinator_no_word_is_left_and_the_seeker_is_looked_after(conversation):
    talking.write(conversation, Side.SEEKER, "Mine")
    talking.write(conversation, Side.COORDINATOR, SENTINEL)
    talking.report(conversation, Side.COORDINATOR, SENTINEL, also_stop=False)
    coordinator = conversation.coordinator
    erase_people([coordinator.person_id])
    coordinator.delete()
    conversation.refresh_from_db()
    assert [message.text for message in conversation.messages.all()] == ["Mine"]
    assert conversation.report_note == "" and conversation.coordinator is None
    assert list(Conversation.objects.returned()) == [conversation]
    assert to(mails("left")[0]) == conversation.seeker.email


def test_a_question_of_an_erased_coordinator_goes_with_them(city):
    conversation = ask_staff(CoordinatorFactory(cities=[city]), city, SENTINEL)
    erase_people([conversation.coordinator.person_id])
    assert not Conversation.objects.exists()


def test_it_costs_the_same_however_many_wait(city, django_assert_max_num_queries):
    for number in (1, 8):
        for _each in range(number):
            talking.write(ConversationFactory(city=city), Side.SEEKER, "Hello")
        coordinator = Conversation.objects.first().coordinator
        with django_assert_max_num_queries(2):
            assert list(Conversation.objects.of_coordinator(coordinator))[0].unread == 1


def test_a_link_is_in_the_language_of_its_side(conversation):
    conversation.seeker.language = "xx"
    assert "/en/conversation/seeker/" in door(conversation, Side.SEEKER)
    assert SignUp.objects.count() == 1
