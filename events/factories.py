"""Cities, missions, editions, events and their pages, valid with no arguments."""

import datetime

import factory
from django.utils import timezone
from wagtail.models import Locale

from events.models import (
    City,
    CityReport,
    Consent,
    Conversation,
    Coordinator,
    CountrySafety,
    Delivery,
    Edition,
    EditionPage,
    EditionReportPage,
    Event,
    EventIndexPage,
    EventPage,
    Mission,
    PrivateContact,
    SignUp,
    Update,
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


class PrivateContactFactory(factory.django.DjangoModelFactory):
    """Somebody whose name the desk has looked at."""

    class Meta:
        model = PrivateContact

    name = factory.Sequence(lambda n: f"Person {n}")
    agreed_word = factory.SelfAttribute("name")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    language = "en"
    confirmed_at = factory.LazyFunction(timezone.now)


class CoordinatorFactory(factory.django.DjangoModelFactory):
    """`CoordinatorFactory(cities=[city])`: the desk has looked at the name of the group."""

    class Meta:
        model = Coordinator
        skip_postgeneration_save = True

    person = factory.SubFactory(PrivateContactFactory)
    edition = factory.SubFactory(EditionFactory)
    active = True
    agreed_word = factory.LazyAttribute(lambda each: getattr(each, "organisation", ""))

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        self.cities.set(extracted or [])


class SignUpFactory(factory.django.DjangoModelFactory):
    """`SignUpFactory(cities=[city])`: somebody who joins, whose address is confirmed."""

    class Meta:
        model = SignUp
        skip_postgeneration_save = True

    kind = SignUp.Kind.JOIN
    state = SignUp.State.ACCEPTED
    edition = factory.SubFactory(EditionFactory)
    person = factory.SubFactory(PrivateContactFactory)
    language = "en"
    nonce = factory.Sequence(lambda n: f"nonce-{n}")
    confirmed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def cities(self, create, extracted, **kwargs):
        self.cities.set(extracted or [])

    @factory.post_generation
    def agreed(self, create, extracted, **kwargs):
        for purpose in extracted if extracted is not None else [Consent.Purpose.DAY]:
            Consent.objects.create(
                person=self.person, edition=self.edition, purpose=purpose, wording="I agree.", language="en"
            )


class CountrySafetyFactory(factory.django.DjangoModelFactory):
    """Live words on a country, checked today: `CountrySafetyFactory(country="KR")`."""

    class Meta:
        model = CountrySafety

    country = "KR"
    level = CountrySafety.Level.CARE
    acting = "<p>Ask before you gather.</p>"
    checked_on = factory.LazyFunction(timezone.localdate)
    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="en")[0])


class CityReportFactory(factory.django.DjangoModelFactory):
    """`CityReportFactory(city=city)`: of a city as a whole, published."""

    class Meta:
        model = CityReport

    edition = factory.SubFactory(EditionFactory)
    city = factory.SubFactory(CityFactory)
    language = "en"
    text = "We stood there for an hour."
    attendance = 40
    state = CityReport.State.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class DeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delivery

    report = factory.SubFactory(CityReportFactory)
    mission = factory.SubFactory(MissionFactory)
    method = Delivery.Method.IN_PERSON
    outcome = Delivery.Outcome.DELIVERED


class ConversationFactory(factory.django.DjangoModelFactory):
    """Somebody who joins and the coordinator of the city, just introduced, without the mails."""

    class Meta:
        model = Conversation

    edition = factory.SubFactory(EditionFactory)
    city = factory.SubFactory(CityFactory)
    seeker = factory.SubFactory(PrivateContactFactory)
    coordinator = factory.LazyAttribute(
        lambda each: CoordinatorFactory(edition=each.edition, cities=[each.city])
    )
    sign_up = factory.LazyAttribute(
        lambda each: SignUpFactory(edition=each.edition, person=each.seeker, cities=[each.city])
    )


class UpdateFactory(factory.django.DjangoModelFactory):
    """A published update to those who asked for news; `locale`: a code."""

    class Meta:
        model = Update

    subject = "The Day is near"
    text = "Dear friends,\n\nthe Day is near."
    live = True

    @classmethod
    def _create(cls, model_class, *args, locale="en", **kwargs):
        locale = Locale.objects.get_or_create(language_code=locale)[0]
        return super()._create(model_class, *args, locale=locale, **kwargs)
