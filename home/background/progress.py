"""Progress of a long job, written as it goes and readable from another process."""

from contextlib import contextmanager

from django.utils import timezone

from home.models.background import JobProgress


class Cancelled(Exception):
    """Somebody cancelled the job; the block under `track` ends quietly."""


class Progress:
    def __init__(self, key):
        self.key = key

    def _update(self, **values):
        return JobProgress.objects.filter(key=self.key).update(updated_at=timezone.now(), **values)

    def set(self, done=None, total=None, message=None):
        """Say how far the job is; raises `Cancelled` when somebody cancelled it."""
        values = {"done": done, "total": total, "message": None if message is None else str(message)[:500]}
        self._update(**{name: value for name, value in values.items() if value is not None})
        if JobProgress.objects.filter(key=self.key, state=JobProgress.State.CANCELLED).exists():
            raise Cancelled(self.key)

    def advance(self, steps=1, message=None):
        done = JobProgress.objects.values_list("done", flat=True).get(key=self.key)
        self.set(done=done + steps, message=message)


@contextmanager
def track(key, label="", total=0):
    """`with track("demo", "Demo", total=9) as progress: progress.advance()`; records the end, whatever it is."""
    now = timezone.now()
    JobProgress.objects.update_or_create(
        key=key,
        defaults={
            "label": label,
            "total": total,
            "done": 0,
            "message": "",
            "state": JobProgress.State.RUNNING,
            "started_at": now,
            "finished_at": None,
        },
    )
    progress = Progress(key)
    try:
        yield progress
    except Cancelled:
        progress._update(finished_at=timezone.now())
    except BaseException as error:
        # The class only: a message may quote what somebody typed.
        progress._update(
            state=JobProgress.State.FAILED, finished_at=timezone.now(), message=type(error).__name__
        )
        raise
    else:
        progress._update(state=JobProgress.State.DONE, finished_at=timezone.now())


def cancel(key):
    """Ask a job to stop at its next step."""
    unfinished = [JobProgress.State.WAITING, JobProgress.State.RUNNING]
    return bool(
        JobProgress.objects.filter(key=key, state__in=unfinished).update(state=JobProgress.State.CANCELLED)
    )
