"""What staff decide about a report: each in one transaction, on the version that they have read."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from events.models import CityReport, Event
from events.reporting import photographs
from events.writing import write_to
from home.outbox import Letter

State = CityReport.State
MAY_BECOME = {
    State.PUBLISHED: {State.SUBMITTED, State.CHANGES, State.REJECTED},
    State.CHANGES: {State.SUBMITTED, State.REJECTED, State.CHANGES},
    State.REJECTED: {State.SUBMITTED, State.CHANGES},
    State.SUBMITTED: {State.PUBLISHED},
}
"""State → from which states a decision leads there."""


class Refused(Exception):
    """A sentence for whoever decides: why nothing was decided."""


def version(report):
    """What the version of a report is called that somebody has before them."""
    return report.updated_at.isoformat()


def lock(report, seen=None):
    """The row as it is now, held until the transaction ends. Raises Refused where it is another version than was `seen`."""
    report = CityReport.objects.select_for_update(of=("self",)).select_related("event").get(pk=report.pk)
    if seen is not None and version(report) != seen:
        raise Refused(_("The report has changed since you opened it. Look at it once more, then decide."))
    return report


def _decide(report, by, state, seen, **values):
    report = lock(report, seen)
    if report.state not in MAY_BECOME[state]:
        raise Refused(
            _("Somebody has decided on this report already: %(state)s.")
            % {"state": report.get_state_display()}
        )
    report.state = state
    for name, value in values.items():
        setattr(report, name, value)
    report.save()
    photographs.expose(report)
    action = "wagtail.publish" if state == State.PUBLISHED else "wagtail.edit"
    log(instance=report, action=action, user=by)
    return report


@transaction.atomic
def publish(report, by, *, took_place=True, seen=None):
    """Everybody can read it. `took_place`: the event that it tells of, if it was confirmed, is said to have taken place."""
    report = _decide(report, by, State.PUBLISHED, seen, published_at=timezone.now(), reason="")
    if took_place and report.event and report.event.status == Event.Status.CONFIRMED:
        report.event.status = Event.Status.TOOK_PLACE
        report.event.save()
    _answer(report)
    return report


@transaction.atomic
def ask_for_changes(report, by, reason, *, seen=None):
    """Its author may change it and send it again; `reason` stands above the form in their room."""
    report = _decide(report, by, State.CHANGES, seen, reason=reason)
    _answer(report)
    return report


@transaction.atomic
def reject(report, by, reason, *, seen=None):
    report = _decide(report, by, State.REJECTED, seen, reason=reason)
    _answer(report)
    return report


@transaction.atomic
def take_back(report, by, *, seen=None):
    """A published report is nobody's to read any more, nor are its photographs; it waits at the desk again."""
    return _decide(report, by, State.SUBMITTED, seen, published_at=None)


@transaction.atomic
def choose(report, by, *, is_highlight, photo_ids, seen=None):
    """Whether it stands at the top of the report of the edition, and which of its photographs are shown."""
    report = lock(report, seen)
    report.is_highlight = is_highlight
    report.save()
    report.photos.exclude(pk__in=photo_ids).update(shown=False)
    report.photos.filter(pk__in=photo_ids).update(shown=True)
    photographs.expose(report)
    log(instance=report, action="wagtail.edit", user=by)
    return report


@transaction.atomic
def delete(report, by):
    """With its letters and its photographs, and their files."""
    report = lock(report)
    if report.is_published:
        report.state = State.SUBMITTED
        report.save()
        photographs.expose(report)
    log(instance=report, action="wagtail.delete", user=by)
    report.delete()


def _answer(report):
    """A mail that an answer waits. What it says is in the room, behind the door."""
    from events.hosting import way_in

    coordinator = report.coordinator
    if coordinator is None or not coordinator.active:
        return
    city = report.city
    place = [city.geonameid, *([report.event_id] if report.event_id else [])]
    link = way_in(coordinator, "host-report", *place)

    def letter():
        return Letter(
            subject=_("An answer about your report"),
            paragraphs=(
                _(
                    "Thank you for your report of {city}. We have read it, and an answer waits for you."
                ).format(city=city.display_name),
            ),
            action=(_("Read the answer"), link),
            reason=_("You get this because you take care of a city and sent us a report of it."),
        )

    write_to(coordinator.person, "report-answer", letter, about=f"events.cityreport:{report.pk}")
