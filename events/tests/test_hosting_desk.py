"""Coordinators and their letters at the desk: who may see and do what, and what comes of it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override

from events.factories import CityFactory, CoordinatorFactory, PrivateContactFactory, SignUpFactory
from events.hosting import letters
from events.models import Coordinator, HostLetter, HostSession
from events.tests.hosting import enter
from home.factories import UserFactory
from home.outbox import deliver_due

pytestmark = pytest.mark.django_db
OTHERS = ["Owners", "Administrators", "Editors", "Moderators", "Consent keepers", "Auditors"]


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def member(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def city():
    return CityFactory(name="Seoul")


@pytest.fixture
def coordinator(city):
    return CoordinatorFactory(cities=[city])


@pytest.fixture
def desk(client):
    client.force_login(member("Coordinator desk"))
    return client


def page_of(coordinator):
    return reverse("coordinators:inspect", args=[coordinator.pk])


def waiting(coordinator, city):
    SignUpFactory(cities=[city])
    return letters.write(coordinator, city, "en", "We meet at the fountain.")


def test_the_desk_sees_how_a_coordinator_stands_and_no_name(desk, coordinator, city):
    other = CoordinatorFactory(cities=[city])
    letter = waiting(coordinator, city)
    said = desk.get(page_of(coordinator)).content.decode()
    assert "Seoul" in said and f"also #{other.pk}" in said and "never" in said
    assert reverse("host-letters-desk:inspect", args=[letter.pk]) in said
    assert coordinator.person.name not in said and coordinator.person.email not in said


def test_the_desk_sends_a_link(desk, coordinator, mailoutbox):
    desk.post(page_of(coordinator), {"deed": "send-link"})
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [[coordinator.person.email]]


def test_the_desk_is_told_where_no_link_can_be_sent(desk, coordinator, mailoutbox):
    coordinator.active = False
    coordinator.save()
    answer = desk.post(page_of(coordinator), {"deed": "send-link"}, follow=True)
    assert "No link was sent" in answer.content.decode()
    deliver_due()
    assert mailoutbox == []


def test_the_desk_closes_a_room(desk, client, coordinator):
    enter(desk, coordinator)
    desk.post(page_of(coordinator), {"deed": "revoke"})
    assert not HostSession.objects.exists()


def test_a_coordinator_is_taken_off_after_a_second_look_and_on_again(desk, coordinator):
    assert "Yes, take off" in desk.get(f"{page_of(coordinator)}?sure=take-off").content.decode()
    nonce = coordinator.nonce
    desk.post(page_of(coordinator), {"deed": "take-off"})
    coordinator.refresh_from_db()
    assert not coordinator.active and coordinator.ended_at
    desk.post(page_of(coordinator), {"deed": "take-on"})
    coordinator.refresh_from_db()
    assert coordinator.active and coordinator.ended_at is None and coordinator.nonce != nonce


def test_what_is_no_deed_changes_nothing(desk, coordinator):
    before = Coordinator.objects.values().get()
    for deed in ("", "get_object", "__init__", "delete"):
        assert desk.post(page_of(coordinator), {"deed": deed}).status_code == 302
    assert Coordinator.objects.values().get() == before


def test_staff_make_a_coordinator_whose_cities_they_type(desk, city):
    person = PrivateContactFactory()
    edition = CoordinatorFactory().edition
    data = {
        "person": person.pk,
        "edition": edition.pk,
        "cities": f"Seoul, Korea #{city.geonameid}",
        "display": "anonymous",
        "organisation": "",
        "trusted": "on",
    }
    assert desk.post(reverse("coordinators:add"), data).status_code == 302
    made = Coordinator.objects.get(person=person)
    assert made.active and made.trusted and list(made.cities.all()) == [city]


def test_the_page_of_a_person_leads_to_making_them_a_coordinator(desk):
    person = PrivateContactFactory()
    leads = f"{reverse('coordinators:add')}?person={person.pk}"
    assert leads in desk.get(reverse("contacts:edit", args=[person.pk])).content.decode()
    assert f'name="person" value="{person.pk}"' in desk.get(leads).content.decode()
    assert desk.get(f"{reverse('coordinators:add')}?person=%00x").status_code == 200


def test_a_form_with_a_wrong_number_or_city_says_what_is_to_be_mended(desk, coordinator):
    data = {
        "person": "99999999",
        "edition": coordinator.edition_id,
        "cities": "Nowhereatall",
        "display": "anonymous",
    }
    said = desk.post(reverse("coordinators:add"), data).content.decode()
    assert "There is no private contact of this number." in said and "Nowhereatall" in said
    assert Coordinator.objects.count() == 1


def test_changing_a_coordinator_keeps_the_person(desk, coordinator, city):
    address = reverse("coordinators:edit", args=[coordinator.pk])
    said = desk.get(address).content.decode()
    assert f"#{city.geonameid}" in said and said.count("<option") < 20
    data = {
        "person": PrivateContactFactory().pk,
        "cities": f"#{city.geonameid}",
        "display": "organisation",
        "organisation": "Group",
    }
    assert desk.post(address, data).status_code == 302
    person = coordinator.person
    coordinator.refresh_from_db()
    assert coordinator.person == person and coordinator.public_name == "Group"


def test_the_list_of_coordinators_is_read_in_the_same_number_of_queries(
    desk, coordinator, city, django_assert_max_num_queries
):
    address = reverse("coordinators:index")
    desk.get(address)
    with django_assert_max_num_queries(40) as few:
        desk.get(address)
    for _ in range(10):
        CoordinatorFactory(cities=[city, CityFactory()])
    with django_assert_max_num_queries(len(few)):
        said = desk.get(address).content.decode()
    assert "Seoul" in said and coordinator.person.name not in said


def test_the_desk_lets_a_letter_go(desk, coordinator, city):
    letter = waiting(coordinator, city)
    address = reverse("host-letters-desk:inspect", args=[letter.pk])
    said = desk.get(address).content.decode()
    assert "We meet at the fountain." in said and "It would reach 1 person" in said
    desk.post(address, {"deed": "approve"})
    letter.refresh_from_db()
    assert letter.state == "sent" and letter.decided_by
    again = desk.post(address, {"deed": "reject", "reason": "No."}, follow=True)
    letter.refresh_from_db()
    assert letter.state == "sent" and "somebody has decided already" in again.content.decode()


def test_a_letter_is_held_back_with_a_reason_only(desk, coordinator, city):
    letter = waiting(coordinator, city)
    address = reverse("host-letters-desk:inspect", args=[letter.pk])
    assert desk.post(address, {"deed": "reject", "reason": " "}).status_code == 200
    letter.refresh_from_db()
    assert letter.state == "submitted"
    desk.post(address, {"deed": "reject", "reason": "Too long."})
    letter.refresh_from_db()
    assert letter.state == "rejected" and letter.reason == "Too long."


def test_the_list_of_letters_tells_nothing_of_what_they_say(
    desk, coordinator, city, django_assert_max_num_queries
):
    waiting(coordinator, city)
    address = reverse("host-letters-desk:index")
    desk.get(address)
    with django_assert_max_num_queries(40) as few:
        said = desk.get(address).content.decode()
    assert "fountain" not in said and "Seoul" in said
    for _ in range(5):
        waiting(CoordinatorFactory(cities=[city]), city)
    with django_assert_max_num_queries(len(few)):
        desk.get(address)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_sees_or_does_any_of_it(client, coordinator, city, role):
    letter = waiting(coordinator, city)
    client.force_login(member(role))
    of_letter = reverse("host-letters-desk:inspect", args=[letter.pk])
    for address in (
        reverse("coordinators:index"),
        page_of(coordinator),
        reverse("host-letters-desk:index"),
        of_letter,
    ):
        answer = client.get(address)
        assert answer.status_code == 302 and answer.url == reverse("wagtailadmin_home")
    client.post(of_letter, {"deed": "approve"})
    client.post(page_of(coordinator), {"deed": "take-off"})
    assert HostLetter.objects.get().state == "submitted" and Coordinator.objects.get().active


def test_whoever_may_only_look_decides_nothing(client, coordinator, city):
    from django.contrib.auth.models import Permission

    user = UserFactory()
    rights = ("access_admin", "view_hostletter", "view_coordinator")
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    letter = waiting(coordinator, city)
    address = reverse("host-letters-desk:inspect", args=[letter.pk])
    assert "fountain" in client.get(address).content.decode()
    client.post(address, {"deed": "approve"})
    client.post(page_of(coordinator), {"deed": "take-off"})
    assert HostLetter.objects.get().state == "submitted" and Coordinator.objects.get().active
