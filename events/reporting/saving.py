"""A report is written with its letters and its photographs, or not at all."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events.models import CheckedTask, CityReport, Delivery, ReportPhoto
from events.reporting import photographs
from events.reporting.subjects import may_write

FIELDS = ("attendance", "signatures", "text", "language", "links")


@transaction.atomic
def send(form, subject, coordinator):
    """What a coordinator sends, for the first time or again: it waits for the desk. Raises ValidationError where staff have
    decided meanwhile. → `CityReport`
    """
    report = _row(subject, coordinator)
    if not may_write(report, coordinator):
        raise ValidationError(
            _("Somebody else has sent a report of this meanwhile. Ask the staff to add yours.")
        )
    if not report.waits_for_its_author:
        raise ValidationError(
            _("Staff have decided on this report meanwhile, so it can't be changed here any more. Ask them.")
        )
    report.state = CityReport.State.SUBMITTED
    report.coordinator = coordinator
    _write(form, report)
    CheckedTask.objects.get_or_create(
        coordinator=coordinator, city=subject.city, task=CheckedTask.Task.REPORTED
    )
    return report


@transaction.atomic
def write_down(form, subject, **values):
    """What staff write or correct; of a published report it shows at once. → `CityReport`"""
    report = _row(subject, None)
    for name, value in values.items():
        setattr(report, name, value)
    _write(form, report)
    photographs.expose(report)
    return report


def _row(subject, coordinator):
    """The report of a subject, locked; a new one where there is none, once, whoever else begins one at this moment."""
    key = {"edition": subject.edition, "city": subject.city, "event": subject.event}
    try:
        with transaction.atomic():
            found = CityReport.objects.select_for_update().filter(**key).first()
            return found or CityReport.objects.create(**key, coordinator=coordinator)
    except IntegrityError:
        raise ValidationError(
            _("Somebody is writing a report of this, too. Open this page once more.")
        ) from None


def _write(form, report):
    for name in FIELDS:
        setattr(report, name, form.cleaned_data[name])
    report.save()
    report.deliveries.all().delete()
    rows = [row.cleaned_data for row in form.deliveries if not row.is_empty()]
    Delivery.objects.bulk_create(
        Delivery(
            report=report,
            mission_id=row["mission"],
            method=row["method"],
            outcome=row["outcome"],
            note=row["note"],
        )
        for row in rows
    )
    for row in form.photos:
        _write_photo(row, report)


def _write_photo(row, report):
    """A new file takes the place of the photograph that the row stood for."""
    values = row.cleaned_data
    if not values or row.is_empty():
        return
    kept = row.kept
    if kept and (values["remove"] or values["file"]):
        kept.delete()
        kept = None
    if values["remove"]:
        return
    words = {name: values[name] for name in ("alt", "caption", "consent")}
    if values["file"]:
        ReportPhoto.objects.create(report=report, image=photographs.take_in(values["file"]), **words)
    elif isinstance(kept, ReportPhoto):
        ReportPhoto.objects.filter(pk=kept.pk, report=report).update(**words)
    else:
        photographs.attach(report, kept, **words)
