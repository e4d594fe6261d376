"""A host adds, copies and changes events in their room."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
    edition_page,
)
from events.hosting import sessions
from events.models import Edition, Event, EventHost, EventPage, EventProposal
from events.proposals import approve, ask_for_changes
from events.proposals.publishing import as_content
from events.tests.days import days_from_now
from home.factories import OwnerFactory, _locale
from home.models import HubImage
from home.tests.cleaning import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def city():
    EventIndexPageFactory()
    return CityFactory(name="Seoul", slug="seoul", time_zone="Asia/Seoul")


@pytest.fixture
def coordinator(city):
    return CoordinatorFactory(cities=[city], edition=EditionFactory())


def room_of(coordinator):
    client = Client()
    client.cookies[sessions.cookie_name()] = sessions.open_session(RequestFactory().get("/"), coordinator)
    return client


@pytest.fixture
def room(coordinator):
    return room_of(coordinator)


def hidden(page):
    """What a form carries unseen."""
    found = re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page.content.decode())
    return dict(found)


def address(name, city, *args):
    return reverse(name, args=[city.geonameid, *args])


NEW = {
    "language": "en",
    "kind": "candlelight_vigil",
    "starts_on": "2027-09-24",
    "starts_time": "19:00",
    "ends_time": "",
    "ends_on": "",
    "venue": "City Hall Square",
    "address": "",
    "text": "We light candles.\n\nBring one.",
    "picture_alt": "",
}


def send(client, where, **values):
    page = client.get(where)
    assert page.status_code == 200
    return client.post(where, {**hidden(page), **values})


def photo(name="IMG_2041.jpg", kind="jpeg"):
    return SimpleUploadedFile(name, pictures.encode(pictures.scene((900, 600)), kind), f"image/{kind}")


def test_a_new_host_sends_an_event_and_nobody_can_read_it_yet(room, city):
    response = send(room, address("host-event-add", city), **NEW)
    assert response.status_code == 303
    proposal = EventProposal.objects.get()
    assert proposal.state == "submitted"
    assert proposal.said["title"] == "Candlelight vigil, Seoul"
    assert not EventPage.objects.exists() and not Event.objects.exists()
    page = room.get(response.url).content.decode()
    assert "It waits for the staff." in page


def test_the_form_begins_with_noon_of_the_day(room, city):
    page = room.get(address("host-event-add", city)).content.decode()
    assert 'value="2027-09-24"' in page and 'value="12:00"' in page


def test_a_new_host_has_no_say_in_what_only_trusted_ones_write(room, city):
    send(
        room,
        address("host-event-add", city),
        **NEW,
        title="Something else",
        status="tentative",
        visibility="by_link",
        links="https://example.org/",
        organisation="Others",
    )
    said = EventProposal.objects.get().said
    assert (said["status"], said["visibility"], said["links"]) == ("confirmed", "public", [])
    assert said["title"] == "Candlelight vigil, Seoul"


def test_what_a_trusted_host_writes_is_on_the_site_at_once(coordinator, city):
    coordinator.trusted = True
    coordinator.save()
    values = {**NEW, "kinds": ["candlelight_vigil", "protest"], "title": "Light for them", "summary": ""}
    values |= {"links": "https://example.org/more", "status": "tentative", "visibility": "public"}
    response = send(room_of(coordinator), address("host-event-add", city), **values)
    assert response.url.endswith("?done=published")
    page = EventPage.objects.visible().get()
    assert page.title == "Light for them"
    assert page.event.kinds == ["candlelight_vigil", "protest"]
    assert page.event.status == "tentative"
    assert "https://example.org/more" in str(page.body)
    host = EventHost.objects.get(event=page.event)
    assert (host.person, host.display) == (coordinator.person, "anonymous")


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"starts_on": ""}, "starts_on", "Say on which date it is."),
        ({"starts_on": "24.09.2027"}, "starts_on", "year-month-day"),
        ({"starts_on": "2027-01-01"}, "starts_on", "at most 60 days away"),
        ({"starts_time": "noon"}, "starts_time", "hours:minutes"),
        ({"ends_on": "2027-09-23"}, "ends_on", "up to 14 days later"),
        ({"ends_time": "18:00"}, "ends_time", "must end after it starts"),
        ({"kind": "party"}, "kind", "Choose from the list."),
        ({"venue": "x" * 100_000}, "venue", "at most 200"),
        ({"text": "x" * 100_000}, "text", "at most 5000"),
        ({"venue": "a\0b"}, "venue", "Null characters"),
        ({"language": "xx"}, "language", "Choose from the list."),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_lost(room, city, values, field, says):
    response = send(room, address("host-event-add", city), **{**NEW, **values})
    assert response.status_code == 422
    form = response.context["form"]
    assert says in " ".join(form.errors[field])
    assert "We light candles." in response.content.decode() or "text" in values
    assert not EventProposal.objects.exists()


def test_an_hour_that_the_citys_clocks_skip_is_said_by_its_field(room, city):
    city.time_zone = "Pacific/Auckland"
    city.save()
    values = {**NEW, "starts_on": "2027-09-26", "starts_time": "02:30"}
    response = send(room, address("host-event-add", city), **values)
    assert "The clocks there skip this time" in " ".join(response.context["form"].errors["starts_time"])


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <b>bold</b>",
        "\u202egnihtemos\u202c \u2066isolated\u2069",
        "{{ 7|add:7 }} {% load static %}",
        '=HYPERLINK("http://example.org")',
        "모임 🕯️ اجتماع",
        "\x01\x02\x7f control",
    ],
)
def test_hostile_words_come_out_as_words(room, city, text):
    send(room, address("host-event-add", city), **{**NEW, "text": text, "venue": text[:150]})
    page = approve(EventProposal.objects.get(), OwnerFactory())
    html = Client().get(f"/en/2027/events/{page.slug}/").content.decode()
    assert "<script>alert" not in html
    assert not set(html) & {"\u202e", "\u2066", "\x01"}
    room.get(address("host-event", city, page.event_id))


def test_a_picture_needs_its_words_and_is_not_lost_while_they_are_written(room, city):
    where = address("host-event-add", city)
    first = send(room, where, **NEW, picture=photo())
    assert first.status_code == 422
    assert list(first.context["form"].errors) == ["picture_alt"]
    kept = HubImage.every.get()
    assert kept.withheld and "IMG_2041" not in kept.file.name
    carried = hidden(first)
    again = room.post(where, {**carried, **NEW, "picture_alt": "Candles in the dark."})
    assert again.status_code == 303
    assert EventProposal.objects.get().picture_id == kept.pk
    assert HubImage.every.count() == 1
    seen = room.get(reverse("host-picture", args=[carried["kept_picture"]]))
    assert seen["Content-Type"] == "image/jpeg" and b"SENTINEL" not in seen.content


def test_an_approved_picture_is_shown_with_its_words_and_free_of_what_betrays(room, city, committed):
    send(room, address("host-event-add", city), **{**NEW, "picture_alt": "Candles."}, picture=photo())
    with committed:
        page = approve(EventProposal.objects.get(), OwnerFactory())
    image = HubImage.objects.get()
    assert image.title == "Candlelight vigil, Seoul"
    with image.file.open() as file:
        assert pictures.SECRET not in file.read()
    html = Client().get(f"/en/2027/events/{page.slug}/").content.decode()
    assert 'alt="Candles."' in html


def test_a_change_without_another_file_keeps_the_picture(room, city, committed):
    send(room, address("host-event-add", city), **{**NEW, "picture_alt": "Candles."}, picture=photo())
    sent = EventProposal.objects.get()
    again = reverse("host-proposal", args=[city.geonameid, sent.pk])
    assert send(room, again, **{**NEW, "picture_alt": "Candles.", "venue": "City Hall"}).status_code == 303
    sent.refresh_from_db()
    picture = HubImage.every.get()
    assert sent.picture_id == picture.pk and "City Hall" in sent.content
    with committed:
        page = approve(sent, OwnerFactory())
    change = reverse("host-event", args=[city.geonameid, page.event_id])
    assert send(room, change, **{**NEW, "picture_alt": "Candles.", "venue": "The river"}).status_code == 303
    changed = EventProposal.objects.latest("pk")
    assert changed.picture_id == picture.pk and "The river" in changed.content
    assert HubImage.every.count() == 1


def test_another_hosts_reference_brings_no_picture(room, city):
    first = send(room, address("host-event-add", city), **NEW, picture=photo())
    other = CoordinatorFactory(cities=[city], edition=EditionFactory())
    theirs = room_of(other)
    where = address("host-event-add", city)
    values = {**hidden(theirs.get(where)), **NEW, "picture_alt": "Mine now."}
    theirs.post(where, {**values, "kept_picture": hidden(first)["kept_picture"]})
    assert EventProposal.objects.get().picture_id is None
    reference = hidden(first)["kept_picture"]
    assert theirs.get(reverse("host-picture", args=[reference])).status_code == 404


def test_more_pictures_than_anybody_needs_are_refused_and_the_words_stay(room, city, monkeypatch):
    monkeypatch.setattr("events.proposals.kept_picture.MOST_PICTURES", 0)
    response = send(room, address("host-event-add", city), **{**NEW, "picture_alt": "A."}, picture=photo())
    assert response.status_code == 422
    assert "many pictures" in " ".join(response.context["form"].errors["picture"])
    assert "We light candles." in response.content.decode()
    assert not HubImage.every.exists() and not EventProposal.objects.exists()


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.jpg", b"<script>alert(1)</script>", "image/jpeg"),
        SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
        SimpleUploadedFile("a.jpg", b"\xff\xd8\xff", "image/jpeg"),
        SimpleUploadedFile("empty.jpg", b"", "image/jpeg"),
    ],
    ids=["html", "svg", "cut", "empty"],
)
def test_what_is_no_picture_is_said_by_the_field(room, city, upload):
    response = send(room, address("host-event-add", city), **{**NEW, "picture_alt": "A."}, picture=upload)
    assert response.status_code == 422
    assert "picture" in response.context["form"].errors
    assert not HubImage.every.exists()


def test_a_picture_with_something_behind_it_is_stored_without(room, city):
    data = pictures.encode(pictures.scene((300, 200)), "jpeg") + b"<?php SENTINEL ?>"
    upload = SimpleUploadedFile("a.jpg", data, "image/jpeg")
    send(room, address("host-event-add", city), **{**NEW, "picture_alt": "A."}, picture=upload)
    for image in HubImage.every.all():
        with image.file.open() as file:
            assert b"SENTINEL" not in file.read()


def test_somebody_elses_city_and_event_are_not_found(room, city):
    other = CityFactory()
    assert room.get(address("host-events", other)).status_code == 404
    event = EventPageFactory(event__city=city).event
    assert room.get(address("host-event", city, event.pk)).status_code == 404
    assert room.post(address("host-event-status", city, event.pk), {}).status_code == 404
    stranger = EventProposal.objects.create(
        edition=EditionFactory(), city=city, language="en", content="{}", coordinator=CoordinatorFactory()
    )
    assert room.get(address("host-proposal", city, stranger.pk)).status_code == 404
    for name in ("host-event", "host-event-copy", "host-proposal"):
        assert room.get(address(name, city, 10**30)).status_code == 404


def test_nobody_who_is_not_in_sees_or_sends_anything(city):
    client = Client()
    assert client.get(address("host-events", city)).status_code == 302
    assert client.post(address("host-event-add", city), NEW).status_code in (302, 403)
    assert not EventProposal.objects.exists()


def on_site(coordinator, city, **given):
    page = EventPageFactory(event__city=city, event__edition=coordinator.edition, **given)
    EventHost.objects.create(event=page.event, person=coordinator.person)
    return page


def test_a_change_of_a_new_host_waits_and_the_page_stays_as_it_was(room, coordinator, city):
    page = on_site(coordinator, city, event__venue="Old place")
    where = address("host-event", city, page.event_id)
    assert send(room, where, **{**NEW, "venue": "New place"}).status_code == 303
    page.refresh_from_db()
    title = page.title
    assert page.event.venue == "Old place"
    proposal = EventProposal.objects.get()
    assert proposal.before_that["venue"] == "Old place"
    approve(proposal, OwnerFactory())
    page = EventPage.objects.get(pk=page.pk)
    assert page.event.venue == "New place"
    assert page.title == title
    assert "We light candles." in str(page.body)


def test_a_second_change_takes_the_place_of_the_one_that_waits(room, coordinator, city):
    page = on_site(coordinator, city, event__venue="Old place")
    where = address("host-event", city, page.event_id)
    send(room, where, **{**NEW, "venue": "New place"})
    assert "New place" in room.get(where).content.decode()
    send(room, where, **{**NEW, "venue": "Newest place"})
    proposal = EventProposal.objects.get()
    assert proposal.said["venue"] == "Newest place"
    assert proposal.before_that["venue"] == "Old place"


def test_a_trusted_host_is_told_what_somebody_else_changed_meanwhile(coordinator, city):
    coordinator.trusted = True
    coordinator.save()
    page = on_site(coordinator, city, event__venue="Old place")
    client, where = room_of(coordinator), address("host-event", city, page.event_id)
    values = {**NEW, "kinds": ["protest"], "title": page.title, "summary": page.summary, "links": ""}
    values |= {"status": "confirmed", "visibility": "public", "venue": "My place"}
    opened = hidden(client.get(where))
    Event.objects.filter(pk=page.event_id).update(venue="Their place", address="Their street")
    first = client.post(where, {**opened, **values})
    assert first.status_code == 422
    assert "Somebody has changed this" in " ".join(first.context["form"].errors["venue"])
    again = client.post(where, {**hidden(first), **values})
    assert again.status_code == 303
    event = Event.objects.get(pk=page.event_id)
    assert (event.venue, event.address) == ("My place", "Their street")


def test_an_editors_unpublished_draft_survives_a_hosts_change(coordinator, city):
    coordinator.trusted = True
    coordinator.save()
    page = on_site(coordinator, city)
    draft = page.get_latest_revision_as_object()
    draft.title = "A title not yet published"
    draft.save_revision()
    values = {**NEW, "kinds": ["protest"], "title": page.title, "summary": "New lead.", "links": ""}
    values |= {"status": "confirmed", "visibility": "public"}
    send(room_of(coordinator), address("host-event", city, page.event_id), **values)
    page = EventPage.objects.get(pk=page.pk)
    assert (page.title, page.summary) == (values["title"], "New lead.")
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.summary) == ("A title not yet published", "New lead.")


def test_last_years_event_is_the_beginning_of_this_years(room, city):
    past = EditionFactory(year=2024, date=datetime.date(2024, 9, 24), state="archived")
    index = EventIndexPageFactory(parent=edition_page(_locale(), past))
    old = EventPageFactory(
        parent=index,
        title="Vigil of 2024",
        event=EventFactory(
            edition=past,
            city=city,
            venue="Gwanghwamun",
            starts_on=datetime.date(2024, 9, 24),
            ends_on=datetime.date(2024, 9, 25),
            kinds=["protest"],
            status="cancelled",
        ),
    )
    assert "Vigil of 2024" in room.get(address("host-events", city)).content.decode()
    page = room.get(address("host-event-copy", city, old.event_id))
    content = page.context["form"].content
    assert (content["venue"], content["starts_on"], content["ends_on"]) == (
        "Gwanghwamun",
        "2027-09-24",
        "2027-09-25",
    )
    assert content["status"] == "confirmed"
    assert send(room, address("host-event-copy", city, old.event_id), **NEW).status_code == 303
    assert EventProposal.objects.get().said["title"] == "Vigil of 2024"


def test_a_host_answers_what_staff_ask_for(room, coordinator, city):
    send(room, address("host-event-add", city), **NEW)
    proposal = EventProposal.objects.get()
    ask_for_changes(proposal, OwnerFactory(), "Where exactly is it?")
    assert "Where exactly is it?" in room.get(address("host-events", city)).content.decode()
    where = address("host-proposal", city, proposal.pk)
    assert send(room, where, **{**NEW, "venue": "At the fountain"}).status_code == 303
    proposal.refresh_from_db()
    assert (proposal.state, proposal.said["venue"]) == ("submitted", "At the fountain")


def test_what_is_taken_back_is_forgotten(room, city):
    send(room, address("host-event-add", city), **NEW)
    proposal = EventProposal.objects.get()
    page = room.get(address("host-events", city))
    response = room.post(address("host-proposal-withdraw", city, proposal.pk), hidden(page))
    assert response.status_code == 303
    proposal.refresh_from_db()
    assert (proposal.state, proposal.content) == ("withdrawn", "")
    assert "Candlelight vigil, Seoul" not in room.get(address("host-events", city)).content.decode()


def test_the_words_of_a_decided_proposal_are_shown_again_not_lost(room, city):
    send(room, address("host-event-add", city), **NEW)
    proposal = EventProposal.objects.get()
    where = address("host-proposal", city, proposal.pk)
    carried = hidden(room.get(where))
    approve(proposal, OwnerFactory())
    response = room.post(where, {**carried, **NEW, "text": "Something that I wrote for an hour."})
    assert response.status_code == 422
    assert "Something that I wrote for an hour." in response.content.decode()


def test_a_host_cancels_with_a_reason_and_the_page_says_it(room, coordinator, city):
    page = on_site(coordinator, city)
    where = address("host-event-status", city, page.event_id)
    assert send(room, where, status="cancelled").status_code == 422
    assert send(room, where, status="cancelled", reason="weather").status_code == 303
    event = Event.objects.get(pk=page.event_id)
    assert (event.status, event.status_reason, event.sequence) == ("cancelled", "weather", 1)
    assert "The reason: the weather." in Client().get(f"/en/2027/events/{page.slug}/").content.decode()
    assert send(room, where, status="confirmed").status_code == 303
    event.refresh_from_db()
    assert (event.status, event.status_reason) == ("confirmed", "")


def test_the_room_asks_as_few_questions_for_many_events(
    room, coordinator, city, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40):
        room.get(address("host-events", city))
    for _number in range(8):
        on_site(coordinator, city)
        EventProposal.objects.create(
            edition=coordinator.edition,
            city=city,
            language="en",
            content='{"title": "A"}',
            coordinator=coordinator,
        )
    with django_assert_max_num_queries(40):
        page = room.get(address("host-events", city))
    assert page.content.decode().count("host-events__item") == 16


def test_a_content_survives_the_way_to_the_page_and_back(coordinator, city):
    coordinator.trusted = True
    coordinator.save()
    values = {**NEW, "kinds": ["protest"], "title": "A & B", "summary": "S", "links": "https://example.org/"}
    values |= {"status": "confirmed", "visibility": "public", "text": "One\nline.\n\nTwo <3 & more."}
    send(room_of(coordinator), address("host-event-add", city), **values)
    said = EventProposal.objects.get().said
    content = as_content(EventPage.objects.get())
    assert content == {**said, "display": content["display"], "organisation": ""}


# After the Day


def room_after(city, days, **values):
    """Of somebody who coordinated at a Day so many days ago."""
    edition = EditionFactory(year=2019, date=days_from_now(-days), **values)
    return room_of(CoordinatorFactory(cities=[city], edition=edition))


def test_once_the_day_is_over_only_what_is_still_to_come_is_new(city):
    room = room_after(city, 10)
    listed = room.get(address("host-events", city)).content.decode()
    assert "Thank you for all that you did for it." in listed and "still to come can be added" in listed
    assert address("host-event-add", city) in listed and address("host-report", city) in listed
    add = address("host-event-add", city)
    assert room.get(add).context["form"].initial["starts_on"] == ""
    late = send(room, add, **{**NEW, "starts_on": days_from_now(-3).isoformat()})
    assert late.status_code == 422 and "We light candles." in late.content.decode()
    assert "Tell of the others in your report." in late.content.decode()
    assert not EventProposal.objects.exists()
    assert send(room, add, **{**NEW, "starts_on": days_from_now(5).isoformat()}).status_code == 303


@pytest.mark.parametrize(("days", "state"), [(62, "open"), (10, "archived")])
def test_when_nothing_can_be_to_come_no_event_is_offered(city, days, state):
    room = room_after(city, days, state=state)
    listed = room.get(address("host-events", city)).content.decode()
    assert "New events are not added to it any more." in listed
    assert address("host-event-add", city) not in listed
    assert room.get(address("host-event-add", city)).url == address("host-events", city)


def test_a_form_that_was_open_over_the_end_keeps_its_words(city):
    room, add = room_after(city, 10), address("host-event-add", city)
    page = room.get(add)
    Edition.objects.filter(year=2019).update(state="archived")
    late = room.post(add, {**hidden(page), **NEW, "starts_on": days_from_now(5).isoformat()})
    assert late.status_code == 422 and "We light candles." in late.content.decode()
    assert "no new events are added to it any more" in late.content.decode()
    assert not EventProposal.objects.exists()


def test_once_the_day_is_over_nothing_begins_from_an_earlier_year(city):
    past = EditionFactory(year=2018, date=datetime.date(2018, 9, 24), state="archived")
    index = EventIndexPageFactory(parent=edition_page(_locale(), past))
    old = EventPageFactory(parent=index, title="Vigil of 2018", event=EventFactory(edition=past, city=city))
    room = room_after(city, 10)
    assert "Vigil of 2018" not in room.get(address("host-events", city)).content.decode()
    copy = address("host-event-copy", city, old.event_id)
    assert room.get(copy).url == address("host-events", city)


def test_what_was_sent_before_the_end_can_still_be_corrected(coordinator, city):
    room = room_of(coordinator)
    send(room, address("host-event-add", city), **NEW)
    proposal = EventProposal.objects.get()
    Edition.objects.filter(pk=coordinator.edition_id).update(date=days_from_now(-10))
    where = address("host-proposal", city, proposal.pk)
    values = {**NEW, "starts_on": days_from_now(-10).isoformat(), "venue": "The bridge"}
    assert send(room, where, **values).status_code == 303
    proposal.refresh_from_db()
    assert proposal.said["venue"] == "The bridge"
