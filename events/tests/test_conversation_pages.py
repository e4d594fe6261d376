"""The pages of a conversation, as each side and whoever looks at links meet them."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from wagtail.models import Locale

from events.conversations import ask_staff, door, hand_over, links, room_views, talking
from events.factories import CityFactory, ConversationFactory, CoordinatorFactory
from events.models import Conversation, Message, PublicDisplay, Side
from events.tests.doors import hours_pass
from home.public_forms import tokens

pytestmark = pytest.mark.django_db
SENTINEL = "Sentinelword"
HOSTILE = [
    "<script>alert(1)</script>",
    "\u202egnp.exe\u202c",
    "{{ 7|add:7 }} {% now 'Y' %}",
    "' OR 1=1 --",
    "😀" * 1000,
    "نص عربي وكلمة English",
]


@pytest.fixture
def conversation():
    Locale.objects.get_or_create(language_code="en")
    return ConversationFactory(
        city=CityFactory(name="Seoul", time_zone="Asia/Seoul"),
        seeker__name="Seeker Name",
        seeker__telephone="+82 2 555 0100",
    )


def path(address):
    return urlsplit(address).path


def enter(client, conversation, side):
    """The address of the room of a side."""
    return client.post(path(door(conversation, side)))["Location"]


def send(client, address, form, **values):
    token = tokens.give(f"conversation-{form}", ago=timedelta(minutes=1))
    return client.post(address, {"token_field": token, **values})


def write(client, address, text, **values):
    return send(client, address, "write", text=text, **values)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# The door


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("side", [Side.SEEKER, Side.COORDINATOR])
def test_looking_at_a_mailed_link_tells_nothing_and_changes_nothing(client, conversation, side, method):
    talking.write(conversation, conversation.other(side), SENTINEL)
    response = getattr(client, method)(path(door(conversation, side)))
    assert response.status_code == 200
    assert SENTINEL not in response.content.decode() and "Seoul" not in response.content.decode()
    assert Message.objects.get().seen_at is None
    assert response["Cache-Control"] == "no-store" and "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_the_button_opens_the_conversation_and_the_other_side_does_not_learn_of_it(client, conversation):
    talking.write(conversation, Side.SEEKER, SENTINEL)
    before = text_of(client, enter(client, conversation, Side.SEEKER))
    room = enter(client, conversation, Side.COORDINATOR)
    assert SENTINEL in text_of(client, room)
    assert Message.objects.get().seen_at
    after = text_of(client, enter(client, conversation, Side.SEEKER))
    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(page):
    return [line for line in page.splitlines() if "/in/" not in line and 'value="' not in line]


def test_who_comes_from_their_own_room_has_seen_what_stands_there(client, conversation):
    talking.write(conversation, Side.SEEKER, SENTINEL)
    room = links.room(conversation, Side.COORDINATOR)
    for looking in (client.head, client.get):
        assert Message.objects.filter(seen_at=None).exists()
        assert looking(room).status_code == 200
    assert not Message.objects.filter(seen_at=None).exists()


def test_a_foreign_page_opens_nothing(client, conversation):
    address = path(door(conversation, Side.SEEKER))
    response = client.post(
        address, headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403 and "Location" not in response


def test_the_link_of_one_side_does_not_open_the_others(client, conversation):
    seeker = path(door(conversation, Side.SEEKER))
    assert client.post(seeker.replace("/seeker/", "/coordinator/")).status_code == 404
    other = ConversationFactory(edition=conversation.edition)
    signed = links.SEEKER.token(other.pk, conversation.seeker_nonce)
    assert client.post(f"/en/conversation/seeker/{signed}/").status_code == 404


@pytest.mark.parametrize("token", ["x", "x:y:z", "%00", "a" * 5000, "WzEsIm4iXQ:1:2", "٣"])
def test_made_up_links_are_answered_kindly(client, token):
    for part in ("seeker", "coordinator", "in"):
        for method in (client.get, client.post):
            response = method(f"/en/conversation/{part}/{token}/")
            assert response.status_code == 404
            assert response["Cache-Control"] == "no-store"


def test_void_links_open_nothing_also_where_the_room_was_open(client, conversation):
    old, room = path(door(conversation, Side.COORDINATOR)), enter(client, conversation, Side.COORDINATOR)
    hand_over(conversation.coordinator)
    assert client.post(old).status_code == 404
    assert client.get(room).status_code == 404
    assert write(client, room, "Hello").status_code == 404
    conversation.delete()
    assert client.get(room).status_code == 404


# The room


def test_a_story_of_two_who_find_each_other(client, conversation):
    host_room, seeker_room = (enter(client, conversation, side) for side in (Side.COORDINATOR, Side.SEEKER))
    response = write(client, host_room, "Welcome!\r\nWe meet at noon.")
    assert response.status_code == 303
    assert "Your message is sent" in text_of(client, host_room + response["Location"].partition("#")[0][2:])
    page = text_of(client, seeker_room)
    assert "Welcome!<br>We meet at noon." in page
    assert "Sep" in page or "UTC+9" in page
    write(client, seeker_room, "I come.")
    assert [message.text for message in Message.objects.all()] == ["Welcome!\nWe meet at noon.", "I come."]
    conversation.refresh_from_db()
    assert conversation.answered_at


def test_a_browser_without_any_cookie_can_do_all_of_it(conversation):
    browser = Client(enforce_csrf_checks=True)
    room = enter(browser, conversation, Side.SEEKER)
    assert write(browser, room, "Hello").status_code == 303
    assert send(browser, f"{room}show/", "release", show=["email"]).status_code == 303
    assert send(browser, f"{room}hide/", "take-back").status_code == 303
    assert send(browser, f"{room}report/", "report", note="").status_code == 303
    assert send(browser, f"{room}stop/", "stop").status_code == 303
    assert not browser.cookies


def test_no_page_shows_who_the_other_is(client, conversation):
    write(client, enter(client, conversation, Side.SEEKER), "Hello")
    seeker, host = conversation.seeker, conversation.coordinator.person
    host.telephone = "+1 555 0199"
    host.save()
    for side, other in ((Side.SEEKER, host), (Side.COORDINATOR, seeker)):
        room = enter(client, conversation, side)
        for address in (room, f"{room}show/", f"{room}stop/", f"{room}report/"):
            page = text_of(client, address)
            for private in (other.name, other.email, other.telephone):
                assert private not in page, address


@pytest.mark.parametrize(
    ("display", "shown"),
    [
        (PublicDisplay.NAME, "Host Name"),
        (PublicDisplay.ORGANISATION, "A Group"),
        (PublicDisplay.ANONYMOUS, "the coordinator"),
    ],
)
def test_the_coordinator_is_called_as_they_chose(client, conversation, display, shown):
    coordinator = conversation.coordinator
    coordinator.person.name, coordinator.display = "Host Name", display
    coordinator.organisation = "A Group"
    coordinator.person.agree()
    coordinator.agree()
    coordinator.save()
    page = text_of(client, enter(client, conversation, Side.SEEKER))
    assert shown in page
    assert all(each not in page for each in {"Host Name", "A Group"} - {shown})

    own = text_of(client, enter(client, conversation, Side.COORDINATOR))
    told = shown if shown != "the coordinator" else "sees neither your name"
    assert told in own and ("sees neither your name" in own) is (shown == "the coordinator")


@pytest.mark.parametrize(
    ("language", "moment"), [("ko", "2027년 9월 24일 오전 5:30"), ("ar", "24 سبتمبر، 2027، 5:30 ص")]
)
def test_a_moment_is_written_as_the_reader_writes_it(client, conversation, language, moment):
    conversation.person(Side.COORDINATOR).__class__.objects.update(language=language)
    conversation.refresh_from_db()
    message = talking.write(conversation, Side.SEEKER, "Hello")
    Message.objects.filter(pk=message.pk).update(written_at="2027-09-23T20:30:00Z")
    address = enter(client, conversation, Side.COORDINATOR).replace("/en/", f"/{language}/", 1)
    assert moment in text_of(client, address)


def test_times_are_those_of_the_city(client, conversation):
    message = talking.write(conversation, Side.SEEKER, "Hello")
    Message.objects.filter(pk=message.pk).update(written_at="2027-09-23T20:30:00Z")
    page = text_of(client, enter(client, conversation, Side.COORDINATOR))
    assert 'datetime="2027-09-24T05:30+09:00"' in page and "UTC+9" in page
    assert "24 Sep" in page or "Sept. 24" in page or "24 September" in page


def test_where_the_languages_differ_it_is_said(client, conversation):
    Locale.objects.get_or_create(language_code="ko")
    room = enter(client, conversation, Side.SEEKER)
    assert "would rather read" not in text_of(client, room)
    conversation.coordinator.person.language = "ko"
    conversation.coordinator.person.save()
    assert "would rather read <bdi>Korean</bdi>" in text_of(client, room)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_shown_as_it_is_and_no_more(client, conversation, text):
    room = enter(client, conversation, Side.SEEKER)
    assert write(client, room, text).status_code == 303
    assert Message.objects.get().text == text
    page = text_of(client, enter(client, conversation, Side.COORDINATOR))
    assert "<script>alert" not in page
    assert 'dir="auto"' in page


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "x" * 4001, "x" * 100_000])
def test_what_can_not_be_taken_is_given_back_with_the_remedy(client, conversation, text):
    response = write(client, enter(client, conversation, Side.SEEKER), text)
    assert response.status_code == 422
    assert "id_text_error" in response.content.decode()
    if text.strip() and "\x00" not in text:
        assert text in response.content.decode()
    assert not Message.objects.exists()


def test_4000_characters_fit_whatever_the_browser_makes_of_line_breaks(client, conversation):
    text = "\r\n".join("x" * 39 for _each in range(100))
    assert write(client, enter(client, conversation, Side.SEEKER), text).status_code == 303


def test_the_same_form_sent_twice_is_one_message(client, conversation):
    room = enter(client, conversation, Side.SEEKER)
    token = tokens.give("conversation-write", ago=timedelta(minutes=1))
    for _each in range(2):
        assert client.post(room, {"token_field": token, "text": "Once"}).status_code == 303
    assert Message.objects.count() == 1


def test_many_messages_in_an_hour_wait_in_the_form_of_their_writer(client, conversation, monkeypatch):
    monkeypatch.setattr(room_views, "MOST_AN_HOUR", 1)
    room = enter(client, conversation, Side.SEEKER)
    write(client, room, "One")
    response = write(client, room, SENTINEL)
    assert response.status_code == 422 and SENTINEL in response.content.decode()
    assert Message.objects.count() == 1
    assert write(client, enter(client, conversation, Side.COORDINATOR), "Mine").status_code == 303


def test_a_foreign_page_writes_nothing_and_what_it_says_is_given_back(client, conversation):
    room = enter(client, conversation, Side.SEEKER)
    token = tokens.give("conversation-write", ago=timedelta(minutes=1))
    response = client.post(
        room, {"token_field": token, "text": SENTINEL}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403 and SENTINEL in response.content.decode()
    assert not Message.objects.exists()


def test_the_room_closes_after_hours_and_gives_back_what_was_being_written(client, conversation, monkeypatch):
    talking.write(conversation, Side.COORDINATOR, SENTINEL)
    room = enter(client, conversation, Side.SEEKER)
    hours_pass(monkeypatch, 11)
    assert client.get(room).status_code == 200
    hours_pass(monkeypatch, 13)
    response = client.get(room)
    assert response.status_code == 404 and SENTINEL not in response.content.decode()
    response = write(client, room, "My long answer")
    assert "My long answer" in response.content.decode()
    assert Message.objects.count() == 1


def test_who_is_stopped_while_writing_can_copy_what_they_wrote(client, conversation):
    room = enter(client, conversation, Side.SEEKER)
    talking.stop(conversation, Side.COORDINATOR)
    response = write(client, room, SENTINEL)
    assert response.status_code == 422 and SENTINEL in response.content.decode()
    assert not Message.objects.exists()
    page = text_of(client, room)
    assert "was stopped" in page and "<textarea" not in page


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "nonsense"])
def test_odd_character_sets_are_no_error(client, conversation, charset):
    room = enter(client, conversation, Side.SEEKER)
    for address in (room, f"{room}stop/", path(door(conversation, Side.SEEKER))):
        response = client.generic(
            "POST", address, b"text=x", content_type=f"application/x-www-form-urlencoded; charset={charset}"
        )
        assert response.status_code < 500


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_are_refused(client, conversation, method):
    room = enter(client, conversation, Side.SEEKER)
    for address in (room, f"{room}show/", path(door(conversation, Side.SEEKER))):
        assert getattr(client, method)(address).status_code == 405


def test_the_latest_messages_stand_there_and_the_others_behind_a_link(client, conversation, monkeypatch):
    monkeypatch.setattr("events.conversations.showing.LATEST", 2)
    for number in range(4):
        talking.write(conversation, Side.SEEKER, f"Message {number}")
    room = enter(client, conversation, Side.COORDINATOR)
    page = text_of(client, room)
    assert "Show 2 earlier messages" in page and "Message 1" not in page
    assert "Message 1" in text_of(client, f"{room}?all=1")


def test_a_long_conversation_costs_no_more_queries(client, conversation, django_assert_max_num_queries):
    room = enter(client, conversation, Side.COORDINATOR)
    client.get(room)
    for number in (1, 30):
        Message.objects.bulk_create(
            Message(conversation=conversation, side=Side.SEEKER, text="Hello") for _each in range(number)
        )
        with django_assert_max_num_queries(12):
            client.get(room)


# Showing how to reach oneself


def test_details_are_chosen_then_looked_at_then_shown(client, conversation):
    room = enter(client, conversation, Side.SEEKER)
    assert 'value="telephone"' in text_of(client, f"{room}show/")
    page = text_of(client, f"{room}show/?show=telephone&show=nonce")
    assert "+82 2 555 0100" in page and conversation.seeker.email not in page
    conversation.refresh_from_db()
    assert conversation.seeker_released == []
    assert send(client, f"{room}show/", "release", show=["telephone"])["Location"] == "../"
    host_page = text_of(client, enter(client, conversation, Side.COORDINATOR))
    assert "+82 2 555 0100" in host_page and conversation.seeker.email not in host_page


@pytest.mark.parametrize("show", [[], ["nonce"], ["email", "email_hash"], ["\x00"]])
def test_nothing_else_can_be_shown(client, conversation, show):
    room = enter(client, conversation, Side.SEEKER)
    response = send(client, f"{room}show/", "release", show=show)
    assert response.status_code == 422
    conversation.refresh_from_db()
    assert conversation.seeker_released == []


def test_what_is_shown_can_be_hidden_again(client, conversation):
    talking.release(conversation, Side.SEEKER, ["telephone"])
    room = enter(client, conversation, Side.SEEKER)
    assert "What was seen was seen" in text_of(client, f"{room}hide/")
    send(client, f"{room}hide/", "take-back")
    assert "+82" not in text_of(client, enter(client, conversation, Side.COORDINATOR))


# Stopping and reporting


def test_stopping_is_asked_once_more_and_ends_it_for_both(client, conversation):
    talking.release(conversation, Side.COORDINATOR, ["email"])
    room = enter(client, conversation, Side.SEEKER)
    client.get(f"{room}stop/")
    conversation.refresh_from_db()
    assert conversation.is_going_on
    assert send(client, f"{room}stop/", "stop").status_code == 303
    page = text_of(client, room)
    assert "You stopped this conversation" in page
    assert conversation.coordinator.person.email not in page
    assert client.get(f"{room}stop/")["Location"] == "../"
    assert client.get(f"{room}show/")["Location"] == "../"


def test_a_report_opens_the_text_to_staff_and_is_told_to_nobody_else(client, conversation):
    room = enter(client, conversation, Side.SEEKER)
    assert not conversation.readable_by_staff
    response = send(client, f"{room}report/", "report", note=SENTINEL, stop="on")
    assert "Thank you" in text_of(client, f"{room}?reported=1")
    assert response["Location"] == "../?reported=1"
    conversation.refresh_from_db()
    assert conversation.readable_by_staff and conversation.report_note == SENTINEL
    assert conversation.state == Conversation.State.STOPPED
    page = text_of(client, enter(client, conversation, Side.COORDINATOR))
    assert SENTINEL not in page and "eport" not in page.partition("<aside")[0].partition("<main")[2]


def test_a_stopped_conversation_can_still_be_reported(client, conversation):
    talking.stop(conversation, Side.COORDINATOR)
    room = enter(client, conversation, Side.SEEKER)
    assert 'name="stop"' not in text_of(client, f"{room}report/")
    send(client, f"{room}report/", "report", note="")
    assert list(Conversation.objects.reported()) == [conversation]


# Questions to staff


def test_a_question_to_staff_has_nothing_to_show_stop_or_report(client):
    Locale.objects.get_or_create(language_code="en")
    city = CityFactory()
    conversation = ask_staff(CoordinatorFactory(cities=[city]), city, "May we?")
    talking.write(conversation, Side.STAFF, SENTINEL)
    room = enter(client, conversation, Side.COORDINATOR)
    page = text_of(client, room)
    assert SENTINEL in page and "show/" not in page and "stop/" not in page
    for action in ("show", "hide", "stop", "report"):
        assert client.get(f"{room}{action}/")["Location"] == "../"
    write(client, room, "Thank you")
    assert list(Conversation.objects.questions()) == [conversation]


@pytest.mark.parametrize("language", ["en", "ko", "ar"])
def test_each_side_reads_the_page_in_its_language(client, conversation, language):
    Locale.objects.get_or_create(language_code=language)
    conversation.seeker.language = language
    conversation.seeker.save()
    talking.write(conversation, Side.COORDINATOR, "Welcome")
    room = enter(client, conversation, Side.SEEKER)
    assert room.startswith(f"/{language}/")
    direction = "rtl" if language == "ar" else "ltr"
    page = text_of(client, room)
    assert f'lang="{language}"' in page and f'dir="{direction}"' in page
    assert write(client, room, "안녕하세요 مرحبا").status_code == 303
