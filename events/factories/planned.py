"""What is there to take part in: cities, missions, editions, events, their pages, and words on a country's safety."""

import datetime

import factory
from django.utils import timezone
from wagtail.models import Locale

from events.models import (
    City,
    CountrySafety,
    Edition,
    EditionPage,
    EditionReportPage,
    Event,
    EventIndexPage,
    EventPage,
    Mission,
)
from home.factories import PageFactory


class CityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = City

    geonameid = factory.Sequence(lambda n: 9_000_000 + n)
    name = factory.Sequence(lambda n: f"City {n}")
    slug = factory.Sequence(lambda n: f"city-{n}")
    country = "KR"
    latitude = 37.5
    longitude = 127.0
    time_zone = "Asia/Seoul"


class MissionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mission

    city = factory.SubFactory(CityFactory)
    kind = Mission.Kind.EMBASSY


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition
        django_get_or_create = ["year"]

    year = 2027
    date = factory.LazyAttribute(lambda edition: datetime.date(edition.year, 9, 24))
    state = Edition.State.OPEN


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    edition = factory.SubFactory(EditionFactory)
    city = factory.SubFactory(CityFactory)
    starts_on = factory.LazyAttribute(lambda event: event.edition.date)
    starts_time = datetime.time(12)
    kinds = ["petition_delivery"]
    status = Event.Status.CONFIRMED


class EditionPageFactory(PageFactory):
    class Meta:
        model = EditionPage

    edition = factory.SubFactory(EditionFactory)
    slug = factory.LazyAttribute(lambda page: str(page.edition.year))


def edition_page(locale, edition=None):
    found = EditionPage.objects.filter(locale=locale)
    if edition:
        found = found.filter(edition=edition)
    return found.first() or EditionPageFactory(locale=locale, **({"edition": edition} if edition else {}))


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage

    slug = "events"

    @classmethod
    def default_parent(cls, locale):
        return edition_page(locale)


class EventPageFactory(PageFactory):
    class Meta:
        model = EventPage

    event = factory.SubFactory(EventFactory)

    @classmethod
    def default_parent(cls, locale):
        found = EventIndexPage.objects.filter(locale=locale).first()
        return found or EventIndexPageFactory(locale=locale)


class EditionReportPageFactory(PageFactory):
    class Meta:
        model = EditionReportPage

    edition = factory.SubFactory(EditionFactory)
    slug = "report"

    @classmethod
    def default_parent(cls, locale):
        return edition_page(locale)


class CountrySafetyFactory(factory.django.DjangoModelFactory):
    """Live words on a country, checked today: `CountrySafetyFactory(country="KR")`."""

    class Meta:
        model = CountrySafety

    country = "KR"
    level = CountrySafety.Level.CARE
    acting = "<p>Ask before you gather.</p>"
    checked_on = factory.LazyFunction(timezone.localdate)
    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="en")[0])
