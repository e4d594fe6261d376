"""The next edition in one action, and last time's coordinators, who are asked and never taken on in silence."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale

from events.coordinator_desk import asking_again, rolling_over
from events.factories import (
    CityFactory,
    CoordinatorFactory,
    EditionFactory,
    EventIndexPageFactory,
    PrivateContactFactory,
    edition_page,
)
from events.models import Consent, Coordinator, Edition, EditionPage, EventIndexPage, SignUp
from home.accounts.roles import sync_roles
from home.factories import UserFactory
from home.outbox import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    def log_in(role):
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return log_in


@pytest.fixture
def last():
    en = Locale.objects.get_or_create(language_code="en")[0]
    page = edition_page(en, EditionFactory(year=2026, date=datetime.date(2026, 9, 24)))
    EventIndexPageFactory(parent=page)
    return page


def begin(client, **data):
    return client.post(
        reverse("next_edition"), {"year": 2027, "date": "2027-09-24", "close_last_as": "", **data}
    )


def test_the_next_edition_is_begun_with_draft_pages(member, last):
    begin(member("Administrators"), close_last_as="archived")
    edition = Edition.objects.get(year=2027)
    page = EditionPage.objects.get(edition=edition)
    assert (edition.state, edition.date) == ("planned", datetime.date(2027, 9, 24))
    assert not page.live and page.latest_revision
    assert EventIndexPage.objects.child_of(page).count() == 1
    last.edition.refresh_from_db()
    assert last.edition.state == "archived"


def test_begun_twice_it_is_begun_once(member, last):
    client = member("Administrators")
    begin(client)
    response = begin(client)
    assert "There is an edition of this year already." in response.content.decode()
    assert EditionPage.objects.filter(edition__year=2027).count() == 1


def test_a_date_in_another_year_is_refused_by_its_field(member, last):
    response = begin(member("Administrators"), date="2028-09-24")
    assert response.context["form"].errors["date"]
    assert not Edition.objects.filter(year=2027).exists()


def test_all_or_nothing(last, monkeypatch):
    monkeypatch.setattr(rolling_over, "_make_below", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rolling_over.begin(2027, None, UserFactory())
    assert not Edition.objects.filter(year=2027).exists()


@pytest.mark.parametrize("role", ["Editors", "Coordinator desk", "Moderators"])
def test_who_may_not_make_editions_begins_none(member, last, role):
    assert begin(member(role)).status_code in {302, 403}
    assert not Edition.objects.filter(year=2027).exists()


@pytest.mark.parametrize(("year", "date"), [(2017, "2017-09-22"), (2016, "2016-09-23"), (2027, "2027-09-24")])
def test_the_friday_on_or_before_is_suggested(year, date):
    assert rolling_over.suggested_date(year) == datetime.date.fromisoformat(date)


@pytest.fixture
def before():
    return EditionFactory(year=2026, date=datetime.date(2026, 9, 24))


@pytest.fixture
def ahead():
    return EditionFactory(year=2027)


def served(edition, *purposes, trusted=False):
    person = PrivateContactFactory()
    for purpose in purposes:
        Consent.objects.create(
            person=person,
            edition=None if purpose == "news" else edition,
            purpose=purpose,
            wording="x",
            language="en",
        )
    return CoordinatorFactory(
        person=person, edition=edition, cities=[CityFactory(name="Seoul")], trusted=trusted
    )


def test_only_those_who_agreed_are_asked(before, ahead):
    agreed, _silent = served(before, "news"), served(before)
    assert list(asking_again.to_ask(before, ahead)) == [agreed]


def test_asking_writes_one_mail_each_and_its_page_only_answers_by_its_button(
    member, client, before, ahead, mailoutbox
):
    served(before, "news")
    member("Coordinator desk").post(reverse("desk_ask_again"))
    member("Coordinator desk").post(reverse("desk_ask_again"))
    deliver_due()
    (mail,) = mailoutbox
    address = next(word for word in mail.body.split() if "/again/" in word)
    path = "/" + address.split("/", 3)[3]
    client.logout()
    page = client.get(path)
    assert page["Cache-Control"] == "no-store"
    client.head(path)
    assert not SignUp.objects.filter(edition=ahead).exists()
    token = page.context["form"].token_value
    client.post(path, {"token_field": token, "agree": "on"})
    sign_up = SignUp.objects.get(edition=ahead)
    assert (sign_up.kind, sign_up.state) == ("coordinate", "waiting")
    assert sign_up.person.consents.filter(edition=ahead, purpose="day").exists()
    assert not Coordinator.objects.filter(edition=ahead).exists()


def test_whoever_is_trusted_is_taken_on_at_once_and_stays_so(before, ahead):
    coordinator = served(before, "day", trusted=True)
    asking_again.say_yes(coordinator, ahead)
    asking_again.say_yes(coordinator, ahead)
    again = Coordinator.objects.get(edition=ahead)
    assert again.active and again.trusted
    assert SignUp.objects.filter(edition=ahead).count() == 1


def test_the_link_is_void_once_the_person_made_their_links_void(before, ahead):
    coordinator = served(before, "news")
    token = asking_again.again_link(coordinator, ahead).rstrip("/").rsplit("/", 1)[1]
    assert asking_again.read(token)
    coordinator.person.nonce = "another"
    coordinator.person.save()
    assert asking_again.read(token) is None
