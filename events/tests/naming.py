"""What tests of names share: a coordinator whom readers know by name, and everything that anybody may read."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from events import factories
from events.hosting import naming
from events.models import EventHost
from home.accounts.roles import sync_roles
from home.factories import UserFactory, home_page

YEAR = timezone.now().year + 1
OLD, NEW = "Zaphodia", "Trillianne"


@pytest.fixture
def edition(locales):
    home_page("en")
    page = factories.EditionPageFactory(edition=factories.EditionFactory(year=YEAR), title="The next Day")
    factories.EditionReportPageFactory(parent=page, edition=page.edition)
    return page.edition


@pytest.fixture
def city(edition):
    return factories.CityFactory(name="Seoul", slug="seoul", country="KR")


@pytest.fixture
def page(edition, city):
    """Of an event that readers see."""
    event = factories.EventFactory(edition=edition, city=city)
    return factories.EventPageFactory(title="Vigil", event=event)


@pytest.fixture
def coordinator(edition, city, page):
    """Somebody whose name stands on the pages of a city and of an event."""
    found = factories.CoordinatorFactory(
        edition=edition, cities=[city], person__name=OLD, person__email="zaph@example.org", display="name"
    )
    EventHost.objects.create(event=page.event, person=found.person, display="name")
    return found


@pytest.fixture
def desk(client):
    """A browser of the coordinator desk, and who sits there."""
    sync_roles()
    client.user = UserFactory()
    client.user.groups.add(Group.objects.get(name="Coordinator desk"))
    client.force_login(client.user)
    return client


def public(client, page):
    """{address: words} of whatever could name a host."""
    event, city = page.event, page.event.city
    paths = [
        *(f"{YEAR}/{path}" for path in ("", "cities/", "cities/kr/", "report/", "events/")),
        *(f"{YEAR}/cities/{city.address_part}/", f"{YEAR}/events/{page.slug}/"),
        *(f"feeds/events/{YEAR}{path}.atom" for path in ("", "/KR", f"/city/{city.geonameid}")),
        *(f"calendars/{YEAR}{path}.ics" for path in ("", "/KR", f"/city/{city.geonameid}")),
        *("feeds/events.atom", f"calendars/event/{page.translation_key}.ics"),
        *("embed/current/", f"embed/{YEAR}/", f"embed/{YEAR}/kr/"),
    ]
    api = "/api/v2/pages/"
    addresses = [
        *(f"/en/{path}" for path in paths),
        *(f"{api}{page.pk}/", f"{api}?type=events.EventPage&fields=*"),
    ]
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = answer.content.decode()
    assert event.edition.year == YEAR
    return found


def named_at(client, page, *words):
    """The addresses where one of these words stands."""
    return {address for address, text in public(client, page).items() if any(word in text for word in words)}


def where(page):
    """The two pages that people read."""
    city = page.event.city
    return {f"/en/{YEAR}/cities/{city.address_part}/", f"/en/{YEAR}/events/{page.slug}/"}


def at_desk(thing):
    """The address of the page where the desk looks at a word."""
    name = "group" if thing.word_field == "organisation" else "person"
    return reverse(f"names-to-look-at:{name}", args=[thing.pk])


def decide(desk, thing, deed, seen=None):
    data = {"deed": deed, "seen": naming.version(thing) if seen is None else seen}
    return desk.post(at_desk(thing), data, follow=True)
