"""Names to look at: what the desk is shown, and what it decides of the very word that it saw."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from events import factories
from events.coordinator_desk import names
from events.hosting import naming
from events.models import Coordinator, EventHost, SignUp
from events.signing_up.changing import change_person
from events.tests.naming import (
    NEW,
    OLD,
    at_desk,
    city,
    coordinator,
    decide,
    desk,
    edition,
    named_at,
    page,
    where,
)
from events.tests.signing_up import locales
from home.models import OutboxMail

__all__ = ["city", "coordinator", "desk", "edition", "locales", "page"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("locales")]
LIST = reverse("names-to-look-at:index")


@pytest.fixture
def renamed(coordinator):
    """A person whose new name waits."""
    rename(coordinator.person, NEW)
    return coordinator.person


def rename(person, name):
    change_person(person, name=name, telephone="", language="ko", email=person.email)


def words(answer):
    return answer.content.decode()


def test_the_desk_counts_it_and_the_list_tells_no_name(desk, renamed):
    groups = desk.get(reverse("coordinator-desk:index")).context["groups"]
    entry = next(each for _heading, found in groups for each in found if each.url == LIST)
    assert entry.number == 1 and entry.oldest
    said = words(desk.get(LIST))
    assert f"Name of contact #{renamed.pk}" in said and "Seoul" in said and at_desk(renamed) in said
    assert NEW not in said and OLD not in said


def test_its_page_shows_the_word_the_one_before_and_where_it_would_be_shown(desk, renamed, coordinator, page):
    said = words(desk.get(at_desk(renamed)))
    assert NEW in said and OLD in said and "Seoul" in said
    assert "Vigil" in said and reverse("coordinators:inspect", args=[coordinator.pk]) in said


def test_of_a_group_it_shows_the_events_of_that_edition_only(desk, coordinator, page):
    other = factories.EventPageFactory(
        title="Elsewhere", event=factories.EventFactory(edition=factories.EditionFactory(year=2020))
    )
    EventHost.objects.create(event=other.event, person=coordinator.person)
    coordinator.display, coordinator.organisation = "organisation", NEW
    coordinator.save()
    said = words(desk.get(at_desk(coordinator)))
    assert NEW in said and "Vigil" in said and "Elsewhere" not in said


def test_what_the_desk_lets_be_shown_is_shown(desk, renamed, client, page):
    assert "Readers see it from now on" in words(decide(desk, renamed, "show"))
    assert where(page) <= named_at(client, page, NEW)
    entry = ModelLogEntry.objects.get(action=naming.SHOWN)
    assert entry.user == desk.user and NEW not in f"{entry.label} {entry.data}"


def test_whom_the_desk_keeps_anonymous_is_so_everywhere_and_told_without_the_name(
    desk, renamed, coordinator, client, page
):
    offer = factories.SignUpFactory(
        kind="coordinate", edition=coordinator.edition, person=renamed, display="name"
    )
    assert "The person is told" in words(decide(desk, renamed, "keep-anonymous"))
    assert not named_at(client, page, NEW, OLD) and not naming.names_waiting()
    coordinator.refresh_from_db()
    shown = coordinator.display, EventHost.objects.get().display, SignUp.objects.get(pk=offer.pk).display
    assert set(shown) == {"anonymous"}
    mail = OutboxMail.objects.get(kind="host-name-declined")
    assert (mail.letter["to"], mail.language) == (renamed.email, "ko")
    assert NEW not in f"{mail.letter['subject']} {mail.letter['text']} {mail.letter['html']}"
    assert "/host/open/" in mail.letter["text"]
    entry = ModelLogEntry.objects.get(action=naming.DECLINED)
    assert entry.user == desk.user and NEW not in f"{entry.label} {entry.data}"


def test_a_host_who_coordinates_nowhere_is_kept_anonymous_as_well(desk, page):
    person = factories.PrivateContactFactory(name=NEW, agreed_word="")
    EventHost.objects.create(event=page.event, person=person, display="name")
    decide(desk, person, "keep-anonymous")
    assert EventHost.objects.get().display == "anonymous"
    assert "/host/open/" not in OutboxMail.objects.get(kind="host-name-declined").letter["text"]


def test_a_group_that_is_kept_back_leaves_the_role_and_who_it_is_alone(desk, coordinator, client, page):
    coordinator.display, coordinator.organisation = "organisation", NEW
    coordinator.save()
    earlier = factories.CoordinatorFactory(
        edition=factories.EditionFactory(year=2020), person=coordinator.person, display="organisation",
        organisation=OLD,
    )  # fmt: skip
    decide(desk, coordinator, "keep-anonymous")
    coordinator.refresh_from_db()
    earlier.refresh_from_db()
    assert coordinator.active and coordinator.display == "anonymous"
    assert earlier.public_name == OLD and coordinator.person.shown_word == OLD


@pytest.mark.parametrize("deed", ["show", "keep-anonymous"])
def test_a_name_that_changed_while_the_desk_looked_is_looked_at_once_more(desk, renamed, client, page, deed):
    seen = naming.version(renamed)
    rename(renamed, "Ford")
    said = words(decide(desk, renamed, deed, seen))
    assert "Nothing was changed" in said and "Ford" in said
    assert naming.names_waiting().get() == renamed
    assert not named_at(client, page, "Ford", NEW) and not OutboxMail.objects.exists()


@pytest.mark.parametrize("deed", ["show", "keep-anonymous"])
def test_what_somebody_else_has_decided_is_decided(desk, renamed, deed):
    naming.show(renamed, desk.user, naming.version(renamed))
    assert "does not wait any more" in words(decide(desk, renamed, deed))
    assert not OutboxMail.objects.exists()
    assert "does not wait any more" in words(desk.get(at_desk(renamed), follow=True))


@pytest.mark.parametrize("deed", ["", "erase"])
def test_without_a_decision_nothing_is_decided(desk, renamed, deed):
    decide(desk, renamed, deed)
    assert naming.names_waiting().get() == renamed


def test_the_list_and_the_desk_ask_as_much_for_many_as_for_few(
    desk, edition, city, django_assert_max_num_queries
):
    def make(number):
        for each in range(number):
            page = factories.EventPageFactory(event=factories.EventFactory(edition=edition, city=city))
            person = factories.PrivateContactFactory(agreed_word="")
            other = factories.CityFactory()
            named = factories.CoordinatorFactory(
                edition=edition, cities=[city, other], person=person, display="name"
            )
            EventHost.objects.create(event=page.event, person=named.person, display="name")
            grouped = factories.CoordinatorFactory(
                edition=edition,
                cities=[city],
                display="organisation",
                organisation=f"G{each}",
                agreed_word="",
            )
            EventHost.objects.create(event=page.event, person=grouped.person)

    addresses = (LIST, reverse("coordinator-desk:index"))
    make(1)
    few = {}
    for address in addresses:
        desk.get(address)
        with django_assert_max_num_queries(60) as asked:
            desk.get(address)
        few[address] = len(asked)
    make(6)
    assert names.standing()[0] == 14
    for address in addresses:
        with django_assert_max_num_queries(few[address]):
            desk.get(address)


def test_a_mail_to_whom_the_desk_keeps_anonymous_is_in_their_language(desk, renamed):
    with override("en"):
        decide(desk, renamed, "keep-anonymous")
    assert OutboxMail.objects.get().language == "ko" and Coordinator.objects.get().active
