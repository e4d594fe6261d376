"""Two steps: the form, then the button behind the mailed link. Whoever merely types an address learns nothing."""

import time

import pytest
from django.db import IntegrityError
from django.utils import timezone

from events import factories
from events.models import Consent, PrivateContact, SignUp
from events.personal_links import CONFIRM, MINE
from events.signing_up import confirm, participants, release
from events.tests.signing_up import (
    confirm_by_mail,
    coordinate,
    join,
    link_to,
    locales,
    the_sign_up,
    token,
)
from home.models import OutboxMail
from home.outbox import deliver_due
from home.tests.working import run_everything

__all__ = ["locales"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]


@pytest.fixture
def edition(db):
    return factories.EditionFactory()


@pytest.fixture
def city(edition):
    return factories.CityFactory()


def confirm_link():
    sign_up = SignUp.objects.latest("pk")
    return f"/en/sign-up/confirm/{CONFIRM.token(sign_up.pk, sign_up.nonce)}/"


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, city, mailoutbox, method):
    join(client, city)
    deliver_due()
    getattr(client, method)(link_to(mailoutbox, "confirm"))
    assert the_sign_up().state == "unconfirmed"
    assert the_sign_up().person.confirmed_at is None


def test_pressing_twice_is_once(client, city, mailoutbox):
    join(client, city)
    confirm_by_mail(client, mailoutbox)
    before = OutboxMail.objects.count()
    again = client.post(link_to(mailoutbox, "confirm"), {"token_field": token("button")})
    assert again.status_code == 200
    assert "Your address is confirmed" in again.content.decode()
    assert OutboxMail.objects.count() == before


def test_confirming_twice_at_once_does_it_once(client, city):
    join(client, city)
    stale = the_sign_up()
    confirm(the_sign_up())
    confirm(stale)
    assert OutboxMail.objects.filter(kind="sign-up-join").count() == 1


@pytest.mark.parametrize(
    "broken", ["x", "a:b:c", "%00", "é" * 50, "a" * 3000, "eyJ9:1:x", "..", "<script>", "‮"]
)
@pytest.mark.parametrize("page", ["confirm", "mine", "open", "email"])
def test_a_link_that_is_none_of_ours_says_how_to_go_on(client, page, broken):
    answer = client.get(f"/en/sign-up/{page}/{broken}/")
    assert answer.status_code in {404, 410}
    if answer.status_code == 410:
        assert "/en/sign-up/link/" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
    assert client.post(f"/en/sign-up/{page}/{broken}/").status_code in {404, 405, 410}


def test_a_link_opens_nothing_after_seven_days(client, city, monkeypatch):
    join(client, city)
    address = confirm_link()
    later = time.time() + 7 * 24 * 60 * 60 + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(address).status_code == 410
    assert client.post(address, {"token_field": token("button")}).status_code == 410
    assert the_sign_up().state == "unconfirmed"


def test_the_token_of_another_purpose_confirms_nothing(client, city):
    join(client, city)
    sign_up = the_sign_up()
    assert client.get(f"/en/sign-up/confirm/{MINE.token(sign_up.pk, sign_up.nonce)}/").status_code == 410


def test_a_form_from_another_site_confirms_nothing(client, city):
    join(client, city)
    answer = client.post(
        confirm_link(), {"token_field": token("button")}, headers={"Origin": "https://evil.example.org"}
    )
    assert answer.status_code == 403
    assert the_sign_up().state == "unconfirmed"


def test_the_same_form_sent_twice_is_one_sign_up(client, city):
    same = token("sign-up-join")
    first, second = (join(client, city, token_field=same) for _number in range(2))
    assert first["Location"] == second["Location"]
    assert SignUp.objects.count() == 1
    assert OutboxMail.objects.count() == 1


def test_the_same_person_signs_up_again_and_is_there_once(client, city, edition, mailoutbox):
    join(client, city, note="First")
    confirm_by_mail(client, mailoutbox)
    person = the_sign_up().person
    join(client, city, note="Second", email="Hana@Example.org")
    answer = confirm_by_mail(client, mailoutbox)
    assert answer["Location"] == "/en/sign-up/thanks/known/"
    assert (the_sign_up().person, the_sign_up().note) == (person, "Second")
    assert PrivateContact.objects.count() == 1
    assert Consent.objects.count() == 3
    assert participants(edition, city).count() == 1


def test_the_same_person_in_another_city_has_two_sign_ups_and_is_one_participant(
    client, city, edition, mailoutbox
):
    join(client, city)
    confirm_by_mail(client, mailoutbox)
    join(client, factories.CityFactory())
    confirm_by_mail(client, mailoutbox)
    assert (SignUp.objects.count(), PrivateContact.objects.count()) == (2, 1)
    assert participants(edition).count() == 1


def test_whoever_types_a_known_address_sees_what_anybody_sees(client, city, mailoutbox):
    unknown = join(client, city, email="nobody@example.org")
    known_person = factories.PrivateContactFactory(email="hana@example.org")
    known = join(client, city)
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    known_person.refresh_from_db()
    assert known_person.name != "Hana Sample"  # before it is confirmed, nothing of the known person changes


def test_a_mail_to_confirm_says_nothing_of_what_was_typed(client, city, mailoutbox):
    join(client, city, name="Secret Sample", note="Secret note")
    deliver_due()
    mail = mailoutbox[-1]
    whole = mail.subject + mail.body + str(mail.alternatives)
    assert "Secret" not in whole
    assert city.name not in whole


@pytest.mark.parametrize("doubtful", [{"website": "x"}, {"token_field": "quick"}])
def test_what_looks_doubtful_gets_the_same_answer_and_no_mail(client, city, mailoutbox, doubtful):
    if "token_field" in doubtful:
        doubtful = {"token_field": token("sign-up-join", ago=0)}
    usual = join(client, city, email="usual@example.org")
    SignUp.objects.all().delete()
    OutboxMail.objects.all().delete()
    answer = join(client, city, **doubtful)
    assert answer["Location"] == usual["Location"]
    sign_up = SignUp.objects.get()
    assert (sign_up.state, bool(sign_up.doubts)) == ("held", True)
    assert not OutboxMail.objects.exists()
    assert client.get(confirm_link()).status_code == 410


def test_what_was_held_goes_on_when_staff_let_it(client, city, mailoutbox):
    join(client, city, website="x")
    assert release(the_sign_up())
    assert not release(the_sign_up())
    confirm_by_mail(client, mailoutbox)
    assert the_sign_up().state == "accepted"


def test_nobody_can_have_an_address_written_to_without_end(client, city):
    for number in range(6):
        join(client, city, name=f"Sample {number}")
    assert OutboxMail.objects.count() == 3
    assert SignUp.objects.filter(state="held").count() == 3


def test_whoever_staff_know_already_is_the_same_person(client, city, mailoutbox):
    known = factories.PrivateContactFactory(email="carl@example.org", confirmed_at=None, telephone="+49 1")
    coordinate(client, city)
    confirm_by_mail(client, mailoutbox)
    known.refresh_from_db()
    assert the_sign_up().person == known
    assert (known.name, known.telephone, known.confirmed_at is None) == ("Carl Sample", "+49 1", False)


def test_a_confirmation_that_breaks_off_changes_nothing(client, city, mailoutbox, monkeypatch):
    def broken(*arguments):
        raise IntegrityError

    join(client, city)
    monkeypatch.setattr("events.signing_up.confirming.introduce_in", broken)
    with pytest.raises(IntegrityError):
        confirm(the_sign_up())
    assert the_sign_up().state == "unconfirmed"
    assert the_sign_up().person.confirmed_at is None


def test_a_withdrawn_consent_takes_somebody_from_the_participants(edition, city):
    person = factories.SignUpFactory(edition=edition, cities=[city]).person
    assert list(participants(edition, city)) == [person]
    Consent.objects.update(withdrawn_at=timezone.now())
    assert not participants(edition, city).exists()


@pytest.mark.parametrize("state", ["held", "unconfirmed", "declined", "withdrawn"])
def test_only_who_is_accepted_takes_part(edition, city, state):
    factories.SignUpFactory(edition=edition, cities=[city], state=state)
    assert not participants(edition).exists()


def test_no_page_of_a_form_sets_a_cookie_or_is_kept(client, edition, city):
    for page in ("join", "coordinator", "event", "link", "thanks/join", "thanks/erased"):
        answer = client.get(f"/en/sign-up/{page}/")
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert "Cookie" not in answer.get("Vary", "")
        assert answer.content.decode().count("<h1") == 1


def ask_for_link(client, email):
    answer = client.post("/en/sign-up/link/", {"token_field": token("sign-up-link"), "email": email})
    run_everything()
    return answer


def test_the_link_comes_to_whoever_has_it_and_the_answer_is_the_same_for_all(client, edition, mailoutbox):
    person = factories.SignUpFactory(edition=edition).person
    answers = [ask_for_link(client, email) for email in (person.email.upper(), "nobody@example.org")]
    assert len({(each.status_code, each["Location"]) for each in answers}) == 1
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [[person.email]]
    assert link_to(mailoutbox, "mine")


def test_a_sign_up_that_waits_gets_its_link_again_and_is_not_kept_longer(client, city, mailoutbox):
    join(client, city)
    asked = the_sign_up().asked_at
    ask_for_link(client, "hana@example.org")
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [["hana@example.org"]] * 2
    assert the_sign_up().asked_at == asked
