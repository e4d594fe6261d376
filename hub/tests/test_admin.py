"""The admin as each account of the team sees it: what opens, and what stays closed."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.functional import Promise
from wagtail import hooks
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from events.factories import CityFactory, EventFactory, EventPageFactory
from events.models import City, CityName, Coordinator, EventHost, PrivateContact
from home.accounts.roles import sync_roles
from home.blocks import BodyBlock
from home.factories import ContentPageFactory, OrganisationFactory, OwnerFactory, UserFactory, home_page
from home.models import User
from resources.factories import TestimonyFactory, TestimonyPageFactory
from resources.models import ConsentRecord

pytestmark = pytest.mark.django_db

SCREENS = {
    "event-facts": {"Owners", "Administrators", "Editors", "Coordinator desk", "Auditors"},
    "edition-facts": {"Owners", "Administrators", "Auditors"},
    "cities": {"Owners", "Administrators", "Auditors"},
    "missions": {"Owners", "Administrators", "Auditors"},
    "resource-facts": {"Owners", "Administrators", "Editors", "Auditors"},
    "video-facts": {"Owners", "Administrators", "Editors", "Auditors"},
    "contacts": {"Coordinator desk"},
    "coordinators": {"Coordinator desk"},
    "consents": {"Consent keepers"},
}
ROLES = [
    "Owners",
    "Administrators",
    "Editors",
    "Moderators",
    "Coordinator desk",
    "Consent keepers",
    "Auditors",
]


@pytest.fixture
def member(client):
    """A function that logs a new member of a role in and returns the client."""

    def log_in(role):
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return log_in


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_screens_and_no_other(member, role):
    client = member(role)
    for screen, roles in SCREENS.items():
        status = client.get(reverse(f"{screen}:index")).status_code
        assert (status == 200) is (role in roles), (role, screen, status)
        assert status in (200, 302), (role, screen)


@pytest.mark.parametrize("screen", [*SCREENS, "testimony-facts"])
def test_every_screen_lists_adds_and_edits(client, screen):
    client.force_login(OwnerFactory())
    EventFactory()
    TestimonyFactory()
    contact = PrivateContact.objects.create(name="A name", email="a@example.org")
    Coordinator.objects.create(person=contact, edition=EventFactory().edition)
    assert client.get(reverse(f"{screen}:index")).status_code == 200
    with_its_page = screen in {"event-facts", "resource-facts", "video-facts", "testimony-facts"}
    assert client.get(reverse(f"{screen}:add")).status_code == (302 if with_its_page else 200)


@pytest.mark.parametrize("role", [*ROLES, "Translators: en", "Reviewers: en"])
def test_whatever_the_menu_of_a_role_names_is_open_to_it(member, role):
    home_page("en")
    client = member(role)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    sidebar = json.loads(
        re.search(r'id="wagtail-sidebar-props" type="application/json">(.*?)</script>', html)[1]
    )
    addresses = {
        each for each in re.findall(r'"(/admin/[^"#?]*)"', json.dumps(sidebar)) if "/logout/" not in each
    }
    assert reverse("wagtailadmin_account") in addresses
    closed = {}
    for address in addresses - {reverse("wagtailadmin_home")}:
        response = client.get(address, follow=True)  # the explorer leads to the tree of one's own language
        if response.status_code != 200 or response.request["PATH_INFO"] == reverse("wagtailadmin_home"):
            closed[address] = response.status_code
    assert closed == {}


def test_a_member_sets_name_language_and_time_zone(member):
    client = member("Editors")
    address = reverse("wagtailadmin_account")
    panels = [each for tab in client.get(address).context["panels_by_tab"].values() for each in tab]
    data = {}
    for form in (panel.get_form() for panel in panels):
        data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields if name != "avatar"}
    data |= {"locale-preferred_language": "ko", "locale-current_time_zone": "Asia/Seoul"}
    data["name_email-name"] = "가나"
    assert client.post(address, data).status_code == 302
    html = client.get(address).content.decode()
    assert 'lang="ko"' in html
    assert "가나" in html


def test_an_account_is_made_changed_and_found_by_its_one_name(client):
    client.force_login(OwnerFactory())
    add = reverse("wagtailusers_users:add")
    html = client.get(add).content.decode()
    assert 'name="name"' in html
    assert "first_name" not in html
    password = "long-enough-for-anybody-4711"
    data = {"email": "new@example.org", "name": "Somebody New", "password1": password, "password2": password}
    assert client.post(add, data).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.is_superuser) == ("Somebody New", False)
    edit = reverse("wagtailusers_users:edit", args=[user.pk])
    assert "Somebody New" in client.get(edit).content.decode()
    assert client.post(edit, {"email": user.email, "name": "Renamed", "is_active": "on"}).status_code == 302
    for query in ("?q=Renamed", "?ordering=name", "?ordering=-name"):
        assert "new@example.org" in client.get(reverse("wagtailusers_users:index") + query).content.decode()


def test_a_corrected_city_name_is_saved_in_its_form(client):
    client.force_login(OwnerFactory())
    city = CityFactory()
    data = {
        **{
            name: getattr(city, name)
            for name in ("name", "slug", "country", "region", "latitude", "longitude")
        },
        **{name: getattr(city, name) for name in ("time_zone", "population", "geonameid")},
        "corrected": "on",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "0",
        "names-MIN_NUM_FORMS": "0",
        "names-MAX_NUM_FORMS": "1000",
        "names-0-language": "ko",
        "names-0-name": "도시",
    }
    response = client.post(reverse("cities:edit", args=[city.pk]), data)
    assert response.status_code == 302
    city = City.objects.get(pk=city.pk)
    assert city.corrected
    assert city.name_in("ko") == "도시"


def test_a_host_is_added_in_the_facts_form(client):
    client.force_login(OwnerFactory())
    event = EventFactory()
    organisation = OrganisationFactory()
    data = {
        "edition": event.edition_id,
        "status": "confirmed",
        "city": event.city_id,
        "starts_on": "2027-09-24",
        "starts_time": "12:00",
        "kinds": ["demonstration"],
        "visibility": "public",
        "hosts-TOTAL_FORMS": "1",
        "hosts-INITIAL_FORMS": "0",
        "hosts-MIN_NUM_FORMS": "0",
        "hosts-MAX_NUM_FORMS": "1000",
        "hosts-0-organisation": organisation.pk,
        "hosts-0-display": "organisation",
    }
    response = client.post(reverse("event-facts:edit", args=[event.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    assert EventHost.objects.get(event=event).public_name == organisation.name


def test_the_event_form_chooses_a_city_by_its_name_in_any_language(client):
    client.force_login(OwnerFactory())
    city = CityFactory(name="Seoul")
    CityName.objects.create(city=city, language="ko", name="서울")
    response = client.get(reverse("city-chooser:choose_results"), {"q": "서울"})
    assert "Seoul" in response.content.decode()
    page = EventPageFactory()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("city-chooser:choose") in html
    assert reverse("event-facts:edit", args=[page.event_id]) in html


def test_an_editor_opens_the_pages_and_a_translator_only_those_of_their_language(member):
    korean = Locale.objects.get_or_create(language_code="ko")[0]
    english_home, korean_home = home_page("en"), home_page(korean)
    client = member("Editors")
    for page in (english_home, korean_home):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    client = member("Translators: ko")
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[korean_home.pk])).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[english_home.pk])).status_code == 302


def test_log_entries_of_people_hold_ids_only(client):
    client.force_login(OwnerFactory())
    page = TestimonyPageFactory(title="Kim Sample")
    page.save_revision(log_action=True)
    client.post(
        reverse("contacts:add"), {"name": "Secret Name", "email": "secret@example.org", "language": "ko"}
    )
    assert PrivateContact.objects.count() == 1
    texts = [
        f"{entry.label} {entry.data}"
        for model in (PageLogEntry, ModelLogEntry)
        for entry in model.objects.all()
    ]
    assert texts
    assert not any("Kim Sample" in text or "Secret" in text for text in texts)


def test_private_details_are_ciphertext_in_the_database(db):
    from django.db import connection

    contact = PrivateContact.objects.create(name="Secret Name", email="Secret@Example.org", telephone="+1")
    ConsentRecord.objects.create(testimony=TestimonyFactory(), given_on="2026-01-01", person="Secret Name")
    with connection.cursor() as cursor:
        for table in ("events_privatecontact", "resources_consentrecord"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            assert "secret" not in str(cursor.fetchall()).lower()
    again = PrivateContact.objects.get(pk=contact.pk)
    assert again.name == "Secret Name"
    from home.encryption import lookup_hash

    assert PrivateContact.objects.filter(email_hash=lookup_hash("secret@example.org ")).exists()


def test_text_is_written_in_its_own_direction(client):
    client.force_login(OwnerFactory())
    page = ContentPageFactory()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    title = re.search(r"<(?:input|textarea)[^>]*name=\"title\"[^>]*>", html).group()
    assert 'dir="auto"' in title
    assert BodyBlock().child_blocks["callout"].child_blocks["title"].field.widget.attrs["dir"] == "auto"
    assert (
        BodyBlock()
        .child_blocks["steps"]
        .child_blocks["items"]
        .child_block.child_blocks["text"]
        .field.widget.attrs["dir"]
    )


@pytest.mark.parametrize("kind", ["admin", "settings", "help", "reports"])
def test_menu_items_of_ours_are_said_in_the_language_of_whoever_looks(client, kind):
    client.get("/admin/")  # the admin's modules are loaded by now
    rooms = ("home", "resources", "events", "search", "hub")
    ours = [
        item
        for item in hooks.get_hooks(f"register_{kind}_menu_item")
        if item.__module__.split(".")[0] in rooms
    ]
    assert [item.__qualname__ for item in ours if not isinstance(item().label, Promise)] == []
    assert ours or kind == "reports"
