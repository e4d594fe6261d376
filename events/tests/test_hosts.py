"""Who hosts an event, in the form of its facts: only the desk gives a private person a place there."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events.factories import EventFactory
from events.models import EventHost, PrivateContact
from home.accounts.roles import sync_roles
from home.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return PrivateContact.objects.create(name="Secret Name")


@pytest.fixture
def member(client):
    def log_in(role):
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return log_in


def save(client, event, *hosts, initial=0, **fields):
    data = {
        "edition": event.edition_id,
        "status": "confirmed",
        "city": event.city_id,
        "starts_on": "2027-09-24",
        "starts_time": "12:00",
        "kinds": ["demonstration"],
        "visibility": "public",
        "hosts-TOTAL_FORMS": len(hosts),
        "hosts-INITIAL_FORMS": initial,
        "hosts-MIN_NUM_FORMS": "0",
        "hosts-MAX_NUM_FORMS": "1000",
        **{f"hosts-{n}-{name}": value for n, host in enumerate(hosts) for name, value in host.items()},
        **fields,
    }
    response = client.post(reverse("event-facts:edit", args=[event.pk]), data)
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize("role", ["Editors", "Administrators"])
def test_others_keep_the_person_and_how_they_are_shown(member, contact, role):
    event = EventFactory()
    host = EventHost.objects.create(event=event, person=contact, display="anonymous")
    client = member(role)
    html = client.get(reverse("event-facts:edit", args=[event.pk])).content.decode()
    assert "hosts-0-display" in html
    assert "hosts-0-person" not in html
    assert "hosts-__prefix__-person" not in html
    sent = {"id": host.pk, "organisation": "", "display": "name", "person": ""}
    save(client, event, sent, initial=1, venue="A square")
    event.refresh_from_db()
    host.refresh_from_db()
    assert event.venue == "A square"
    assert (host.person, host.display) == (contact, "anonymous")
    assert host.public_name != contact.name


@pytest.mark.parametrize("role", ["Editors", "Administrators"])
def test_others_cannot_make_a_person_a_host(member, contact, role):
    event = EventFactory()
    organisation = OrganisationFactory()
    theirs = EventHost.objects.create(event=event, organisation=organisation, display="organisation")
    client = member(role)
    save(
        client,
        event,
        {"id": theirs.pk, "organisation": organisation.pk, "display": "name", "person": contact.pk},
        {"display": "name", "person": contact.pk},
        initial=1,
    )
    hosts = EventHost.objects.filter(event=event)
    assert len(hosts) == 2
    assert not [host for host in hosts if host.person_id or host.public_name == contact.name]


def test_the_desk_sets_the_person_and_how_they_are_shown(member, contact):
    event = EventFactory()
    client = member("Coordinator desk")
    save(client, event, {"display": "name", "person": contact.pk})
    host = EventHost.objects.get(event=event)
    assert (
        host.public_name == "Anonymous host"
    )  # the form shows a number, so nobody has looked at the name yet
    contact.agree()
    host.refresh_from_db()
    assert host.public_name == "Secret Name"
    html = client.get(reverse("event-facts:edit", args=[event.pk])).content.decode()
    assert "hosts-0-person" in html
    save(client, event, {"id": host.pk, "display": "anonymous", "person": contact.pk}, initial=1)
    host.refresh_from_db()
    assert (host.person, host.display) == (contact, "anonymous")
    save(client, event, {"id": host.pk, "display": "anonymous", "person": ""}, initial=1)
    host.refresh_from_db()
    assert host.person is None
