"""A coordinator writes to everybody who wishes to come. Neither sees an address; the text stands on the hub, never in a mail.

A trusted coordinator's letter goes out at once, any other is read by the desk first. Whom it reaches is decided while it goes
out: who took back their sign-up or wants no more letters gets none, and nobody gets one twice.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from events.hosting.links import way_in
from events.models import HostLetter, LetterReader, LetterStop
from events.personal_links import LETTER
from events.retention import is_over
from events.signing_up import participants
from events.writing import footing, write_to
from home.addresses import whole
from home.languages import served
from home.outbox import Letter

MOST = 3  # a day
AT_ONCE = 100
State = HostLetter.State
APPROVED = "hub.host_letter.approved"
REJECTED = "hub.host_letter.rejected"


class TooMany(ValueError):
    """More letters than people wish to get."""


class Decided(ValueError):
    """Somebody was first, or its writer coordinates no longer."""


def may_write(coordinator):
    """Whether today's letters of this coordinator are not all written yet."""
    since = timezone.now() - timedelta(days=1)
    recent = coordinator.letters.filter(created_at__gt=since)
    return recent.exclude(state=State.REJECTED).count() < MOST


def readers_of(edition, city, coordinator=None):
    """The people whom a letter would reach now."""
    stopped = LetterStop.objects.filter(person=OuterRef("pk"), edition=edition)
    found = participants(edition, city).exclude(Exists(stopped)).exclude(email_hash="")
    return found.exclude(pk=coordinator.person_id) if coordinator else found


@transaction.atomic
def write(coordinator, city, language, text):
    """Returns the `HostLetter`: on its way, or waiting for the desk. Raises `TooMany`."""
    # Two browsers at once are counted one after the other.
    coordinator = type(coordinator).objects.select_for_update().get(pk=coordinator.pk)
    if not may_write(coordinator):
        raise TooMany(coordinator.pk)
    letter = HostLetter.objects.create(
        coordinator=coordinator, edition=coordinator.edition, city=city, language=language, text=text
    )
    if coordinator.trusted:
        _send(letter)
    return letter


@transaction.atomic
def approve_letter(letter, by):
    """The desk lets it go. Raises `Decided`."""
    letter = _waiting(letter)
    letter.decided_by = by
    _send(letter)
    log(letter, APPROVED, user=by)
    _tell(letter)
    return letter


@transaction.atomic
def reject_letter(letter, by, reason):
    """It reaches nobody; its writer reads the reason in the room. Raises `Decided`."""
    letter = _waiting(letter)
    letter.state, letter.reason, letter.decided_by = State.REJECTED, reason, by
    letter.save(update_fields=["state", "reason", "decided_by"])
    log(letter, REJECTED, user=by)
    _tell(letter)
    return letter


def _waiting(letter):
    letter = (
        HostLetter.objects.select_for_update(of=("self",))
        .select_related("coordinator__person", "coordinator__edition", "city")
        .get(pk=letter.pk)
    )
    if letter.state != State.SUBMITTED or not letter.coordinator.active:
        raise Decided(letter.pk)
    return letter


def _send(letter):
    from events.hosting.tasks import deliver_letter

    letter.state, letter.sent_at = State.SENT, timezone.now()
    letter.save(update_fields=["state", "sent_at", "decided_by"])
    deliver_letter.enqueue(letter.pk)


def _tell(letter):
    """Its writer learns that there is an answer; which one stands in the room."""
    coordinator = letter.coordinator
    link = way_in(coordinator, "host-letters", letter.city.geonameid)

    def words():
        return Letter(
            subject=_("The desk has read your message"),
            paragraphs=(_("You wrote to those who wish to come. What became of it stands in your room."),),
            action=(_("Open my room"), link),
            reason=footing(coordinator.person),
        )

    write_to(coordinator.person, "host-letter-answer", words, about=f"events.hostletter:{letter.pk}")


def deliver(pk):
    """Queue the mails, some people at a time, each time in one transaction. Where it was interrupted, it goes on."""
    letter = HostLetter.objects.select_related("edition", "city", "coordinator").filter(pk=pk).first()
    if letter is None or letter.state != State.SENT or not letter.coordinator.active:
        return 0
    reached = letter.readers.values("person")
    while True:
        with transaction.atomic():
            readers = readers_of(letter.edition, letter.city, letter.coordinator).exclude(pk__in=reached)
            # Held until their mails are written, so that who is erased in this moment takes theirs along.
            people = list(readers.select_for_update(of=("self",))[:AT_ONCE])
            for person in people:
                _write_to(person, letter)
            HostLetter.objects.filter(pk=pk).update(reached=letter.readers.count())
        if len(people) < AT_ONCE:
            return letter.readers.count()


def _write_to(person, letter):
    reader = LetterReader.objects.get_or_create(letter=letter, person=person)[0]
    city = letter.city
    language = person.language or "en"
    link = LETTER.link(reader.pk, person.nonce, language)

    def words():
        name = city.name_in(language)
        return Letter(
            subject=_("A message from the coordinator in {city}").format(city=name),
            paragraphs=(
                _(
                    "You wish to come to the Day in {city}. Who coordinates it there has written to you."
                ).format(city=name),
                _("The message waits on our site. Your address is shown to nobody."),
            ),
            action=(_("Read the message"), link),
            after=(_("On that page you can also stop such messages."),),
            reason=footing(person),
        )

    write_to(
        person,
        "host-letter",
        words,
        about=f"events.hostletter:{letter.pk}",
        key=f"host-letter:{letter.pk}:{person.pk}",
        unsubscribe=stop_link(reader, person, language),
    )


def stop_link(reader, person, language):
    """Takes a POST without further questions, for mail programs that offer to unsubscribe."""
    with override(language if language in served() else "en"):
        return whole(reverse("host-letter-stop", args=[LETTER.token(reader.pk, person.nonce)]))


def reader_of(signed):
    """The `LetterReader` whom (pk, nonce) of a link names, or None: not ours, void, or no longer kept."""
    if signed is None:
        return None
    pk, nonce = signed
    reader = (
        LetterReader.objects.filter(pk=pk, letter__state=State.SENT)
        .select_related("person", "letter__city", "letter__edition")
        .first()
    )
    if reader is None or reader.person.nonce != nonce or is_over(reader.letter.edition):
        return None
    return reader


def stop(reader):
    """No more letters of coordinators in this edition. Twice is once."""
    LetterStop.objects.get_or_create(person=reader.person, edition=reader.letter.edition)


def wants_letters(person, edition):
    return not LetterStop.objects.filter(person=person, edition=edition).exists()
