"""What a person sees and does of what is theirs, by a link and without a password."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from events import factories
from events.models import Consent, Conversation, DeskNote, Message, PrivateContact, SignUp
from events.personal_links import CONFIRM, EMAIL, MINE
from events.signing_up.letters import new_address_nonce
from events.signing_up.link_views import room_address
from events.tests.doors import hours_pass, through
from events.tests.signing_up import link_to, locales, press, token
from home.models import OutboxMail
from home.outbox import deliver_due

__all__ = ["locales"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]
EVERYTHING = [Consent.Purpose.DAY, Consent.Purpose.NEWS, Consent.Purpose.SENSITIVE]


@pytest.fixture
def sign_up(db):
    """Somebody of whom a lot is kept."""
    return factories.SignUpFactory(
        kind="coordinate",
        state="waiting",
        cities=[factories.CityFactory(name="Seoul")],
        agreed=EVERYTHING,
        person__name="Hana Sample",
        person__email="hana@example.org",
        person__telephone="+82 10 1234",
        organisation="Sample Group",
        note="I can print.",
        activities=["candlelight_vigil"],
    )


@pytest.fixture
def room(sign_up):
    return room_address(sign_up.person)


def mine(person):
    return f"/en/sign-up/mine/{MINE.token(person.pk, person.nonce)}/"


def change(client, address, form, **data):
    return client.post(address, {"token_field": token(form), **data})


@pytest.mark.parametrize("method", ["get", "head"])
def test_programs_that_open_the_mailed_link_see_nothing_of_anybody(client, sign_up, method):
    page = getattr(client, method)(mine(sign_up.person))
    assert page.status_code == 200
    for word in ("Hana", "hana@", "Seoul", "Sample Group", "print"):
        assert word not in page.content.decode()


def test_behind_the_button_stands_everything_that_is_kept(client, sign_up):
    page = client.get(press(client, mine(sign_up.person))["Location"])
    html = page.content.decode()
    for word in (
        "Hana Sample",
        "hana@example.org",
        "+82 10 1234",
        "Sample Group",
        "I can print.",
        "Seoul",
        "candlelight vigil",
        "I agree.",
        "Solidarity City Coordinator",
    ):
        assert word in html
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not page.cookies


def test_neither_notes_of_the_desk_nor_what_others_wrote_is_shown_or_given_out(client, sign_up, room):
    coordinator = factories.CoordinatorFactory(person__name="Carl Other")
    conversation = Conversation.objects.create(
        edition=sign_up.edition,
        city=sign_up.cities.get(),
        seeker=sign_up.person,
        coordinator=coordinator,
        sign_up=sign_up,
    )
    Message.objects.create(conversation=conversation, side="coordinator", text="Words of the other")
    Message.objects.create(conversation=conversation, side="seeker", text="Words of mine")
    DeskNote.objects.create(about=f"events.signup:{sign_up.pk}", text="Words of the desk")
    shown = client.get(room).content.decode() + client.get(f"{room}file/").content.decode()
    for word in ("Words of the other", "Words of the desk", "Carl Other", coordinator.person.email):
        assert word not in shown
    assert "Words of mine" in shown


def test_everything_comes_as_a_file(client, sign_up, room):
    answer = client.get(f"{room}file/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Cache-Control"] == "no-store"
    said = json.loads(answer.content)
    assert said["person"]["email"] == "hana@example.org"
    assert said["sign_ups"][0]["note"] == "I can print."
    assert {each["purpose"] for each in said["agreements"]} == set(EVERYTHING)


def test_who_one_is_can_be_changed(client, sign_up, room):
    data = {"name": "Hana New", "email": "hana@example.org", "telephone": "", "language": "ko"}
    assert change(client, f"{room}me/", "mine-person", **data).status_code == 303
    person = PrivateContact.objects.get(pk=sign_up.person_id)
    assert (person.name, person.telephone, person.language) == ("Hana New", "", "ko")
    assert not OutboxMail.objects.exists()


def test_a_new_address_counts_once_its_owner_says_so(client, sign_up, room, mailoutbox):
    data = {"name": "Hana", "email": "new@example.org", "telephone": "", "language": "en"}
    change(client, f"{room}me/", "mine-person", **data)
    person = PrivateContact.objects.get(pk=sign_up.person_id)
    assert (person.email, person.new_email) == ("hana@example.org", "new@example.org")
    deliver_due()
    link = link_to(mailoutbox, "email")
    client.get(link)
    person.refresh_from_db()
    assert person.email == "hana@example.org"
    assert press(client, link)["Location"] == "/en/sign-up/thanks/email/"
    person.refresh_from_db()
    assert (person.email, person.new_email) == ("new@example.org", "")
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [["new@example.org"], ["hana@example.org"]]
    assert client.get(link).status_code == 410
    assert client.get(room).status_code == 410  # what went to the old address is void


def test_an_address_that_somebody_else_proved_is_not_taken_over(client, sign_up):
    factories.PrivateContactFactory(email="new@example.org")
    person = sign_up.person
    person.new_email, person.new_email_at = "new@example.org", timezone.now()
    person.save()
    link = f"/en/sign-up/email/{EMAIL.token(person.pk, new_address_nonce(person))}/"
    assert press(client, link)["Location"] == "/en/sign-up/thanks/email-taken/"
    person.refresh_from_db()
    assert person.email == "hana@example.org"


def test_a_sign_up_can_be_changed(client, sign_up, room):
    elsewhere = [factories.CityFactory(), factories.CityFactory()]
    data = {
        "cities": "\n".join(f"#{city.geonameid}" for city in elsewhere),
        "activities": ["fundraiser"],
        "display": "name",
        "organisation": "",
        "note": "Another note",
    }
    answer = change(client, f"{room}{sign_up.pk}/", "mine-sign-up", **data)
    assert answer.status_code == 303
    sign_up.refresh_from_db()
    assert (sign_up.activities, sign_up.display, sign_up.note) == (["fundraiser"], "name", "Another note")
    assert set(sign_up.cities.all()) == set(elsewhere)


def test_who_joins_elsewhere_talks_no_longer_where_they_were(client):
    here, stays, there = (factories.CityFactory() for _number in range(3))
    joined = factories.SignUpFactory(cities=[here, stays])
    talks = {
        city: factories.ConversationFactory(
            edition=joined.edition, city=city, seeker=joined.person, sign_up=joined
        )
        for city in (here, stays)
    }
    data = {"cities": f"#{stays.geonameid}\n#{there.geonameid}", "note": ""}
    change(client, f"{room_address(joined.person)}{joined.pk}/", "mine-sign-up", **data)
    for city, talk in talks.items():
        talk.refresh_from_db()
        assert talk.is_going_on is (city == stays)


def test_the_form_of_a_change_shows_what_is_kept(client, sign_up, room):
    page = client.get(f"{room}{sign_up.pk}/").content.decode()
    assert "I can print." in page
    assert f"#{sign_up.cities.get().geonameid}" in page


def test_whoever_did_not_agree_adds_nothing_that_tells_of_beliefs(client, sign_up, room):
    Consent.objects.filter(purpose="sensitive").update(withdrawn_at=timezone.now())
    city = sign_up.cities.get()
    data = {"cities": f"#{city.geonameid}", "display": "anonymous", "note": "We pray"}
    assert change(client, f"{room}{sign_up.pk}/", "mine-sign-up", **data).status_code == 422
    sign_up.refresh_from_db()
    assert sign_up.note == "I can print."


def test_a_sign_up_can_be_withdrawn(client, sign_up, room):
    assert client.get(f"{room}{sign_up.pk}/withdraw/").status_code == 200
    assert SignUp.objects.get().state == "waiting"
    press(client, f"{room}{sign_up.pk}/withdraw/")
    assert SignUp.objects.get().state == "withdrawn"
    assert client.get(f"{room}{sign_up.pk}/withdraw/").status_code == 410


@pytest.mark.parametrize("purpose", EVERYTHING)
def test_each_consent_can_be_taken_back_by_itself(client, sign_up, room, purpose):
    consent = Consent.objects.get(purpose=purpose)
    press(client, f"{room}consent/{consent.pk}/")
    assert set(Consent.objects.filter(withdrawn_at=None).values_list("purpose", flat=True)) == {
        each for each in EVERYTHING if each != purpose
    }
    sign_up.refresh_from_db()
    assert sign_up.state == ("withdrawn" if purpose == "day" else "waiting")
    assert (sign_up.note == "") == (purpose == "sensitive")
    assert client.get(room).status_code == 200


def test_old_links_can_be_made_void_and_a_new_one_comes_by_mail(client, sign_up, room, mailoutbox):
    old = mine(sign_up.person)
    answer = press(client, f"{room}links/")
    assert client.get(old).status_code == 410
    assert client.get(room).status_code == 410
    assert client.get(answer["Location"]).status_code == 200
    deliver_due()
    assert client.get(link_to(mailoutbox, "mine")).status_code == 200


def test_the_room_closes_after_some_hours(client, sign_up, room, monkeypatch):
    hours_pass(monkeypatch, 5)
    assert client.get(room).status_code == 410
    assert client.get(through(client, mine(sign_up.person))).status_code == 200


PAGES = ("", "file/", "me/", "{sign_up}/", "{sign_up}/withdraw/", "consent/{consent}/", "links/", "erase/")


@pytest.mark.parametrize("page", PAGES)
def test_opening_any_page_of_the_room_changes_nothing(client, sign_up, room, page):
    address = room + page.format(sign_up=sign_up.pk, consent=Consent.objects.first().pk)
    before = (PrivateContact.objects.get().nonce, SignUp.objects.values().get(), Consent.objects.count())
    for method in (client.get, client.head):
        answer = method(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store"
    assert before == (
        PrivateContact.objects.get().nonce,
        SignUp.objects.values().get(),
        Consent.objects.count(),
    )
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    "page", ["me/", "{sign_up}/", "{sign_up}/withdraw/", "consent/{consent}/", "links/", "erase/"]
)
@pytest.mark.parametrize(
    ("data", "headers"),
    [({}, {}), ({"token_field": "x"}, {}), (None, {"Origin": "https://evil.example.org"})],
)  # fmt: skip
def test_nothing_is_done_without_a_token_of_ours_or_from_another_site(
    client, sign_up, room, page, data, headers
):
    address = room + page.format(sign_up=sign_up.pk, consent=Consent.objects.first().pk)
    if data is None:
        data = {"token_field": token("button")}
    assert client.post(address, data, headers=headers).status_code in {403, 422}
    assert SignUp.objects.get().state == "waiting"
    assert Consent.objects.filter(withdrawn_at=None).count() == 3


@pytest.mark.parametrize("page", ["{sign_up}/", "{sign_up}/withdraw/", "consent/{consent}/"])
def test_nobody_reaches_what_is_anothers(client, sign_up, page):
    stranger = factories.PrivateContactFactory()
    address = room_address(stranger) + page.format(
        sign_up=sign_up.pk, consent=Consent.objects.filter(person=sign_up.person).first().pk
    )
    assert client.get(address).status_code == 410
    assert client.post(address, {"token_field": token("button")}).status_code == 410


def test_a_key_of_the_room_is_no_link_of_a_mail_and_the_other_way_round(client, sign_up, room):
    key = room.rstrip("/").rpartition("/")[2]
    assert client.get(f"/en/sign-up/mine/{key}/").status_code == 410
    door = mine(sign_up.person).rstrip("/").rpartition("/")[2]
    assert client.get(f"/en/sign-up/open/{door}/").status_code == 410


def test_a_person_of_whom_hardly_anything_is_kept_has_a_room_too(client, db):
    person = factories.PrivateContactFactory(name="", telephone="", language="")
    for page in ("", "file/", "me/", "erase/"):
        assert client.get(room_address(person) + page).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["join/", "coordinator/", "event/", "link/", "{confirm}", "{room}me/", "{room}links/", "{room}erase/"],
)
def test_forms_are_taken_from_browsers_that_keep_no_cookie(sign_up, room, address):
    confirm = f"confirm/{CONFIRM.token(sign_up.pk, sign_up.nonce)}/"
    address = address.format(confirm=confirm, room=room.removeprefix("/en/sign-up/"))
    SignUp.objects.update(state="unconfirmed")
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(f"/en/sign-up/{address}", {"token_field": "x"}).status_code == 422
