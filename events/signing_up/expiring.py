"""What is erased by itself: sign-ups that nobody confirmed, and everything of an edition some months after its Day."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from events.models import (
    Consent,
    Conversation,
    Coordinator,
    Edition,
    EventHost,
    EventProposal,
    LetterReader,
    PrivateContact,
    SignUp,
)
from events.retention import is_over, long_ago
from events.signing_up import letters
from events.signing_up.counting import count_nameless
from events.signing_up.erasing import erase_people, forget_what_hangs
from events.signing_up.people import agrees
from events.writing import write_to

CONFIRM_WITHIN = timedelta(days=7)
REMIND_AFTER = timedelta(days=2)
LOOK_WITHIN = timedelta(days=30)  # what is held or was declined, and was never confirmed
BATCH = 100
BATCHES = 10  # in one run: the next run goes on
State = SignUp.State


def run():
    """Any number of times, killed at any moment: each batch is one transaction, and what is left is done next time."""
    remind()
    erase_unconfirmed()
    for edition in Edition.objects.all():
        if is_over(edition):
            forget_edition(edition)
    erase_leftovers()


def _batches(find):
    """`find()` gives a queryset of what is left; its ids, a batch at a time, as long as there are any."""
    for _round in range(BATCHES):
        pks = list(find().order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not pks:
            return
        yield pks


def remind():
    """Once, two days after the first mail."""
    now = timezone.now()
    due = SignUp.objects.filter(
        state=State.UNCONFIRMED,
        reminded_at__isnull=True,
        asked_at__lte=now - REMIND_AFTER,
        asked_at__gt=now - CONFIRM_WITHIN,
    )
    for pks in _batches(due.all):
        with transaction.atomic():
            # Nothing but the row says that it was done, so the row and the mail are written together.
            for sign_up in due.filter(pk__in=pks).select_for_update(of=("self",)).select_related("person"):
                write_to(
                    sign_up.person,
                    "sign-up-reminder",
                    lambda each=sign_up: letters.remind(each),
                    about=f"events.signup:{sign_up.pk}",
                )
            SignUp.objects.filter(pk__in=pks).update(reminded_at=now)


def erase_unconfirmed():
    now = timezone.now()
    old = SignUp.objects.filter(confirmed_at__isnull=True).filter(
        Q(state=State.UNCONFIRMED, asked_at__lte=now - CONFIRM_WITHIN)
        | Q(state__in=[State.HELD, State.DECLINED], created_at__lte=now - LOOK_WITHIN)
    )
    newcomers = PrivateContact.objects.filter(
        Exists(old.filter(person=OuterRef("pk"))), confirmed_at__isnull=True
    )
    for pks in _batches(newcomers.all):
        erase_people(pks)
    PrivateContact.objects.filter(new_email_at__lte=now - CONFIRM_WITHIN).update(
        new_email="", new_email_at=None
    )


def forget_edition(edition):
    """Everything of an edition. Whoever still asked for news stays, with address and language only."""
    took_part = Exists(SignUp.objects.filter(person=OuterRef("pk"), edition=edition))
    took_care = Exists(Coordinator.objects.filter(person=OuterRef("pk"), edition=edition))
    people = PrivateContact.objects.filter(took_part | took_care)
    elsewhere = Exists(SignUp.objects.filter(person=OuterRef("pk")).exclude(edition=edition)) | Exists(
        Coordinator.objects.filter(person=OuterRef("pk")).exclude(edition=edition)
    )
    stays = elsewhere | agrees(Consent.Purpose.NEWS)
    for pks in _batches(people.exclude(stays).all):
        erase_people(pks)
    for pks in _batches(people.all):
        with transaction.atomic():
            _forget_in(edition, pks)
            news_only = PrivateContact.objects.filter(pk__in=pks).exclude(elsewhere)
            news_only.update(name="", agreed_word="", word_waits_since=None, telephone="")
    EventProposal.objects.filter(edition=edition, coordinator=None, sign_up=None).delete()


def _forget_in(edition, pks):
    sign_ups = SignUp.objects.filter(person__in=pks, edition=edition)
    count_nameless(sign_ups)
    forget_what_hangs(
        sign_ups=sign_ups,
        coordinators=Coordinator.objects.filter(person__in=pks, edition=edition),
        conversations=Conversation.objects.filter(
            Q(seeker__in=pks) | Q(coordinator__person__in=pks), edition=edition
        ),
        readers=LetterReader.objects.filter(person__in=pks, letter__edition=edition),
        consents=Consent.objects.filter(person__in=pks, edition=edition),
    )
    EventHost.objects.filter(person__in=pks, event__edition=edition).exclude(display="name").update(
        person=None
    )


def erase_leftovers():
    """People of whom nothing is left that one would keep them for: no sign-up, no city, no news, no event but of editions that are
    over. Whom staff wrote down, and who has stood behind no event yet, is kept for as many months as an edition's things."""
    over = [edition.pk for edition in Edition.objects.all() if is_over(edition)]
    hosted = EventHost.objects.filter(person=OuterRef("pk"))
    had_a_part = Q(confirmed_at__isnull=False) | Exists(hosted) | Q(created_at__date__lte=long_ago())
    leftover = PrivateContact.objects.filter(had_a_part, sign_ups=None, coordinates=None).exclude(
        agrees(Consent.Purpose.NEWS) | Exists(hosted.exclude(event__edition__in=over))
    )
    for pks in _batches(leftover.all):
        erase_people(pks)
