"""The part of the demo that arrives behind the first page."""

from home.background.progress import track
from home.background.tasks import durable_task
from hub.demo import load


@durable_task(retries=3, backoff=10)
def load_rest():
    with track(load.PROGRESS_KEY, "Demo") as progress:
        load.load_all(lambda done, total, message: progress.set(done=done, total=total, message=message))
