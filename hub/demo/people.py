"""Sample people, so that the coordinator desk of a demo shows what it is for. Each says that it is a sample; none gets a mail."""

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from events.conversations import ask_staff, introduce
from events.models import City, Consent, Coordinator, Edition, PrivateContact, SignUp
from events.proposals import propose
from events.signing_up.wordings import agree
from home.models import OutboxMail

SEOUL, PARIS, BERLIN, PRETORIA = 1835848, 2988507, 2950159, 964137
NOTE = "This is a sample, made for the demo. No person sent it."
Kind, State, Purpose = SignUp.Kind, SignUp.State, Consent.Purpose


@transaction.atomic
def load_people():
    """Once: where the edition ahead has any sign-up already, nothing is made."""
    edition = Edition.objects.current()
    if edition is None or edition.is_past or SignUp.objects.filter(edition=edition).exists():
        return
    before = OutboxMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    cities = City.objects.in_bulk([SEOUL, PARIS, BERLIN, PRETORIA], field_name="geonameid")
    if len(cities) == 4:
        _make(edition, cities)
    _keep_mails_back(before)


def _person(number, language="en"):
    name = f"Sample person {number}"
    return PrivateContact.objects.create(
        name=name,
        agreed_word=name,
        email=f"sample-{number}@example.org",
        language=language,
        confirmed_at=timezone.now(),
    )


def _sign_up(edition, number, kind, state, *cities, language="en", **values):
    person = _person(number, language)
    sign_up = SignUp.objects.create(
        kind=kind,
        state=state,
        edition=edition,
        person=person,
        language=language,
        note=NOTE,
        nonce=get_random_string(24),
        confirmed_at=None if state in {State.HELD, State.UNCONFIRMED} else timezone.now(),
        **values,
    )
    sign_up.cities.set(cities)
    agree(person, edition, [Purpose.DAY, Purpose.NEWS] if number % 2 else [Purpose.DAY])
    return sign_up


def _make(edition, cities):
    seoul, paris, berlin, pretoria = (cities[each] for each in (SEOUL, PARIS, BERLIN, PRETORIA))
    coordinator = Coordinator.objects.create(person=_person(1, "ko"), edition=edition, active=True)
    coordinator.cities.set([seoul])
    joins = [
        _sign_up(edition, 2, Kind.JOIN, State.ACCEPTED, seoul, language="ko"),
        _sign_up(edition, 3, Kind.JOIN, State.ACCEPTED, seoul),
        _sign_up(edition, 4, Kind.JOIN, State.ACCEPTED, paris, language="fr"),
    ]
    _sign_up(edition, 5, Kind.JOIN, State.HELD, berlin, doubts=["too-quick"], language="de")
    _sign_up(edition, 6, Kind.JOIN, State.UNCONFIRMED, pretoria)
    _sign_up(
        edition, 7, Kind.COORDINATE, State.WAITING, berlin, language="de", activities=["candlelight_vigil"]
    )
    _sign_up(edition, 8, Kind.COORDINATE, State.WAITING, seoul, activities=["petition_delivery"])
    told = _sign_up(edition, 9, Kind.TELL, State.WAITING, pretoria)
    introduce(joins[0], seoul)
    introduce(joins[1], seoul)
    ask_staff(coordinator, seoul, NOTE)
    propose(
        edition=edition,
        city=pretoria,
        language="en",
        sign_up=told,
        content={
            "title": "Sample: an evening to learn about refugees",
            "summary": NOTE,
            "kinds": ["educational_event"],
            "starts_on": edition.day.isoformat(),
            "starts_time": "18:00",
            "venue": "A sample hall",
            "text": NOTE,
        },
    )


def _keep_mails_back(after):
    """Addresses at example.org are nobody's, so nothing is sent there; one stands as failed, to be looked at."""
    mails = OutboxMail.objects.filter(pk__gt=after).order_by("pk")
    first = mails.first()
    if first:
        first.state, first.last_error, first.content = OutboxMail.State.FAILED, "SMTPServerDisconnected", ""
        first.save(update_fields=["state", "last_error", "content"])
        mails.exclude(pk=first.pk).update(state=OutboxMail.State.CANCELLED, content="")
