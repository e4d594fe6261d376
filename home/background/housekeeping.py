"""What must be thrown away now and then."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

KEEP_RESULTS = timedelta(days=14)


def clear_task_results():
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS).delete()


def clear_sessions():
    call_command("clearsessions")
