"""What is forgotten of reports: their author, and what was never published."""

from django.db import transaction
from django.db.models import Q

from events.models import CityReport, DeskNote, Edition, HeldPhoto
from events.reporting.photographs import forget_held
from events.retention import is_over


@transaction.atomic
def forget_people(person_ids):
    """For the registry: what is published stays, as nobody's; what is not goes, with its photographs. → how many rows"""
    return _forget(CityReport.objects.filter(coordinator__person__in=person_ids)) + _forget_held(person_ids)


def _forget(reports):
    published = reports.published()
    about = [f"events.cityreport:{pk}" for pk in published.values_list("pk", flat=True)]
    DeskNote.objects.filter(about__in=about).delete()
    count = published.update(coordinator=None, reason="")
    for report in reports.exclude(state=CityReport.State.PUBLISHED):
        report.delete()
        count += 1
    return count


def _forget_held(person_ids):
    held = list(HeldPhoto.objects.filter(coordinator__person__in=person_ids))
    for each in held:
        each.delete()
    return len(held)


def forget_old():
    """For the scheduler: of editions that are kept no longer, and photographs that nobody sent. → a word on it"""
    over = [edition.pk for edition in Edition.objects.all() if is_over(edition)]
    named = Q(coordinator__isnull=False) | ~Q(state=CityReport.State.PUBLISHED)
    with transaction.atomic():
        count = _forget(CityReport.objects.filter(named, edition__in=over))
    count += forget_held()
    return f"{count}" if count else ""
