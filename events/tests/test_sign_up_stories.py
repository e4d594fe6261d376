"""From the form to the end, as people in three languages do it: no account, no cookie, no script."""

import json

import pytest

from events import factories
from events.models import Consent, Conversation, EventProposal, PrivateContact, SignUp, SignUpCount
from events.signing_up import decline, participants
from events.tests.signing_up import (
    AGREED,
    LANGUAGES,
    confirm_by_mail,
    coordinate,
    join,
    link_to,
    locales,
    press,
    room_by_mail,
    tell,
    the_sign_up,
    token,
)
from home.outbox import deliver_due

__all__ = ["locales"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]


@pytest.fixture
def edition(db):
    return factories.EditionFactory()


@pytest.fixture
def city(db):
    return factories.CityFactory(name="Seoul", slug="seoul")


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_joins_is_introduced_and_erases_everything(client, mailoutbox, edition, city, language):
    factories.CoordinatorFactory(edition=edition, cities=[city])
    sent = join(client, city, language, note="I can bring candles.")
    assert sent["Location"] == f"/{language}/sign-up/thanks/join/?city={city.geonameid}"
    assert client.get(sent["Location"]).status_code == 200
    assert the_sign_up().state == "unconfirmed"

    confirmed = confirm_by_mail(client, mailoutbox)
    assert client.get(confirmed["Location"]).status_code == 200
    sign_up = the_sign_up()
    assert (sign_up.state, sign_up.language) == ("accepted", language)
    assert list(participants(edition, city)) == [sign_up.person]
    assert Conversation.objects.get().sign_up == sign_up

    room = room_by_mail(client, mailoutbox)
    assert "I can bring candles." in client.get(room).content.decode()
    erased = press(client, f"{room}erase/")
    assert client.get(erased["Location"]).status_code == 200
    assert not PrivateContact.objects.filter(pk=sign_up.person_id).exists()
    assert SignUpCount.objects.get().language == language
    assert client.get(room).status_code == 410


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_offers_to_coordinate_six_cities(client, mailoutbox, edition, language):
    cities = [factories.CityFactory() for _number in range(6)]
    mission = factories.MissionFactory(city=cities[0])
    sent = coordinate(client, *cities, language=language, display="organisation", organisation="Sample Group")
    assert mission.get_kind_display() in client.get(sent["Location"]).content.decode()
    confirm_by_mail(client, mailoutbox)
    sign_up = the_sign_up()
    assert (sign_up.state, sign_up.organisation, sign_up.display) == (
        "waiting",
        "Sample Group",
        "organisation",
    )
    assert set(sign_up.cities.all()) == set(cities)


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_tells_of_an_event_and_staff_get_a_proposal(client, mailoutbox, edition, city, language):
    tell(client, city, language=language, text="Bring a candle.", venue="City Hall")
    assert not EventProposal.objects.exists()
    confirm_by_mail(client, mailoutbox)
    proposal = EventProposal.objects.get()
    content = json.loads(proposal.content)
    assert (proposal.state, proposal.city, proposal.language) == ("submitted", city, language)
    assert (content["title"], content["venue"], content["text"], content["starts_time"]) == (
        "Vigil at the river",
        "City Hall",
        "Bring a candle.",
        "18:30",
    )
    assert the_sign_up().state == "waiting"


def test_a_vigil_that_ends_after_midnight_ends_on_the_next_date(client, mailoutbox, edition, city):
    tell(client, city, starts_time="22:00", ends_time="00:30")
    assert json.loads(the_sign_up().details)["ends_on"] == "2027-09-25"


def test_what_one_agrees_to_is_kept_in_the_words_and_the_language_that_were_shown(client, edition, city):
    page = client.get("/ko/sign-up/join/").content.decode()
    join(client, city, "ko", agree_news="")
    given = {each.purpose: each for each in Consent.objects.all()}
    assert set(given) == {"day", "sensitive"}
    assert all(each.language == "ko" for each in given.values())
    for part in given["day"].wording.split("\n"):
        assert part in page


def test_news_are_agreed_to_for_good_and_everything_else_for_one_day(client, edition, city):
    join(client, city)
    given = dict(Consent.objects.values_list("purpose", "edition__year"))
    assert given == {"day": 2027, "news": None, "sensitive": 2027}


def test_nobody_there_means_the_role_is_offered(client, mailoutbox, edition, city):
    factories.MissionFactory(city=city)
    join(client, city)
    confirm_by_mail(client, mailoutbox)
    last = mailoutbox[-1].body
    assert "City Coordinator" in last
    assert f"/en/sign-up/coordinator/?city={city.geonameid}" in last
    assert not Conversation.objects.exists()


def test_the_mail_that_says_one_is_in_leads_to_the_city_and_its_calendar(client, mailoutbox, edition, city):
    factories.EditionPageFactory(edition=edition)
    join(client, city)
    confirm_by_mail(client, mailoutbox)
    body = mailoutbox[-1].body
    assert f"http://localhost/en/2027/cities/{city.address_part}/" in body
    assert f"/en/calendars/2027/city/{city.geonameid}.ics" in body


def test_an_event_that_a_link_names_is_joined(client, mailoutbox, edition, city):
    page = factories.EventPageFactory(event__city=city, event__edition=edition)
    address = f"/en/sign-up/join/?event={page.translation_key}"
    shown = client.get(address).content.decode()
    assert page.title in shown
    assert f"#{city.geonameid}" in shown
    data = {"token_field": token("sign-up-join"), "email": "a@example.org", "language": "en", **AGREED}
    client.post(address, {**data, "to_event": "on", "city": f"#{city.geonameid}"})
    confirm_by_mail(client, mailoutbox)
    assert the_sign_up().event == page.event
    assert participants(edition, event=page.event).count() == 1
    assert participants(edition, event=factories.EventFactory(edition=edition)).count() == 0


@pytest.mark.parametrize(
    "wrong", ["", "x", "%00", "9" * 400, "-1", "٣", "00000000-0000-0000-0000-000000000000"]
)
@pytest.mark.parametrize("name", ["city", "event"])
def test_a_link_that_names_nothing_real_leads_to_the_empty_form(client, edition, name, wrong):
    for page in ("join", "coordinator", "event", "thanks/join"):
        assert client.get(f"/en/sign-up/{page}/?{name}={wrong}").status_code == 200


def test_the_role_in_a_city_stands_on_the_form_with_its_reason(client, edition, city):
    factories.MissionFactory(city=city, kind="consulate-general")
    page = client.get(f"/en/sign-up/coordinator/?city={city.geonameid}").content.decode()
    assert (
        "Your role in Seoul: City Coordinator. There is a Chinese mission in Seoul: consulate-general."
        in page
    )


def test_the_role_stands_there_after_a_form_with_errors_too(client, edition, city):
    page = coordinate(client, city, email="nothing")
    assert page.status_code == 422
    assert "Your role in Seoul: Solidarity City Coordinator." in page.content.decode()
    assert "petition_delivery" in page.content.decode()
    assert not SignUp.objects.exists()


def test_without_agreeing_to_be_written_to_the_form_says_why_that_is_needed(client, edition, city):
    page = join(client, city, agree_day="")
    assert page.status_code == 422
    assert "Agree to be written to, or we cannot answer you." in page.content.decode()


def test_a_note_needs_the_agreement_that_it_may_tell_of_beliefs(client, edition, city):
    page = join(client, city, note="We pray on Fridays", agree_sensitive="")
    assert page.status_code == 422
    assert "We pray on Fridays" in page.content.decode()
    assert join(client, city, note="", agree_sensitive="").status_code == 303


def test_forms_say_until_when_everything_is_kept(client, edition):
    assert "24 March 2028" in client.get("/en/sign-up/join/").content.decode()


def test_whoever_is_declined_is_told_kindly_and_not_why(client, mailoutbox, edition, city):
    coordinate(client, city)
    confirm_by_mail(client, mailoutbox)
    decline(the_sign_up(), None)
    deliver_due()
    assert the_sign_up().state == "declined"
    assert mailoutbox[-1].subject == "About what you offered"
    assert link_to(mailoutbox[-1:], "mine")
