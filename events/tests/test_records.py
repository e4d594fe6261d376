"""The screens of records refuse what would break pages, with a sentence rather than an error."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.factories import CityFactory, EditionFactory, EditionPageFactory, EventFactory, EventPageFactory
from events.models import City, CityName, Edition, EditionPage, Event
from home.factories import OwnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    client.force_login(OwnerFactory())
    return client


def save_city(client, city, **changes):
    names = (
        "name",
        "slug",
        "country",
        "region",
        "latitude",
        "longitude",
        "time_zone",
        "population",
        "geonameid",
    )
    data = {name: getattr(city, name) for name in names}
    data |= {"names-TOTAL_FORMS": "0", "names-INITIAL_FORMS": "0", **changes}
    return client.post(reverse("cities:edit", args=[city.pk]), data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_zone", "Asia/Soul"),
        ("time_zone", "Asia"),
        ("time_zone", "../UTC"),
        ("country", "XX"),
        ("country", "kr"),
        ("country", "ZZ"),
    ],
)
def test_a_city_needs_a_country_and_a_zone_that_exist(owner, name, value):
    city = CityFactory()
    response = save_city(owner, city, **{name: value})
    assert response.status_code == 200
    assert name in response.context["form"].errors
    assert City.objects.get(pk=city.pk).time_zone == "Asia/Seoul"


def test_a_zone_in_which_an_event_has_no_time_is_refused_at_its_field(owner):
    city = CityFactory()
    EventFactory(city=city, starts_on=datetime.date(2027, 3, 28), starts_time=datetime.time(2, 30))
    response = save_city(owner, city, time_zone="Europe/Berlin")
    assert response.status_code == 200
    assert "time_zone" in response.context["form"].errors
    assert save_city(owner, city, time_zone="Asia/Tokyo").status_code == 302


def test_a_language_is_chosen_from_the_sites_list(owner):
    city = CityFactory()
    sent = {"names-TOTAL_FORMS": "1", "names-0-language": "Korean", "names-0-name": "도시"}
    response = save_city(owner, city, **sent)
    assert response.status_code == 200
    assert not CityName.objects.filter(city=city).exists()
    with pytest.raises(ValidationError):
        CityName(city=city, language="Korean", name="x").full_clean()
    assert save_city(owner, city, **sent | {"names-0-language": "ko"}).status_code == 302


@pytest.mark.parametrize(("screen", "what"), [("event-facts", "event"), ("edition-facts", "edition")])
def test_a_record_in_use_is_not_deleted_and_the_answer_says_why(owner, caplog, screen, what):
    page = EventPageFactory(title="A title to keep out of the log")
    record = page.event if what == "event" else page.event.edition
    response = owner.post(reverse(f"{screen}:delete", args=[record.pk]), follow=True)
    assert response.status_code == 200
    assert "is in use" in response.content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()
    assert "A title" not in caplog.text


@pytest.mark.parametrize("screen", ["event-facts", "resource-facts", "video-facts", "testimony-facts"])
def test_a_record_is_made_with_its_page_only(owner, screen):
    listing = owner.get(reverse(f"{screen}:index"))
    assert listing.status_code == 200
    add = reverse(f"{screen}:add")
    assert f'href="{add}"' not in listing.content.decode()
    assert owner.get(add).status_code == owner.post(add, {}).status_code == 302
    cities = owner.get(reverse("cities:index")).content.decode()
    assert f'href="{reverse("cities:add")}"' in cities


def test_the_edition_of_an_event_follows_its_page(owner):
    event = EventPageFactory().event
    other = EditionFactory(year=2031, date="2031-09-24")
    address = reverse("event-facts:edit", args=[event.pk])
    form = owner.get(address).context["form"]
    assert "edition" not in form.fields
    hosts = {f"hosts-{name}": value for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
    data = {name: form[name].value() or "" for name in form.fields} | hosts
    data |= {"starts_on": event.starts_on.isoformat(), "venue": "Elsewhere", "edition": other.pk}
    response = owner.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    saved = Event.objects.get(pk=event.pk)
    assert (saved.venue, saved.edition_id) == ("Elsewhere", event.edition_id)


def test_a_record_that_nothing_uses_is_deleted(owner):
    event = EventFactory()
    assert owner.post(reverse("event-facts:delete", args=[event.pk])).status_code == 302
    assert not Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize("above", [False, True])
def test_an_editions_page_is_not_copied(owner, above):
    page = EditionPageFactory()
    copied = page.get_parent() if above else page
    address = reverse("wagtailadmin_pages:copy", args=[copied.pk])
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": copied.get_parent().pk,
        "copy_subpages": "on" if above else "",
    }
    response = owner.post(address, data, follow=True)
    assert response.status_code == 200
    assert "copied" in response.content.decode()
    assert (EditionPage.objects.count(), Edition.objects.count()) == (1, 1)
