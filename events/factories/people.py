"""Who takes part, and what they send, are sent and report."""

import factory
from django.utils import timezone
from wagtail.models import Locale

from events.factories.planned import CityFactory, EditionFactory, MissionFactory
from events.models import (
    CityReport,
    Consent,
    Conversation,
    Coordinator,
    Delivery,
    PrivateContact,
    SignUp,
    Update,
)


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
