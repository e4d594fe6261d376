"""The worker, inside a test's own transaction."""

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.background.worker import HubWorker


def run_everything():
    """Run what is queued, retries included, whatever their time."""
    worker = HubWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    )
    while result := DBTaskResult.objects.filter(status=TaskResultStatus.READY).first():
        result.claim("test")
        worker.run_task(result)
