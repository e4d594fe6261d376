"""One panel at the foot of every page of the desk: notes, and who looks after it; and one place in the menu for all its screens."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from events.coordinator_desk import note
from events.factories import (
    CityFactory,
    CityReportFactory,
    ConversationFactory,
    CoordinatorFactory,
    EditionFactory,
    SignUpFactory,
)
from events.models import Conversation, DeskNote, EventProposal, HostLetter
from events.signing_up import erase
from home.accounts.rights import ROLE_NAMES
from home.accounts.roles import sync_roles
from home.factories import UserFactory, home_page

pytestmark = pytest.mark.django_db

PAGES = {
    "sign_up": "sign-ups:one",
    "conversation": "conversations:one",
    "proposal": "proposal_desk",
    "report": "city-reports:report",
    "coordinator": "coordinators:inspect",
    "letter": "host-letters-desk:inspect",
}
LISTS = {
    "sign_up": "sign-ups:index",
    "conversation": "conversations:index",
    "proposal": "proposal_list",
    "report": "city-reports:index",
    "coordinator": "coordinators:index",
    "letter": "host-letters-desk:index",
}


@pytest.fixture(autouse=True)
def in_english():
    home_page("en")
    sync_roles()
    with override("en"):
        yield


@pytest.fixture
def member(client):
    def log_in(role="Coordinator desk", name="Somebody", rights=()):
        user = UserFactory(name=name)
        if role:
            user.groups.add(Group.objects.get(name=role))
        for right in ("access_admin", *rights) if rights else ():
            user.user_permissions.add(Permission.objects.get(codename=right))
        client.force_login(user)
        client.user = user
        return client

    return log_in


def make(kind):
    edition, city = EditionFactory(), CityFactory()
    if kind == "sign_up":
        return SignUpFactory(edition=edition, cities=[city])
    if kind == "conversation":
        return ConversationFactory(edition=edition, city=city)
    coordinator = CoordinatorFactory(edition=edition, cities=[city])
    if kind == "coordinator":
        return coordinator
    where = {"edition": edition, "city": city, "coordinator": coordinator, "language": "en"}
    if kind == "proposal":
        return EventProposal.objects.create(content='{"title": "Vigil"}', **where)
    if kind == "report":
        return CityReportFactory(state="submitted", published_at=None, **where)
    return HostLetter.objects.create(text="Dear all", **where)


def page_of(kind, thing):
    return reverse(PAGES[kind], args=[thing.pk])


def text(response):
    return response.content.decode()


def field(page, name):
    return re.search(rf'name="{name}"\s+value="([^"]*)"', page)[1]


@pytest.mark.parametrize("kind", PAGES)
def test_a_note_is_written_and_read_at_the_foot_of_the_page(member, kind):
    client, thing = member(), make(kind)
    page = text(client.get(page_of(kind, thing)))
    data = {"about": field(page, "about"), "next": field(page, "next"), "text": "Called back <b>"}
    response = client.post(reverse("desk_note"), data)
    assert response["Location"] == page_of(kind, thing)
    assert "Called back &lt;b&gt;" in text(client.get(page_of(kind, thing)))


@pytest.mark.parametrize("kind", LISTS)
def test_what_somebody_looks_after_is_found_in_its_list_by_that(member, kind):
    client, thing = member(name="Desk Person"), make(kind)
    page = text(client.get(page_of(kind, thing)))
    assert "Who looks after it" in page
    client.post(reverse("desk_assign"), {"about": field(page, "about"), "to": client.user.pk})
    thing.refresh_from_db()
    assert thing.assigned_to == client.user
    address = {"me": True, "nobody": False, "": True, "x": True}
    for chosen, there in address.items():
        page = text(client.get(reverse(LISTS[kind]), {"assigned": chosen}))
        assert (page_of(kind, thing) in page) is there, chosen
    assert re.search(r"<td[^>]*>\s*Desk Person\s*</td>", page)


def test_who_was_assigned_and_has_left_the_desk_is_still_named(member):
    thing = make("sign_up")
    thing.assigned_to = UserFactory(name="Gone Person")
    thing.save()
    assert re.search(r"selected>\s*Gone Person", text(member().get(page_of("sign_up", thing))))


def test_who_may_see_a_conversation_and_no_notes_gets_none(member):
    thing = make("conversation")
    note(f"events.conversation:{thing.pk}", "Sentinel of the desk", None)
    page = text(member(role=None, rights=["view_conversation"]).get(page_of("conversation", thing)))
    assert f"#{thing.pk}" in page
    assert "Sentinel" not in page and "desk-notes" not in page


def test_who_may_only_look_reads_notes_and_writes_none(member):
    thing = make("conversation")
    note(f"events.conversation:{thing.pk}", "Sentinel of the desk", None)
    rights = ["view_conversation", "view_desknote", "add_desknote"]
    client = member(role=None, rights=rights)
    page = text(client.get(page_of("conversation", thing)))
    assert "Sentinel" in page and reverse("desk_note") not in page and reverse("desk_assign") not in page
    client.post(reverse("desk_note"), {"about": f"events.conversation:{thing.pk}", "text": "x"})
    client.post(reverse("desk_assign"), {"about": f"events.conversation:{thing.pk}", "to": ""})
    assert DeskNote.objects.count() == 1
    assert not ModelLogEntry.objects.filter(action="hub.desk.assigned").exists()


def test_notes_on_a_conversation_that_nobody_reported_tell_nothing_that_was_said_in_it(member):
    thing = make("conversation")
    thing.messages.create(side="seeker", text="Sentinel of the seeker")
    note(f"events.conversation:{thing.pk}", "Called back", None)
    page = text(member().get(page_of("conversation", thing)))
    assert "Called back" in page and "Sentinel" not in page
    assert not ModelLogEntry.objects.for_instance(thing).exists()


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("coordinator", None),
        ("proposal", None),
        ("letter", None),
        ("report", "submitted"),
        ("report", "published"),
    ],
)
def test_notes_go_with_the_person_also_where_what_was_published_stays(kind, state):
    thing = make(kind)
    if state:
        type(thing).objects.filter(pk=thing.pk).update(state=state)
    person = (thing if kind == "coordinator" else thing.coordinator).person
    note(f"{thing._meta.label_lower}:{thing.pk}", "Sentinel", None)
    erase(person)
    assert not DeskNote.objects.exists()
    assert type(thing).objects.filter(pk=thing.pk).exists() is (state == "published")


def test_notes_go_with_whatever_they_are_about(member):
    letter = make("letter")
    note(f"events.hostletter:{letter.pk}", "Sentinel", None)
    kept = make("conversation")
    note(f"events.conversation:{kept.pk}", "Kept", None)
    letter.coordinator.delete()  # takes the letter along
    assert [each.text for each in DeskNote.objects.all()] == ["Kept"]
    assert Conversation.objects.filter(pk=kept.pk).exists()


def menu(client, rf):
    """(label, [labels below it]) of what stands in this person's menu."""
    from wagtail.admin.menu import admin_menu

    request = rf.get("/admin/")
    request.user = client.user
    return {
        str(item.label): [str(each.label) for each in item.menu.menu_items_for_request(request)]
        if hasattr(item, "menu")
        else []
        for item in admin_menu.menu_items_for_request(request)
    }


def test_all_screens_of_the_desk_stand_in_one_place_of_its_menu(member, rf):
    assert menu(member(), rf)["Coordinator desk"] == [
        "Desk",
        "Sign-ups",
        "Conversations",
        "Events to moderate",
        "Letters",
        "Reports of cities",
        "Coordinators",
        "Names to look at",
        "Private contacts",
        "Send updates",
        "Mails",
    ]


@pytest.mark.parametrize("role", [name for name in ROLE_NAMES if name != "Coordinator desk"])
def test_no_other_role_has_the_desk_in_its_menu(member, rf, role):
    shown = menu(member(role), rf)
    assert shown
    assert not {"Coordinator desk", "Events to moderate", "Reports of cities"} & set(shown)
