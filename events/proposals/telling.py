"""Who signed up learns of what changes: postponed, cancelled, on after all, another time or place. Once for each change."""

import datetime
from copy import copy

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Event, EventHost, EventPage, PrivateContact, SignUp, UntoldChange
from events.writing import footing, write_to
from home.addresses import whole
from home.background.tasks import durable_task
from home.facts.drafts import apply, as_json, values_of
from home.languages import listed
from home.models import OutboxMail
from home.outbox import Letter
from home.routing import page_address

Status = Event.Status
OFF = (Status.POSTPONED, Status.CANCELLED)
TIME = ("starts_on", "starts_time", "ends_on", "ends_time")
PLACE = ("city_id", "venue", "address")
SHOWN = (*Event.told_facts, "status_reason")
BATCH = 200
SOON = datetime.timedelta(hours=48)


def tell_of_change(event, before):
    """Have everybody told who signed up for it. `before`: {field: value} of `Event.told_facts` before the change.

    Called by the event itself in the transaction that saves it; the worker writes the mails once that is committed. A change
    that comes before people were told of the last one is told with it.
    """
    before = {name: as_json(value) for name, value in before.items()}
    UntoldChange.objects.get_or_create(event=event, defaults={"before": before})
    tell.enqueue(event.pk)


def kinds_of_change(before, after):
    """What people must learn of: "cancelled", "postponed", "on", "time", "place"; empty where nothing of that changed."""
    if after["status"] in OFF:
        return [after["status"]] if before["status"] != after["status"] else []
    if after["status"] == Status.TOOK_PLACE:
        return []
    found = ["on"] if before["status"] in OFF else []
    if any(after[name] != before[name] for name in TIME):
        found.append("time")
    if any(after[name] != before[name] for name in PLACE):
        found.append("place")
    return found


@durable_task()
def tell(event_pk):
    """Write to everybody. Run twice, cut short or overtaken by a later change, nobody reads the same thing twice."""
    count = 0
    while change := _begin(event_pk):
        event = _as_told(change)
        kinds = kinds_of_change(change.before, change.after)
        if kinds and event.ends_at >= timezone.now():
            count += _write_to_all(event, kinds, change)
        _finish(change)
    return count


@transaction.atomic
def _begin(event_pk):
    """The change that people are told of now; None where they know all."""
    change = UntoldChange.objects.select_for_update().filter(event=event_pk).first()
    if change and change.after is None:
        event = Event.objects.get(pk=event_pk)
        change.after, change.sequence = values_of(event, SHOWN), event.sequence
        if not kinds_of_change(change.before, change.after):
            change.delete()  # taken back meanwhile, or nothing that matters
            return None
        change.save()
    return change


@transaction.atomic
def _finish(change):
    """Everybody knows what `after` says. If the event has changed since, that is the next thing to tell."""
    row = UntoldChange.objects.select_for_update().filter(pk=change.pk, sequence=change.sequence).first()
    if row:
        row.before, row.after = row.after, None
        row.save()


def _as_told(change):
    """The event with the facts that people are told, whatever it says by now."""
    return _with(Event.objects.with_hosts().get(pk=change.event_id), change.after)


def _with(event, facts):
    now = values_of(event, SHOWN)
    apply(event, {name: [now[name], value] for name, value in facts.items()})
    event.derive_moments()
    return event


def _priority(event, change):
    """These mails go to many and let others pass, but not where somebody would come for nothing: soon, as it was or as it is now."""
    now = timezone.now()
    both = (event, _with(copy(event), change.before))
    presses = any(each.starts_at <= now + SOON and each.ends_at >= now for each in both)
    return OutboxMail.Priority.ONE if presses else OutboxMail.Priority.MANY


def _write_to_all(event, kinds, change):
    people, pages, priority = audience(event), {}, _priority(event, change)
    count = last = 0
    while True:
        with transaction.atomic():
            # Held until their mails are written, so that who is erased in this moment takes theirs along.
            some = people.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
            batch = list(some[:BATCH])
            for person in batch:
                count += bool(_write(person, event, kinds, change.sequence, pages, priority))
        if not batch:
            return count
        last = batch[-1].pk


def tell_again():
    """For the scheduler: what a worker that died has left untold."""
    for pk in UntoldChange.objects.values_list("event", flat=True):
        tell.enqueue(pk)


def audience(event):
    """Those who signed up for this event, its hosts, and, of an event in lists, who joins in its city without naming another."""
    from events.signing_up import participants

    wanted = set(participants(event.edition, event=event).values_list("pk", flat=True))
    if EventPage.objects.listed().filter(event=event).exists():
        here = SignUp.objects.filter(
            kind=SignUp.Kind.JOIN,
            state=SignUp.State.ACCEPTED,
            edition=event.edition,
            cities=event.city,
            event=None,
        )
        in_city = participants(event.edition, city=event.city).filter(pk__in=here.values("person"))
        wanted.update(in_city.values_list("pk", flat=True))
    hosts = EventHost.objects.filter(event=event, person__isnull=False)
    return PrivateContact.objects.filter(pk__in=[*wanted, *hosts.values_list("person", flat=True)])


def _write(person, event, changes, sequence, pages, priority):
    return write_to(
        person,
        "event-change",
        lambda: _letter(person, event, changes, pages),
        about=f"events.event:{event.pk}",
        key=f"event-change:{event.pk}:{sequence}:{person.pk}",
        priority=priority,
    )


def _letter(person, event, changes, pages):
    """`pages`: {language: the event's page for its readers}, filled as it goes."""
    language = get_language()
    if language not in pages:
        pages[language] = EventPage.objects.visible().filter(event=event).best_for(language).first()
    page = pages[language]
    title = page.title if page else event.city.display_name
    return Letter(
        subject=_subject(changes, title),
        paragraphs=tuple(_sentences(event, changes, title)),
        action=(_("See the event"), whole(page_address(page, language))) if page else None,
        reason=footing(person),
    )


def _subject(changes, title):
    if Status.CANCELLED in changes:
        return _("Cancelled: {title}").format(title=title)
    if Status.POSTPONED in changes:
        return _("Postponed: {title}").format(title=title)
    if "on" in changes:
        return _("It takes place: {title}").format(title=title)
    return _("Changed: {title}").format(title=title)


def _sentences(event, changes, title):
    """What happened, in the language that is active."""
    words = {"title": title, "city": event.city.display_name, "date": date_format(event.starts_on)}
    if Status.CANCELLED in changes:
        yield _("“{title}” in {city} on {date} is cancelled.").format(**words)
    if Status.POSTPONED in changes:
        yield _(
            "“{title}” in {city} on {date} is postponed. We write to you once there is a new date."
        ).format(**words)
    if event.status in OFF and event.status_reason:
        yield _("The reason: {reason}.").format(reason=event.get_status_reason_display())
    if "on" in changes:
        yield _("“{title}” in {city} takes place after all.").format(**words)
    if "time" in changes or "on" in changes:
        yield _time(event)
    if "place" in changes:
        where = [event.venue, " ".join(event.address.split()), event.city.display_name]
        yield _("The place of “{title}” has changed. It is now: {place}.").format(
            title=title, place=listed(where, of_places=True)
        )


def _time(event):
    words = {"date": date_format(event.starts_on), "city": event.city.display_name}
    if event.starts_time is None:
        return _("It is now on {date}. The time is not fixed yet.").format(**words)
    words["time"] = _clock(event.starts_time)
    if event.ends_time and event.ends_on in (None, event.starts_on):
        words["end"] = _clock(event.ends_time)
        return _("It is now on {date}, {time}–{end}, {city} time.").format(**words)
    return _("It is now on {date} at {time}, {city} time.").format(**words)


def _clock(time):
    return time_format(time if isinstance(time, datetime.time) else datetime.time.fromisoformat(time))
