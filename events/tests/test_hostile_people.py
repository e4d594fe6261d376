"""What somebody gains who holds an old mail, wishes to stay hidden, or means harm: nothing that they should not have."""

import datetime
import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from events import factories, hosting
from events.conversations import door
from events.conversations.names import other_name
from events.coordinator_desk import asking_again, notes
from events.hosting import letters, sessions
from events.hosting.displaying import show_as
from events.models import (
    CityReport,
    Coordinator,
    DeskNote,
    EventHost,
    EventProposal,
    HostLetter,
    ReportPhoto,
    Side,
    SignUp,
    SignUpCount,
)
from events.proposals.content import is_link
from events.reporting import photographs, saving
from events.reporting.subjects import Subject
from events.signing_up import erase
from events.signing_up.changing import change_address, change_person, change_sign_up, void_links
from events.signing_up.confirming import confirm
from events.signing_up.deciding import take_back
from events.signing_up.wordings import agree
from events.tests.signing_up import locales, press, token
from home import outbox
from home.accounts.roles import sync_roles
from home.cleaning.uploads import clean_upload
from home.factories import ImageFactory, OrganisationFactory, UserFactory, sample_picture
from home.models import OutboxMail
from home.pictures import withholding

__all__ = ["locales"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]


@pytest.fixture
def city():
    return factories.CityFactory(name="Seoul")


@pytest.fixture
def coordinator(city):
    return factories.CoordinatorFactory(cities=[city], person__name="Carl Sample")


def path(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def room_of(coordinator):
    client = Client()
    client.cookies[sessions.cookie_name()] = sessions.open_session(RequestFactory().get("/"), coordinator)
    return client


def named_host(coordinator, city):
    """An event whose page names this coordinator."""
    Coordinator.objects.filter(pk=coordinator.pk).update(display="name")
    coordinator.refresh_from_db()
    event = factories.EventFactory(city=city, edition=coordinator.edition)
    return EventHost.objects.create(event=event, person=coordinator.person, display="name")


def offer(coordinator, city, **values):
    """A form by which the same person offers to coordinate."""
    values = {"kind": "coordinate", "edition": coordinator.edition, "cities": [city], **values}
    return factories.SignUpFactory(**values)


# --- Old mails


@pytest.mark.parametrize("how", ["void", "another address"])
def test_whoever_holds_an_old_mail_gets_into_no_room_once_its_links_were_made_void(
    client, coordinator, city, how
):
    talk = factories.ConversationFactory(city=city, edition=coordinator.edition, coordinator=coordinator)
    old = [hosting.way_in(coordinator), door(talk, Side.COORDINATOR)]
    browser = room_of(coordinator)
    if how == "void":
        void_links(coordinator.person)
    else:
        change_person(coordinator.person, name="Carl", telephone="", language="en", email="new@example.org")
        change_address(coordinator.person)
    press(client, path(old[0]))
    assert sessions.cookie_name() not in client.cookies
    assert client.get(path(old[1])).status_code == 404
    assert browser.get(reverse("host-me"))["Location"] == reverse("host-link")


def test_a_seeker_whose_links_were_made_void_gets_a_new_one_and_the_old_one_opens_nothing(client, city):
    talk = factories.ConversationFactory(city=city)
    old = door(talk, Side.SEEKER)
    void_links(talk.seeker)
    talk.refresh_from_db()
    assert client.get(path(old)).status_code == 404
    mail = OutboxMail.objects.get(kind="conversation-link")
    assert mail.letter["to"] == talk.seeker.email
    mailed = next(word for word in mail.letter["text"].split() if "/conversation/seeker/" in word)
    assert client.get(path(mailed)).status_code == 200


def test_who_made_their_links_void_gets_a_new_way_into_their_room(client, coordinator):
    void_links(coordinator.person)
    coordinator.refresh_from_db()
    assert hosting.links.is_in_force(coordinator)
    assert OutboxMail.objects.filter(kind="host-link").count() == 1


def test_a_revoked_link_takes_the_conversations_along_that_somebody_saw_in_the_room(
    client, coordinator, city
):
    talk = factories.ConversationFactory(city=city, edition=coordinator.edition, coordinator=coordinator)
    seen = door(talk, Side.COORDINATOR)
    hosting.revoke(coordinator)
    assert client.get(path(seen)).status_code == 404


def test_who_has_got_into_a_room_learns_neither_name_nor_address_of_its_coordinator(coordinator):
    page = room_of(coordinator).get(reverse("host-me")).content.decode()
    assert "/sign-up/mine/" not in page and coordinator.person.email not in page


def test_the_way_to_what_is_kept_of_a_coordinator_goes_to_their_address(coordinator):
    room = room_of(coordinator)
    page = room.get(reverse("host-me")).content.decode()
    button = re.search(r'name="token_field"\s+value="([^"]+)"', page)[1]
    answer = room.post(reverse("host-mine"), {"token_field": button})
    assert answer["Location"] == f"{reverse('host-me')}?done=mine"
    assert OutboxMail.objects.get(kind="sign-up-link").letter["to"] == coordinator.person.email


def test_somebody_whom_staff_took_off_is_not_taken_on_again_by_last_years_trust(coordinator, city):
    last = factories.CoordinatorFactory(
        edition=factories.EditionFactory(year=2026, date=datetime.date(2026, 9, 24)),
        person=coordinator.person,
        cities=[city],
        trusted=True,
    )
    hosting.take_off(coordinator, UserFactory())
    sign_up = asking_again.say_yes(last, coordinator.edition)
    coordinator.refresh_from_db()
    assert sign_up.state == SignUp.State.WAITING
    assert (coordinator.active, coordinator.trusted) == (False, False)


# --- Whoever wishes to stay hidden


def test_who_becomes_anonymous_in_what_is_theirs_is_named_on_no_event(coordinator, city):
    host = named_host(coordinator, city)
    change_sign_up(offer(coordinator, city, person=coordinator.person, display="name"), display="anonymous")
    host.refresh_from_db()
    assert host.public_name == "Anonymous host"


def test_who_offers_once_more_and_anonymously_is_named_on_no_event(coordinator, city):
    host = named_host(coordinator, city)
    offer(coordinator, city, person=coordinator.person, display="name")
    again = offer(
        coordinator,
        city,
        person__email=coordinator.person.email,
        person__confirmed_at=None,
        state="unconfirmed",
        confirmed_at=None,
        display="anonymous",
    )
    confirm(again)
    host.refresh_from_db()
    coordinator.refresh_from_db()
    assert (coordinator.display, host.public_name) == ("anonymous", "Anonymous host")


def test_who_is_accepted_for_another_city_and_anonymously_is_named_on_no_event(coordinator, city):
    host = named_host(coordinator, city)
    other = factories.CityFactory()
    hosting.accept(
        offer(coordinator, other, person=coordinator.person, state="waiting", display="anonymous"),
        UserFactory(),
    )
    host.refresh_from_db()
    assert host.public_name == "Anonymous host"


def test_a_group_that_a_coordinator_no_longer_names_is_named_on_no_event(coordinator, city):
    host = named_host(coordinator, city)
    old = OrganisationFactory(name="Old Group")
    EventHost.objects.filter(pk=host.pk).update(display="organisation", organisation=old)
    coordinator.display, coordinator.organisation = "organisation", "Old Group"
    coordinator.save()
    show_as(coordinator, "organisation", "New Group")
    host.refresh_from_db()
    assert host.public_name == "Anonymous host"


def test_in_a_conversation_a_coordinator_is_called_as_they_say_now(coordinator, city):
    talk = factories.ConversationFactory(city=city, edition=coordinator.edition, coordinator=coordinator)
    offer(coordinator, city, person=coordinator.person, organisation="Old Group")
    coordinator.display, coordinator.organisation = "organisation", "New Group"
    assert other_name(talk, Side.SEEKER, {}) == ("the coordinator", False)
    coordinator.agree()
    assert other_name(talk, Side.SEEKER, {}) == ("New Group", True)


def test_who_takes_back_the_consent_for_the_day_coordinates_no_longer_however_they_came_to_it(coordinator):
    consent = agree(coordinator.person, coordinator.edition, ["day"])[0]
    take_back(coordinator.person, consent)
    coordinator.refresh_from_db()
    assert not coordinator.active


# --- Whoever is erased


@pytest.mark.parametrize("kind", ["proposal", "report", "letter", "sign-up", "coordinator"])
def test_what_the_desk_noted_goes_with_what_it_is_about(coordinator, city, kind):
    where = {"edition": coordinator.edition, "city": city, "language": "en"}
    thing = {
        "proposal": lambda: EventProposal.objects.create(coordinator=coordinator, content="{}", **where),
        "report": lambda: CityReport.objects.create(coordinator=coordinator, **where),
        "letter": lambda: HostLetter.objects.create(coordinator=coordinator, text="To all", **where),
        "sign-up": lambda: offer(coordinator, city, person=coordinator.person),
        "coordinator": lambda: coordinator,
    }[kind]()
    notes.note(notes.about(thing), "Carl Sample called.", None)
    erase(coordinator.person)
    assert not DeskNote.objects.exists()


def test_mails_know_nothing_of_an_address_that_nobody_ever_confirmed():
    sign_up = factories.SignUpFactory(state="unconfirmed", confirmed_at=None, person__confirmed_at=None)
    about = f"events.signup:{sign_up.pk}"
    outbox.queue(
        "sign-up-confirm", sign_up.person.email, "en", lambda: outbox.Letter(subject="x"), about=about
    )
    outbox.deliver_due()
    erase(sign_up.person)
    assert set(OutboxMail.objects.values_list("to_hash", flat=True)) == {""}


# --- Whoever wishes to know, or to annoy


def test_the_page_that_sends_links_finds_out_nothing_while_somebody_waits(client, monkeypatch):
    """So that how long it takes tells nobody whether an address is known."""
    asked = []
    monkeypatch.setattr("events.signing_up.tasks.links_wanted", SimpleNamespace(enqueue=asked.append))
    known = factories.SignUpFactory(person__email="known@example.org").person
    for email in (known.email, "unknown@example.org"):
        client.post("/en/sign-up/link/", {"token_field": token("sign-up-link"), "email": email})
    assert len(asked) == 2 and asked[0] == known.email_hash
    assert not OutboxMail.objects.exists()


def test_nobody_is_flooded_by_somebody_who_keeps_naming_their_address():
    person = factories.PrivateContactFactory()
    for name in "abcdef":
        change_person(person, name=name, telephone="", language="en", email="victim@example.org")
    assert OutboxMail.objects.filter(kind="sign-up-email").count() == 3


@pytest.mark.parametrize(
    "link", ["https://[", "https://[x", "https://", "http://:80/", "https:///path", "https://a]b/"]
)
def test_an_address_that_leads_nowhere_is_no_link(link):
    assert not is_link(link)


@pytest.mark.parametrize("link", ["https://example.org/", "https://예시.example/거리?q=1#a", "http://[::1]/"])
def test_an_address_in_any_script_is_a_link(link):
    assert is_link(link)


# --- Whoever coordinates beside or after somebody else


def test_photographs_of_another_years_report_are_not_for_this_years_coordinator(coordinator, city):
    last = factories.EditionFactory(year=2026, date=datetime.date(2026, 9, 24))
    report = CityReport.objects.create(edition=last, city=city, language="en", state="rejected")
    photo = ReportPhoto.objects.create(report=report, image=ImageFactory())
    address = reverse("host-report-photo", args=[city.geonameid, photo.pk])
    assert room_of(coordinator).get(address).status_code == 404


def test_who_sends_a_report_in_the_same_moment_takes_nobodys_over(coordinator, city):
    other = factories.CoordinatorFactory(edition=coordinator.edition, cities=[city])
    report = CityReport.objects.create(
        edition=coordinator.edition, city=city, language="en", coordinator=other, text="Theirs"
    )

    class Form:
        cleaned_data = {"attendance": 1, "signatures": 1, "text": "Mine", "language": "en", "links": []}
        deliveries = photos = ()

    with pytest.raises(ValidationError):
        saving.send(Form, Subject(coordinator.edition, city), coordinator)
    report.refresh_from_db()
    assert (report.text, report.coordinator) == ("Theirs", other)


def test_what_a_photograph_was_called_on_a_telephone_is_kept_nowhere():
    file = clean_upload(SimpleUploadedFile("Anna-Kim.jpg", sample_picture()), "Anna-Kim.jpg", "picture")
    image = photographs.take_in(file)
    assert "Anna" not in f"{image.file.name} {image.title}"


# --- Staff


def member_of(role):
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def desk(client):
    client.force_login(member_of("Coordinator desk"))
    return client


def test_whom_staff_give_another_address_is_reached_by_no_old_mail(desk, coordinator):
    old, person = hosting.way_in(coordinator), coordinator.person
    words = {"name": person.name, "telephone": "", "language": "en"}
    desk.post(reverse("contacts:edit", args=[person.pk]), {**words, "email": person.email})
    assert path(hosting.way_in(Coordinator.objects.get(pk=coordinator.pk))) == path(old)
    desk.post(reverse("contacts:edit", args=[person.pk]), {**words, "email": "other@example.org"})
    coordinator.refresh_from_db()
    assert path(hosting.way_in(coordinator)) != path(old)
    assert OutboxMail.objects.get(kind="host-link").letter["to"] == "other@example.org"


def test_whom_staff_delete_is_counted_and_gets_no_mail_that_waits(desk, city):
    sign_up = factories.SignUpFactory(cities=[city])
    outbox.queue("a", sign_up.person.email, "en", lambda: outbox.Letter(subject="Waits"))
    desk.post(reverse("contacts:delete", args=[sign_up.person_id]))
    assert not SignUp.objects.exists()
    assert SignUpCount.objects.get().number == 1
    assert OutboxMail.objects.get().state == OutboxMail.State.CANCELLED


def test_a_letter_of_somebody_whom_staff_took_off_reaches_nobody_whom_it_has_not_reached(coordinator, city):
    Coordinator.objects.filter(pk=coordinator.pk).update(trusted=True)
    factories.SignUpFactory(cities=[city])
    letter = letters.write(coordinator, city, "en", "Come to another place!")
    letters.deliver(letter.pk)
    hosting.take_off(coordinator, UserFactory())
    factories.SignUpFactory(cities=[city])
    letters.deliver(letter.pk)
    mails = OutboxMail.objects.filter(kind="host-letter")
    assert [mail.state for mail in mails] == [OutboxMail.State.CANCELLED]


@pytest.mark.parametrize("role", ["Owners", "Editors"])
def test_a_picture_that_nobody_approved_is_found_by_no_number_in_the_admin(client, role):
    user = member_of(role)
    client.force_login(user)
    image = ImageFactory(title="Faces")
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
    assert "Faces" in client.get(reverse("wagtailimages:index")).content.decode()
    withholding.withhold([image.pk])
    names = (
        "wagtailimages:edit",
        "wagtailimages:delete",
        "wagtailimages:url_generator",
        "wagtailimages:image_usage",
    )
    addresses = [reverse(name, args=[image.pk]) for name in names]
    addresses.append(reverse("wagtailimages_chooser:chosen", args=[image.pk]))
    addresses.append(f"/admin/api/main/images/{image.pk}/")
    addresses.append(f"/api/v2/images/{image.pk}/")
    assert {client.get(address).status_code for address in addresses} <= {302, 403, 404}
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        assert "Faces" not in client.get(reverse(name)).content.decode()
