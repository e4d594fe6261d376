"""Whoever coordinated last time is asked whether they will again. Nobody is taken on in silence."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events import hosting
from events.models import Consent, Coordinator, PrivateContact, SignUp
from events.personal_links import AGAIN
from events.retention import is_over
from events.signing_up.people import agrees
from events.signing_up.wordings import agree
from events.writing import footing, write_to
from home.languages import in_words
from home.outbox import Letter


def to_ask(last, edition):
    """Coordinators of an edition who may be asked about the next: they agreed to be written to, and did not come by themselves."""
    again = SignUp.objects.filter(
        person=OuterRef("person"), edition=edition, kind=SignUp.Kind.COORDINATE
    ).exclude(state__in=[SignUp.State.DECLINED, SignUp.State.WITHDRAWN])
    serves = Coordinator.objects.filter(person=OuterRef("person"), edition=edition)
    agreed = Q(agrees(Consent.Purpose.NEWS))
    if not is_over(last):
        agreed |= Q(agrees(Consent.Purpose.DAY, last))
    people = PrivateContact.objects.filter(agreed, confirmed_at__isnull=False)
    return (
        Coordinator.objects.filter(edition=last, active=True, person__in=people)
        .exclude(Exists(again))
        .exclude(Exists(serves))
        .select_related("person")
        .order_by("pk")
    )


@transaction.atomic
def ask(coordinator, edition):
    """Write to one of them. Asked twice, one mail is written."""
    cities = list(coordinator.cities.with_names())

    def letter():
        names = in_words(city.display_name for city in cities)
        return Letter(
            subject=_("Will you coordinate again in {cities}?").format(cities=names),
            paragraphs=(
                _("Last time you took care of {cities}. Thank you once more.").format(cities=names),
                _("The next Day is on {date}. Will you do it again?").format(date=date_format(edition.date))
                if edition.date
                else _("The next Day is in September {year}. Will you do it again?").format(
                    year=edition.year
                ),
            ),
            action=(_("Answer"), again_link(coordinator, edition)),
            after=(_("If not, you need not do anything: nothing goes on by itself."),),
            reason=footing(coordinator.person),
        )

    return write_to(
        coordinator.person,
        "host-again",
        letter,
        about=f"events.coordinator:{coordinator.pk}",
        key=f"again:{edition.year}:{coordinator.pk}",
    )


def again_link(coordinator, edition):
    person = coordinator.person
    return AGAIN.link(f"{coordinator.pk}.{edition.pk}", person.nonce, person.language or "en")


def read(token):
    """(coordinator of last time, edition in question) of a link, or None."""
    from events.models import Edition

    found = AGAIN.read(token)
    if found is None:
        return None
    coordinator_pk, _dot, edition_pk = str(found[0]).partition(".")
    coordinator = (
        Coordinator.objects.filter(pk=coordinator_pk, person__nonce=found[1])
        .select_related("person", "edition")
        .first()
    )
    edition = Edition.objects.filter(pk=edition_pk).first()
    if coordinator is None or edition is None or edition.is_past:
        return None
    return coordinator, edition


@transaction.atomic
def say_yes(coordinator, edition, by=None):
    """A sign-up of the next edition, with the agreement given now. Whoever is trusted is taken on at once, unless they
    coordinated in that edition already and do so no longer: then the desk knows why, and decides."""
    person = PrivateContact.objects.select_for_update().get(pk=coordinator.person_id)
    before = SignUp.objects.filter(
        person=person,
        edition=edition,
        kind=SignUp.Kind.COORDINATE,
        state__in=[SignUp.State.WAITING, SignUp.State.ACCEPTED],
    ).first()
    if before:
        return before
    now = timezone.now()
    sign_up = SignUp.objects.create(
        kind=SignUp.Kind.COORDINATE,
        state=SignUp.State.WAITING,
        edition=edition,
        person=person,
        language=person.language or "en",
        display=coordinator.display,
        organisation=coordinator.organisation,
        nonce=get_random_string(24),
        confirmed_at=now,
    )
    sign_up.cities.set(coordinator.cities.all())
    agree(person, edition, [Consent.Purpose.DAY])
    if coordinator.trusted and not Coordinator.objects.filter(person=person, edition=edition).exists():
        again = hosting.accept(sign_up, by)
        # What the desk agreed to last time holds; a name of which it has not agreed waits here as it did there.
        again.trusted, again.agreed_word = True, coordinator.agreed_word
        again.save(update_fields=["trusted", "agreed_word"])
        sign_up.refresh_from_db()
    return sign_up
