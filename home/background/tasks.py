"""Tasks that survive a failure: tried again later, a few times, then given up."""

import functools
import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

logger = logging.getLogger("hub.tasks")

ATTEMPT = "_attempt"


def durable_task(retries=3, backoff=30, **options):
    """Make a module-level function a task that is enqueued again when it raises.

    The first retry comes after `backoff` seconds and each further one after twice as long. When the retries are used
    up the exception is raised and the task is recorded as failed. A task may run twice (after a crash), so write it
    so that doing it again does no harm.
    """

    def decorate(function):
        @functools.wraps(function)
        def attempt(*args, **kwargs):
            number = kwargs.pop(ATTEMPT, 0)
            try:
                return function(*args, **kwargs)
            except Exception as error:
                if number >= retries:
                    raise
                logger.warning(
                    "Task %s failed (%s); attempt %d of %d comes later.",
                    function.__name__,
                    type(error).__name__,
                    number + 2,
                    retries + 1,
                )
                later = timezone.now() + timedelta(seconds=backoff * 2**number)
                again = durable.using(run_after=later).enqueue(*args, **kwargs, **{ATTEMPT: number + 1})
                return {"retried_as": str(again.id)}

        durable = task(**options)(attempt)
        return durable

    return decorate
