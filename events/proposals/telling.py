"""Who signed up learns of what changes: postponed, cancelled, on after all, another time or place. Once for each change."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Event, EventHost, EventPage, PrivateContact, SignUp
from events.writing import footing, write_to
from home.addresses import whole
from home.background.tasks import durable_task
from home.facts.drafts import as_json
from home.outbox import Letter
from home.routing import page_address

Status = Event.Status
OFF = (Status.POSTPONED, Status.CANCELLED)
TIME = ("starts_on", "starts_time", "ends_on", "ends_time")
PLACE = ("city_id", "venue", "address")
BATCH = 200


def tell_of_change(event, before):
    """Have everybody told who signed up for it. `before`: {field: value} of `Event.told_facts` before the change.

    Called by the event itself when it is saved; the worker writes the mails once that is committed.
    """
    before = {name: as_json(value) for name, value in before.items()}
    if kinds_of_change(before, event):
        tell.enqueue(event.pk, before)


def kinds_of_change(before, event):
    """What people must learn of: "cancelled", "postponed", "on", "time", "place"; empty where nothing of that changed."""
    now = {name: as_json(getattr(event, name)) for name in Event.told_facts}
    if event.status in OFF:
        return [event.status] if before["status"] != event.status else []
    if event.status == Status.TOOK_PLACE:
        return []
    found = ["on"] if before["status"] in OFF else []
    if any(now[name] != before[name] for name in TIME):
        found.append("time")
    if any(now[name] != before[name] for name in PLACE):
        found.append("place")
    return found


@durable_task()
def tell(event_pk, before):
    """Write to everybody; run twice, or overtaken by a later change, nobody reads the same thing twice."""
    event = Event.objects.with_hosts().filter(pk=event_pk).first()
    if event is None or event.ends_at < timezone.now():
        return 0
    changes = kinds_of_change(before, event)
    if not changes:
        return 0  # taken back meanwhile
    people = audience(event)
    count, last, pages = 0, 0, {}
    while batch := list(people.filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            for person in batch:
                count += bool(_write(person, event, changes, pages))
        last = batch[-1].pk
    return count


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


def _write(person, event, changes, pages):
    return write_to(
        person,
        "event-change",
        lambda: _letter(person, event, changes, pages),
        about=f"events.event:{event.pk}",
        key=f"event-change:{event.pk}:{event.sequence}:{person.pk}",
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
            title=title, place=", ".join(part for part in where if part)
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
