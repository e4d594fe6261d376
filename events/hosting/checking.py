"""The check-list of a coordinator in a city."""

from django.db import transaction

from events.models import CheckedTask


def checked(coordinator, city):
    return list(coordinator.checked.filter(city=city).values_list("task", flat=True))


@transaction.atomic
def set_checked(coordinator, city, tasks):
    """Exactly these are done; when something was done stays as it was."""
    coordinator.checked.filter(city=city).exclude(task__in=tasks).delete()
    CheckedTask.objects.bulk_create(
        [CheckedTask(coordinator=coordinator, city=city, task=task) for task in tasks], ignore_conflicts=True
    )
