"""Background work: what fails is tried again, what dies is found, what is refused does not hold up the rest."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Revision

from home.background import heartbeat, progress, publishing, scheduler
from home.background.reaper import MAX_REVIVALS, reap
from home.background.tasks import durable_task
from home.background.worker import HubWorker
from home.models.background import JobProgress, PeriodicRun, WorkerHeartbeat
from home.registries import Registry
from home.tests.working import run_everything

calls = []


@durable_task(retries=2, backoff=30)
def fragile(failures, name="x"):
    calls.append(name)
    if len(calls) <= failures:
        raise RuntimeError("not yet")
    return "done"


@durable_task()
def sleep_long(path):
    with open(path, "a") as file:
        file.write("started\n")
    time.sleep(600)


@pytest.mark.django_db
def test_a_failing_task_is_tried_again_with_its_arguments():
    calls.clear()
    before = timezone.now()
    fragile.enqueue(1, name="a")
    first = DBTaskResult.objects.get()
    first.claim("test")
    HubWorker.run_task(_bare_worker(), first)
    again = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert again.run_after >= before + timedelta(seconds=30)
    run_everything()
    assert calls == ["a", "a"]
    again.refresh_from_db()
    assert again.return_value == "done"


def _bare_worker():
    worker = HubWorker.__new__(HubWorker)
    worker._run_tasks = 0
    return worker


@pytest.mark.django_db
def test_a_task_that_always_fails_is_given_up():
    calls.clear()
    fragile.enqueue(99)
    run_everything()
    assert len(calls) == 3  # once and two retries
    assert DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count() == 1


def _running(worker_ids):
    fragile.enqueue(0)
    result = DBTaskResult.objects.latest("enqueued_at")
    for worker_id in worker_ids:
        result.claim(worker_id)
    return result


@pytest.mark.django_db
def test_the_reaper_takes_only_from_the_dead():
    now = timezone.now()
    heartbeat.beat("alive", WorkerHeartbeat.Kind.WORKER)
    WorkerHeartbeat.objects.create(worker_id="dead", kind="worker", seen_at=now - timedelta(seconds=61))
    kept, revived, gone = _running(["dead", "alive"]), _running(["dead"]), _running(["never seen"])
    hopeless = _running(["dead"] * (MAX_REVIVALS + 1))
    assert str(hopeless.pk) in reap()
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert states == {kept.pk: "RUNNING", revived.pk: "READY", gone.pk: "READY", hopeless.pk: "FAILED"}


def _wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_a_killed_workers_task_comes_back(tmp_path):
    """A real worker process on a database of its own, killed in the middle of a task."""
    marker = tmp_path / "marker"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "HUB_DATA_DIR": str(tmp_path),
    }
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]

    def shell(code):
        command = [*manage, "shell", "--no-imports", "-c", code]
        done = subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True
        )
        return done.stdout.decode().split()

    subprocess.run([*manage, "migrate", "-v", "0"], env=environment, cwd=settings.BASE_DIR, check=True)
    shell(f"from home.tests.test_background import sleep_long; sleep_long.enqueue({str(marker)!r})")
    worker = subprocess.Popen([*manage, "hub_worker"], env=environment, cwd=settings.BASE_DIR)
    try:
        assert _wait_for(marker.exists)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    states = shell(
        "from datetime import timedelta; from django.utils import timezone; from django_tasks_db.models import *;"
        "from home.background.reaper import reap; now = timezone.now();"
        "state = lambda: DBTaskResult.objects.get().status;"
        "print(state()); reap(now); print(state()); reap(now + timedelta(seconds=61)); print(state())"
    )
    assert states == ["RUNNING", "RUNNING", "READY"]


@pytest.fixture
def jobs(monkeypatch):
    registry = Registry("test jobs")
    monkeypatch.setattr(scheduler, "periodic", registry)
    return registry


@pytest.mark.django_db
def test_one_failing_job_does_not_stop_the_others(jobs, caplog):
    ran = []

    def fails():
        raise RuntimeError("private words")

    jobs.register("a", scheduler.PeriodicJob(every=30, run=fails))
    jobs.register("b", scheduler.PeriodicJob(every=30, run=lambda: ran.append("b")))
    scheduler.run_due()
    assert ran == ["b"]
    assert PeriodicRun.objects.get(name="a").last_error == "RuntimeError"
    assert PeriodicRun.objects.get(name="b").last_error == ""


@pytest.mark.django_db
def test_a_job_runs_when_due_and_catches_up_once(jobs):
    now = timezone.now()
    jobs.register("a", scheduler.PeriodicJob(every=30, run=lambda: None))
    assert scheduler.run_due(now) == ["a"]
    assert scheduler.run_due(now + timedelta(seconds=29)) == []
    assert scheduler.run_due(now + timedelta(days=3)) == ["a"]
    assert scheduler.run_due(now + timedelta(days=3, seconds=1)) == []


@pytest.mark.django_db
def test_two_schedulers_do_not_run_a_job_twice():
    now = timezone.now()
    assert scheduler.claim("a", 30, now)
    assert not scheduler.claim("a", 30, now)
    # Still running elsewhere, though due again; a scheduler that died with it holds it for a while only.
    assert not scheduler.claim("a", 30, now + timedelta(seconds=60))
    assert scheduler.claim("a", 30, now + scheduler.STUCK_AFTER)


def _scheduled(slug, when):
    page = Page(title=slug, slug=slug, live=False)
    Page.objects.get(depth=1).add_child(instance=page)
    page.title = f"{slug} published"
    page.go_live_at = when
    revision = page.save_revision(approved_go_live_at=when)
    return page, revision


@pytest.mark.django_db
def test_a_refused_page_does_not_hold_up_the_others(monkeypatch):
    now = timezone.now()
    first, refused = _scheduled("first", now - timedelta(minutes=2))
    second, _ = _scheduled("second", now - timedelta(minutes=1))
    later, _ = _scheduled("later", now + timedelta(minutes=5))
    publish = Revision.publish

    def gate(self, *args, **kwargs):
        publish(self, *args, **kwargs)
        if self.pk == refused.pk:
            raise ValidationError("A private reason.")

    monkeypatch.setattr(Revision, "publish", gate)
    complaint = publishing.publish_due()
    assert str(refused.pk) in complaint and "ValidationError" in complaint and "private" not in complaint
    live = set(
        Page.objects.filter(live=True, pk__in=[first.pk, second.pk, later.pk]).values_list("pk", flat=True)
    )
    assert live == {second.pk}
    assert Page.objects.get(pk=second.pk).title == "second published"
    monkeypatch.setattr(Revision, "publish", publish)
    assert publishing.publish_due() == ""
    assert Page.objects.get(pk=first.pk).live


@pytest.mark.django_db
def test_an_expired_page_goes_offline():
    page = Page(title="Old", slug="old", live=True, expire_at=timezone.now() - timedelta(minutes=1))
    Page.objects.get(depth=1).add_child(instance=page)
    assert publishing.publish_due() == ""
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


@pytest.mark.django_db
def test_progress_is_recorded_to_its_end():
    with progress.track("job", "Job", total=4) as job:
        job.advance(message="one")
        assert JobProgress.objects.get(key="job").percent == 25
    assert JobProgress.objects.get(key="job").percent == 100
    with pytest.raises(RuntimeError), progress.track("job", "Job"):
        raise RuntimeError("private words")
    job = JobProgress.objects.get(key="job")
    assert (job.state, job.message) == ("failed", "RuntimeError")


@pytest.mark.django_db
def test_a_cancelled_job_stops_at_its_next_step():
    reached = False
    with progress.track("job", "Job", total=4) as job:
        assert progress.cancel("job")
        job.advance()
        reached = True
    assert not reached
    assert JobProgress.objects.get(key="job").state == "cancelled"
