"""Which words readers know people by: another name, or another group, is nowhere until the desk has looked at it."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import factories, hosting
from events.coordinator_desk import asking_again
from events.hosting import handing_over, naming
from events.hosting.accepting import words_of
from events.models import Coordinator, EventHost, PrivateContact
from events.personal_links import FOLLOW
from events.proposals import propose
from events.signing_up import expiring
from events.signing_up.confirming import confirm
from events.signing_up.link_views import room_address
from events.tests import hosting as room
from events.tests.naming import NEW, OLD, city, coordinator, desk, edition, named_at, page, where
from events.tests.signing_up import locales, token
from home.factories import OrganisationFactory, UserFactory

__all__ = ["city", "coordinator", "desk", "edition", "locales", "page"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]


def in_mine(person, name):
    """They change their name where they see what is kept of them."""
    data = {"name": name, "email": person.email, "telephone": "", "language": "en"}
    answer = Client().post(f"{room_address(person)}me/", {"token_field": token("mine-person"), **data})
    assert answer.status_code == 303, answer.content.decode()


def by_another_form(person, name):
    """They sign up once more, and confirm it."""
    confirm(
        factories.SignUpFactory(
            edition=factories.EditionFactory(year=timezone.now().year + 1),
            person__name=name,
            person__email=person.email,
            person__confirmed_at=None,
            person__agreed_word="",
            state="unconfirmed",
            confirmed_at=None,
        )
    )


def in_room(coordinator, **said):
    """They say in their room how they wish to be shown."""
    browser = Client()
    room.enter(browser, coordinator)
    assert room.press(browser, reverse("host-me"), **said).status_code == 303
    coordinator.refresh_from_db()
    return browser.get(reverse("host-me")).content.decode()


def test_whose_name_the_desk_has_looked_at_is_named(client, coordinator, page):
    assert named_at(client, page, OLD) >= where(page)


@pytest.mark.parametrize("rename", [in_mine, by_another_form])
def test_another_name_is_nowhere_until_the_desk_agrees_and_the_old_one_is_gone_at_once(
    client, coordinator, page, rename
):
    rename(coordinator.person, NEW)
    assert not named_at(client, page, OLD, NEW)
    person = naming.names_waiting().get()
    naming.show(person, UserFactory(), naming.version(person))
    assert named_at(client, page, NEW) >= where(page)
    assert not named_at(client, page, OLD) and not naming.names_waiting()


@pytest.mark.parametrize("rename", [in_mine, by_another_form])
def test_the_old_name_once_more_needs_no_look(client, coordinator, page, rename):
    in_mine(coordinator.person, NEW)
    coordinator.person.refresh_from_db()
    rename(coordinator.person, OLD)
    assert named_at(client, page, OLD) >= where(page) and not naming.names_waiting()


@pytest.mark.parametrize("rename", [in_mine, by_another_form])
def test_whoever_is_trusted_is_shown_by_another_name_at_once(client, coordinator, page, rename):
    Coordinator.objects.update(trusted=True)
    rename(coordinator.person, NEW)
    assert named_at(client, page, NEW) >= where(page) and not naming.names_waiting()


def test_a_group_is_nowhere_until_the_desk_agrees_though_there_is_an_organisation_of_that_name(
    client, coordinator, page
):
    OrganisationFactory(name=NEW)
    said = in_room(coordinator, display="organisation", organisation=NEW)
    assert "until the coordinator desk has looked at this name" in said
    assert not named_at(client, page, OLD, NEW)
    assert page.event.hosts.get().organisation is None
    naming.show(coordinator, UserFactory(), naming.version(coordinator))
    assert named_at(client, page, NEW) >= where(page) and not naming.organisations_waiting()


def test_the_group_of_whoever_is_trusted_is_shown_at_once(client, coordinator, page):
    OrganisationFactory(name=NEW)
    Coordinator.objects.update(trusted=True)
    said = in_room(coordinator, display="organisation", organisation=NEW)
    assert "has looked at this name" not in said
    assert named_at(client, page, NEW) >= where(page)


def test_another_group_takes_the_old_one_from_every_page_at_once(client, coordinator, page):
    for name in (OLD, NEW):
        OrganisationFactory(name=name)
    in_room(coordinator, display="organisation", organisation=OLD)
    naming.show(coordinator, UserFactory(), naming.version(coordinator))
    assert named_at(client, page, OLD) >= where(page)
    in_room(coordinator, display="organisation", organisation=NEW)
    assert not named_at(client, page, OLD, NEW)


def test_in_what_is_theirs_it_says_that_readers_do_not_see_the_name_yet(client, coordinator, page):
    address, words = room_address(coordinator.person), "until the coordinator desk has looked at this name"
    assert words not in client.get(address).content.decode()
    in_mine(coordinator.person, NEW)
    assert words in client.get(address).content.decode()
    in_room(coordinator, display="anonymous", organisation="")
    EventHost.objects.update(display="anonymous")
    assert words not in client.get(address).content.decode()


def test_who_is_anonymous_waits_for_nobody(coordinator):
    in_room(coordinator, display="anonymous", organisation=NEW)
    in_mine(coordinator.person, NEW)
    assert not naming.names_waiting() and not naming.organisations_waiting()


def test_a_name_waits_while_readers_would_see_it(coordinator, page):
    in_mine(coordinator.person, NEW)
    Coordinator.objects.update(active=False)
    assert naming.names_waiting().get() == coordinator.person  # the event's host is named still
    page.unpublish()
    assert not naming.names_waiting()
    Coordinator.objects.update(active=True)
    assert naming.names_waiting().get() == coordinator.person


def test_who_follows_by_hand_over_is_not_named_before_the_desk_has_looked(client, coordinator, page):
    asked = handing_over.ask(coordinator, OLD, "next@example.org", "en")
    browser = Client()
    answer = room.press(
        browser, FOLLOW.link(asked.pk, asked.nonce, "en"), name=NEW, language="en", agree_day="on"
    )
    assert answer.status_code == 303
    follower = Coordinator.objects.get(person__email_hash=asked.person.email_hash)
    assert "has looked at this name" in in_room(follower, display="name", organisation="")
    assert not named_at(client, page, NEW)
    assert naming.names_waiting().get() == follower.person


# --- The desk decides, and sees the name while it does


def offer(edition, city, **values):
    values = {"display": "name", "organisation": "A Group", "person__name": NEW, **values}
    return factories.SignUpFactory(
        kind="coordinate", state="waiting", edition=edition, cities=[city], person__agreed_word="", **values
    )


@pytest.mark.parametrize(("display", "shown"), [("name", NEW), ("organisation", "A Group")])
def test_whom_the_desk_accepts_from_their_page_is_shown(desk, edition, city, page, display, shown):
    sign_up = offer(edition, city, display=display)
    address = reverse("sign-ups:one", args=[sign_up.pk])
    assert words_of(sign_up) in desk.get(address).content.decode()
    desk.post(address, {"deed": "accept", "cities": [city.pk], "seen": words_of(sign_up)})
    assert f"/en/{edition.year}/cities/{city.address_part}/" in named_at(Client(), page, shown)


def test_who_changed_the_name_while_the_desk_read_is_accepted_and_waits(desk, edition, city, page):
    sign_up = offer(edition, city)
    seen = words_of(sign_up)
    in_mine(sign_up.person, OLD)
    data = {"deed": "accept", "cities": [city.pk], "seen": seen}
    desk.post(reverse("sign-ups:one", args=[sign_up.pk]), data)
    assert Coordinator.objects.get().active and naming.names_waiting().get() == sign_up.person
    assert not named_at(Client(), page, OLD, NEW)


def test_whom_the_desk_accepts_in_the_list_without_seeing_who_it_is_waits(desk, edition, city, page):
    sign_up = offer(edition, city)
    desk.post(reverse("sign-ups:many"), {"deed": "accept", "tick": [sign_up.pk], "sure": "yes"})
    assert Coordinator.objects.get().active and naming.names_waiting().get() == sign_up.person
    assert not named_at(Client(), page, NEW)


def test_accepting_for_more_cities_agrees_to_no_group_that_the_form_does_not_name(edition, city, coordinator):
    in_room(coordinator, display="organisation", organisation=NEW)
    more = offer(edition, city, display="organisation", organisation="", person=coordinator.person)
    hosting.accept(more, UserFactory(), seen=words_of(more))
    assert naming.organisations_waiting().get() == coordinator


def proposed(coordinator, city):
    content = {"title": "Letter", "kinds": ["petition_delivery"], "starts_on": f"{coordinator.edition.date}"}
    return propose(
        edition=coordinator.edition, city=city, language="en", content=content, coordinator=coordinator
    )


@pytest.mark.parametrize("display", ["name", "organisation"])
def test_whoever_approves_an_event_agrees_to_the_word_that_its_page_shows(
    desk, coordinator, city, page, display
):
    in_room(coordinator, display=display, organisation=NEW)
    in_mine(coordinator.person, NEW)
    address = reverse("proposal_desk", args=[proposed(coordinator, city).pk])
    looked = desk.get(address)
    assert NEW in looked.content.decode() and "readers see it once you approve" in looked.content.decode()
    assert not named_at(Client(), page, NEW)
    desk.post(address, {"do": "approve", "seen": looked.context["seen"]})
    assert not naming.names_waiting() and not naming.organisations_waiting()
    assert where(page) <= named_at(Client(), page, NEW)


def test_who_changed_the_name_while_the_desk_read_a_proposal_is_looked_at_once_more(desk, coordinator, city):
    address = reverse("proposal_desk", args=[proposed(coordinator, city).pk])
    seen = desk.get(address).context["seen"]
    in_mine(coordinator.person, NEW)
    answer = desk.post(address, {"do": "approve", "seen": seen})
    assert answer.status_code == 422 and "changed while you were reading" in answer.content.decode()
    assert naming.names_waiting().get() == coordinator.person


def test_what_a_trusted_host_whose_group_waits_announces_names_no_group(coordinator, city, client):
    in_room(coordinator, display="organisation", organisation=NEW)
    Coordinator.objects.update(trusted=True)
    coordinator.refresh_from_db()
    host = proposed(coordinator, city).event.hosts.get()
    assert (host.display, host.organisation) == ("anonymous", None)


def test_whom_staff_saved_is_shown_as_they_saved_it(desk, coordinator, page):
    desk.post(
        reverse("contacts:edit", args=[coordinator.person_id]),
        {"name": NEW, "email": "zaph@example.org", "telephone": "", "language": "en"},
    )
    assert where(page) <= named_at(Client(), page, NEW)
    OrganisationFactory(name="Staff Group")
    data = {"cities": "Seoul", "display": "organisation", "organisation": "Staff Group"}
    desk.post(reverse("coordinators:edit", args=[coordinator.pk]), data)
    assert where(page) <= named_at(Client(), page, "Staff Group")
    desk.post(reverse("coordinators:edit", args=[coordinator.pk]), {**data, "organisation": "Another"})
    assert not named_at(Client(), page, "Staff Group")


def test_whoever_is_trusted_and_asked_again_keeps_what_the_desk_agreed_to(coordinator):
    in_room(coordinator, display="organisation", organisation=NEW)
    Coordinator.objects.update(trusted=True)
    coordinator.refresh_from_db()
    for agrees, shown in ((False, ""), (True, NEW)):
        ahead = factories.EditionFactory(year=coordinator.edition.year + 1 + agrees)
        if agrees:
            coordinator.agree()
        asking_again.say_yes(coordinator, ahead)
        assert Coordinator.objects.get(edition=ahead, active=True, trusted=True).public_name == shown


# --- What is kept


def test_of_whoever_asks_for_news_only_no_name_is_left(coordinator, settings):
    factories.SignUpFactory(edition=coordinator.edition, person=coordinator.person, agreed=["news"])
    in_mine(coordinator.person, NEW)
    expiring.forget_edition(coordinator.edition)
    person = PrivateContact.objects.get(pk=coordinator.person_id)
    assert (person.name, person.agreed_word, person.word_waits_since) == ("", "", None)


def test_since_when_a_word_waits_is_kept_while_it_is_changed_once_more():
    person = factories.PrivateContactFactory(name=OLD)
    assert person.word_waits_since is None
    person.name = NEW
    person.save(update_fields=["name"])
    since = PrivateContact.objects.get().word_waits_since
    assert timezone.now() - since < timedelta(hours=1)
    person.name = "Another"
    person.save()
    assert PrivateContact.objects.get().word_waits_since == since


@pytest.mark.parametrize(
    ("display", "name", "group"), [("name", OLD, ""), ("organisation", "", "A Group"), ("anonymous", "", "")]
)
def test_what_was_shown_before_the_desk_looked_at_names_stays_and_no_more(coordinator, display, name, group):
    stranger = factories.PrivateContactFactory()
    PrivateContact.objects.update(agreed_word="", word_waits_since=None)
    Coordinator.objects.update(organisation="A Group", agreed_word="", display=display)
    EventHost.objects.all().delete()
    migration = importlib.import_module("events.migrations.0020_agreed_words")
    migration.agree_to_what_is_shown(apps, None)
    coordinator = Coordinator.objects.get()
    assert (coordinator.person.shown_word, coordinator.shown_word) == (name, group)
    assert bool(coordinator.person.word_waits_since) is not bool(name)
    assert bool(coordinator.word_waits_since) is not bool(group)
    stranger.refresh_from_db()
    assert stranger.shown_word == "" and stranger.word_waits_since


@pytest.mark.parametrize("chosen", ["name", "organisation"])
def test_who_is_accepted_as_nobody_and_chooses_to_be_shown_later_waits(desk, edition, city, page, chosen):
    sign_up = offer(edition, city, display="anonymous", organisation="A Group")
    data = {"deed": "accept", "cities": [city.pk], "seen": words_of(sign_up)}
    desk.post(reverse("sign-ups:one", args=[sign_up.pk]), data)
    in_room(Coordinator.objects.get(), display=chosen, organisation="A Group")
    assert naming.names_waiting().count() + naming.organisations_waiting().count() == 1
    assert not named_at(Client(), page, NEW, "A Group")
