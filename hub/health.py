"""Is the process there (`healthz`), and is the whole site ready to serve (`readyz`)? Says nothing of versions."""

import logging
import os
import shutil

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from home.background.heartbeat import alive
from home.models.background import JobProgress, WorkerHeartbeat
from home.registries import readiness, watched

logger = logging.getLogger("hub.health")

ADDRESSES = ("/healthz", "/readyz")
MAINTENANCE = (
    "maintenance"  # while a file of this name is in the data directory, readers are told to come back
)

LEAST_FREE_BYTES = 200 * 1024 * 1024

_migrations_seen = False


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations():
    """All applied. Once true it stays so in this process, whose code does not change."""
    global _migrations_seen
    if not _migrations_seen:
        executor = MigrationExecutor(connection)
        _migrations_seen = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrations_seen


def disk():
    folder = settings.DATA_DIR
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= LEAST_FREE_BYTES


def worker():
    return alive(WorkerHeartbeat.Kind.WORKER)


def scheduler():
    return alive(WorkerHeartbeat.Kind.SCHEDULER)


def demo():
    if not settings.HUB_DEMO:
        return True
    return JobProgress.objects.filter(key="demo", state=JobProgress.State.DONE).exists()


def in_maintenance():
    return (settings.DATA_DIR / MAINTENANCE).exists()


CHECKS = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
    "worker": worker,
    "scheduler": scheduler,
    "demo": demo,
}


def passes(name, check):
    try:
        answer = check()
        # A registered check answers with a word on it, which is for the log only: the address is public.
        return bool(answer[0] if isinstance(answer, tuple) else answer)
    except Exception as error:
        logger.warning("Readiness check %s raised %s.", name, type(error).__name__)
        return False


@never_cache
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request):
    checks = {name: passes(name, check) for name, check in [*CHECKS.items(), *readiness.items()]}
    if in_maintenance():
        checks["maintenance"] = False
    ready = all(checks.values())
    looked_after = {name: passes(name, check) for name, check in watched.items()}
    response = JsonResponse(
        {"ready": ready, "checks": checks, "watched": looked_after}, status=200 if ready else 503
    )
    # Asked every few seconds: "not yet" is an answer, not an error for Django to log.
    response._has_been_logged = True
    return response
