"""Events on the editors' desk: the way to begin one, the list of all, the editions' dates, the chooser of cities."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale

from events.factories import (
    CityFactory,
    EditionFactory,
    EventFactory,
    EventIndexPageFactory,
    EventPageFactory,
    edition_page,
)
from events.models import CityName, Event
from home.accounts.roles import sync_roles
from home.factories import OrganisationFactory, UserFactory, home_page

pytestmark = pytest.mark.django_db

LIST = reverse("event-pages:index")


@pytest.fixture
def member(client):
    def log_in(role):
        sync_roles()
        user = UserFactory()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return log_in


def listed(client, **query):
    return client.get(LIST, query).content.decode()


def test_an_event_is_begun_in_the_edition_that_the_site_is_about(member):
    en = Locale.objects.get_or_create(language_code="en")[0]
    past = EditionFactory(year=2017, state="archived")
    old = EventIndexPageFactory(parent=edition_page(en, past))
    new = EventIndexPageFactory(parent=edition_page(en, EditionFactory(year=2027)))
    text = member("Editors").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_pages:add", args=["events", "eventpage", new.pk]) in text
    assert reverse("wagtailadmin_pages:add", args=["events", "eventpage", old.pk]) not in text


def test_without_an_edition_no_event_can_be_begun(member):
    home_page("en")
    assert "eventpage" not in member("Editors").get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_says_when_where_and_how_sure(member):
    city = CityFactory(name="Seoul")
    event = EventFactory(city=city, starts_on=datetime.date(2027, 9, 24), status=Event.Status.POSTPONED)
    EventPageFactory(event=event, title="Letter and candles", locale="en")
    text = listed(member("Editors"))
    for words in ("Letter and candles", "Seoul", "postponed", "2027", "English"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "candles"}, {"Letter and candles"}),
        ({"q": "서울"}, {"Letter and candles"}),
        ({"q": 'a "quoted'}, set()),
        ({"status": "cancelled"}, {"Vigil"}),
        ({"kind": "candlelight_vigil"}, {"Vigil"}),
        ({"published": "draft"}, {"Vigil"}),
        ({"published": "live"}, {"Letter and candles"}),
        ({"locale": "en"}, {"Letter and candles", "Vigil"}),
        ({"locale": "ko"}, set()),
        ({"status": "no such thing"}, {"Letter and candles", "Vigil"}),
    ],
)
def test_the_list_is_searched_and_filtered(member, query, found):
    Locale.objects.get_or_create(language_code="ko")
    city = CityFactory(name="Seoul")
    CityName.objects.create(city=city, language="ko", name="서울")
    EventPageFactory(event=EventFactory(city=city), title="Letter and candles", locale="en")
    other = EventFactory(kinds=["candlelight_vigil"], status=Event.Status.CANCELLED)
    EventPageFactory(event=other, title="Vigil", locale="en", live=False)
    text = listed(member("Editors"), **query)
    assert {title for title in ("Letter and candles", "Vigil") if title in text} == found


def test_the_list_is_filtered_by_edition(member):
    editions = [EditionFactory(year=year) for year in (2026, 2027)]
    for edition in editions:
        EventPageFactory(event=EventFactory(edition=edition), title=f"In {edition.year}", locale="en")
    text = listed(member("Editors"), edition=editions[0].pk)
    assert "In 2026" in text or "In 2027" in text
    assert ("In 2026" in text) != ("In 2027" in text)


def test_a_translator_sees_the_events_of_one_language_only(member):
    Locale.objects.get_or_create(language_code="ko")
    home_page("ko")
    EventPageFactory(title="An English event", locale="en")
    assert "An English event" not in listed(member("Translators: ko"))


def test_who_has_no_pages_has_no_list(member):
    EventPageFactory(locale="en")
    client = member("Coordinator desk")
    assert client.get(LIST).status_code == 302
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("count", [2, 10])
def test_a_longer_list_costs_no_more(member, count, django_assert_max_num_queries):
    for _number in range(count):
        EventPageFactory(event=EventFactory(city=CityFactory()), locale="en")
    client = member("Editors")
    listed(client)
    with django_assert_max_num_queries(40):
        listed(client)


def test_an_editions_date_stands_in_the_calendar(member):
    EditionFactory(year=2027, date=datetime.date(2027, 9, 24))
    home_page("en")
    text = member("Editors").get(reverse("desk_calendar_month", args=[2027, 9])).content.decode()
    day = text.split('datetime="2027-09-24"')[1].split("</td>")[0]
    assert "The Day of 2027" in day


def test_cities_are_chosen_by_country_and_region(member):
    CityFactory(name="Washington", country="US", region="Pennsylvania")
    text = member("Owners").get(reverse("city-chooser:choose_results")).content.decode()
    assert "United States" in text
    assert "Pennsylvania" in text


def test_organisations_are_chosen_by_their_kind(member):
    OrganisationFactory(name="One of them", kind="rescue")
    from home.models import Organisation

    address = reverse(Organisation.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    assert "rescue organisation" in member("Owners").get(address).content.decode()
