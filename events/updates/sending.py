"""An update goes out: person after person, some at a time, each once, and only while they still agree."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.models import Consent, Update, UpdateSending
from events.updates import letters
from events.updates.versions import language_for, readers_of
from home import outbox
from home.background.tasks import durable_task
from home.models import OutboxMail

AT_ONCE = 50  # people in one transaction
LOST_AFTER = timedelta(minutes=10)  # without a step, the task that made them is gone


class SentAlready(Exception):
    """This update was sent before; nobody gets it twice."""


def about(sending):
    return f"events.updatesending:{sending.pk}"


@transaction.atomic
def begin(translation_key, content, user):
    """Send these words (see `versions.content_of`) to everybody who agreed. Raises `SentAlready`."""
    sending, created = UpdateSending.objects.get_or_create(
        translation_key=translation_key,
        defaults={"content": content, "by": user, "expected": readers_of(content).count()},
    )
    if not created:
        raise SentAlready
    go_on.enqueue(sending.pk)
    return sending


@durable_task(retries=5, backoff=60)
def go_on(pk):
    """One step, and the next as a task of its own, so that other work comes in between."""
    if step(pk):
        go_on.enqueue(pk)


@transaction.atomic
def step(pk):
    """Write to the next people. Whether there are more."""
    sending = UpdateSending.objects.select_for_update().filter(pk=pk).first()
    if sending is None or not sending.is_on_its_way:
        return False
    readers = readers_of(sending.content).filter(pk__gt=sending.after_person)
    # Held until their mails are written, so that who is erased in this moment takes theirs along.
    people = list(readers.select_for_update(of=("self",))[:AT_ONCE])
    consents = _day_consents(sending, people)
    for person in people:
        sending.written += bool(write(sending, person, consents.get(person.pk)))
        sending.after_person = person.pk
    sending.moved_at = timezone.now()
    if len(people) < AT_ONCE:
        sending.finished_at = sending.moved_at
    sending.save(update_fields=["written", "after_person", "moved_at", "finished_at"])
    return sending.finished_at is None


def _day_consents(sending, people):
    """{person id: the agreement that lets us write about the Day}; none are needed for news."""
    if sending.content["group"] == Update.Group.NEWS:
        return {}
    found = Consent.objects.filter(
        person__in=people,
        edition=sending.content["edition"],
        purpose=Consent.Purpose.DAY,
        withdrawn_at=None,
        update_stop=None,
    )
    return {consent.person_id: consent for consent in found.select_related("person").order_by("-pk")}


def write(sending, person, day_consent=None):
    """Queue the update for one person; None where they have it already."""
    content, group = sending.content, sending.content["group"]
    language = language_for(content, person.language)
    way_out = letters.way_out(group, person, day_consent)
    key = f"update:{sending.translation_key}:{person.pk}"
    if OutboxMail.objects.filter(key=key).exists():
        return None
    return outbox.queue(
        kind_of(group),
        person.email,
        language,
        lambda: letters.letter(content["versions"][language], letters.reason(group, way_out)),
        about=about(sending),
        key=key,
        unsubscribe=way_out,
    )


def kind_of(group):
    return "update-news" if group == Update.Group.NEWS else "update-day"


@transaction.atomic
def stop(sending):
    """Nobody else gets it; what nobody has tried to send yet is as if it had never been written. Returns how many got it."""
    sending = UpdateSending.objects.select_for_update().get(pk=sending.pk)
    if not sending.is_on_its_way and not waiting(sending):
        return sending.written
    taken_back, _rows = OutboxMail.objects.filter(
        about=about(sending), state=OutboxMail.State.QUEUED, attempts=0
    ).delete()
    sending.stopped_at, sending.finished_at = timezone.now(), None
    sending.written -= taken_back
    sending.save(update_fields=["stopped_at", "finished_at", "written"])
    return sending.written


@transaction.atomic
def resume(sending):
    """Go on after a stop, from the beginning: who has it already does not get it again."""
    sending = UpdateSending.objects.select_for_update().get(pk=sending.pk)
    if sending.stopped_at:
        sending.stopped_at, sending.after_person, sending.moved_at = None, 0, timezone.now()
        sending.save(update_fields=["stopped_at", "after_person", "moved_at"])
        go_on.enqueue(sending.pk)


def waiting(sending):
    """How many of its mails have not left yet."""
    return OutboxMail.objects.filter(about=about(sending), state=OutboxMail.State.QUEUED).count()


def find_lost():
    """For the scheduler: sendings whose task is gone go on."""
    on_their_way = UpdateSending.objects.filter(finished_at=None, stopped_at=None)
    for pk in on_their_way.filter(moved_at__lte=timezone.now() - LOST_AFTER).values_list("pk", flat=True):
        go_on.enqueue(pk)
