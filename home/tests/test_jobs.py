"""Big jobs: stored at once, done one after the other, resumed after a crash, cancelled, reported."""

import os
import signal
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.accounts.roles import sync_roles
from home.factories import ContentPageFactory, UserFactory, home_page
from home.models import ContentPage, Topic, TranslationJob, TranslationJobItem
from home.registries import Registry
from home.tests.test_translation import locale
from home.tests.working import run_everything
from home.translation import jobs
from home.translation.jobs import running, start

State = TranslationJobItem.State
did = []


@pytest.fixture
def handler(monkeypatch):
    """`handler(function)`: what jobs of the kind "send" do in this test. Nobody waits between two steps."""
    did.clear()
    registry = Registry("test")
    monkeypatch.setattr(running, "handlers", registry)
    monkeypatch.setattr(running, "GAP", 0)
    return registry.register("send", note) and (lambda function: registry._entries.update(send=function))


def note(item, job):
    did.append(item.name)
    return State.DONE, {}


def things(count):
    return [{"name": f"thing {number}"} for number in range(count)]


def member(client, role):
    home_page("ko")
    sync_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


def states(job):
    return list(job.items.values_list("state", flat=True))


@pytest.mark.django_db
def test_a_job_is_done_in_its_order(handler):
    job = start("send", "All", things(60))
    assert did == []
    run_everything()
    job.refresh_from_db()
    assert did == [f"thing {number}" for number in range(60)]
    assert job.state == "done" and job.finished_at
    assert set(states(job)) == {State.DONE}


@pytest.mark.django_db
def test_starting_costs_the_same_for_one_thing_and_for_hundreds(handler, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        start("send", "One", things(1))
    with django_assert_max_num_queries(8):
        start("send", "Many", things(450))


@pytest.mark.django_db
def test_what_fails_is_told_with_its_reason_and_the_others_go_on(handler):
    def some_fail(item, job):
        if item.name == "thing 1":
            Topic.objects.create(title="Half done", slug="half-done", locale=locale("en"))
            raise ValidationError("The title is too long.")
        if item.name == "thing 2":
            raise RuntimeError("private words")
        if item.name == "thing 3":
            raise PermissionDenied
        return State.UNCHANGED if item.name == "thing 4" else State.DONE, {}

    handler(some_fail)
    job = start("send", "All", things(6))
    run_everything()
    assert states(job) == ["done", "failed", "failed", "failed", "unchanged", "done"]
    reasons = [item.result["reason"] for item in job.items.filter(state="failed")]
    assert reasons[0] == "The title is too long."
    assert "private words" not in reasons[1] and "administrators" in reasons[1]
    assert "right" in reasons[2]
    assert not Topic.objects.filter(slug="half-done").exists()
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.django_db
def test_a_job_of_which_everything_failed_has_failed(handler):
    def fails(item, job):
        raise ValidationError("No.")

    handler(fails)
    job = start("send", "All", things(2))
    run_everything()
    job.refresh_from_db()
    assert job.state == "failed"


@pytest.mark.django_db
def test_a_cancelled_job_keeps_what_is_done_and_stops_before_the_next_thing(handler, monkeypatch):
    monkeypatch.setattr(running, "MOST", 1)

    def cancelled_meanwhile(item, job):
        if item.name == "thing 2":
            assert jobs.cancel(job)
        return note(item, job)

    handler(cancelled_meanwhile)
    job = start("send", "All", things(5))
    run_everything()
    job.refresh_from_db()
    assert did == ["thing 0", "thing 1", "thing 2"]
    assert job.state == "cancelled" and job.finished_at
    assert states(job) == ["done"] * 3 + ["waiting"] * 2
    assert not jobs.cancel(job)


@pytest.mark.django_db
def test_other_tasks_get_their_turn(handler, monkeypatch):
    monkeypatch.setattr(running, "SLICE", 0)
    monkeypatch.setattr(running, "MOST", 1)
    start("send", "Long", things(3))
    start("send", "Short", [{"name": "another"}])
    run_everything()
    assert did == ["thing 0", "another", "thing 1", "thing 2"]


@pytest.mark.django_db
def test_a_second_worker_at_the_same_job_does_nothing_twice(handler, monkeypatch):
    monkeypatch.setattr(running, "SLICE", 0)
    monkeypatch.setattr(running, "MOST", 1)
    job = start("send", "All", things(4))
    running.run.enqueue(job.pk)
    run_everything()
    assert did == [f"thing {number}" for number in range(4)]
    running.run.enqueue(job.pk)  # when it is over
    run_everything()
    assert len(did) == 4


@pytest.mark.django_db
def test_a_job_that_no_task_remembers_is_found_again(handler):
    job = start("send", "All", things(2))
    DBTaskResult.objects.all().delete()
    running.find_lost()
    running.find_lost()
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1
    run_everything()
    job.refresh_from_db()
    assert job.state == "done"
    DBTaskResult.objects.all().delete()
    running.find_lost()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_what_a_lost_slice_has_written_is_indexed_by_the_next(handler, monkeypatch):
    parent = home_page("en")

    def writes(item, job):
        ContentPageFactory(parent=parent, live=False, slug=item.name.replace(" ", "-"))
        return State.DONE, {}

    handler(writes)
    job = start("send", "All", things(2))
    DBTaskResult.objects.exclude(task_path=running.run.module_path).delete()
    monkeypatch.setattr(running, "MOST", 1)
    running._step(job)  # and then the worker is killed
    assert not DBTaskResult.objects.exclude(task_path=running.run.module_path).exists()
    run_everything()
    index = DBTaskResult.objects.exclude(task_path=running.run.module_path)
    assert [each["args"] for each in index.values_list("args_kwargs", flat=True)] == [
        [[["home", "contentpage", str(page.pk)] for page in ContentPage.objects.order_by("pk")]]
    ]


def on_its_own(tmp_path):
    """(run a command, its words): a database and processes that can be killed."""
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

    return environment, manage, shell


SLOWLY = """
import time
from home.models import TranslationJobItem
from home.translation.jobs import handlers, running, start
def slowly(item, job):
    with open({marker!r}, "a") as file:
        file.write(item.name + "\\n")
    time.sleep(0.3)
    return TranslationJobItem.State.DONE, {{}}
handlers._entries["send"] = slowly
"""


def test_a_killed_worker_goes_on_where_it_stopped(tmp_path):
    """A real process, killed in the middle of a job; then another one finishes it."""
    marker = tmp_path / "marker"
    environment, manage, shell = on_its_own(tmp_path)
    subprocess.run([*manage, "migrate", "-v", "0"], env=environment, cwd=settings.BASE_DIR, check=True)
    slowly = SLOWLY.format(marker=str(marker))
    begin = slowly + "start('send', 'All', [{'name': str(n)} for n in range(6)])\nrunning.run.call(1)"
    worker = subprocess.Popen(
        [*manage, "shell", "--no-imports", "-c", begin], env=environment, cwd=settings.BASE_DIR
    )
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end and not (marker.exists() and len(marker.read_text().split()) >= 3):
            time.sleep(0.05)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    before = marker.read_text().split()
    assert 3 <= len(before) < 6
    look = "from home.models import *; print(*TranslationJobItem.objects.values_list('state', flat=True))"
    stored = shell(look)
    assert stored.count("done") in (len(before) - 1, len(before))
    shell(slowly + "running.run.call(1)")
    after = marker.read_text().split()
    assert shell(look) == ["done"] * 6
    assert list(dict.fromkeys(after)) == [str(number) for number in range(6)]
    assert len(after) <= 7  # the one thing that was in the middle is done again
    assert shell("from home.models import *; print(TranslationJob.objects.get().state)") == ["done"]


# --- Their pages


@pytest.mark.django_db
def test_the_page_of_a_job_tells_how_far_it_is_and_what_failed(client, handler):
    def one_fails(item, job):
        if item.name == "thing 1":
            raise ValidationError("The title is too long.")
        return State.DONE, {}

    handler(one_fails)
    user = member(client, "Translators: ko")
    job = start("send", "Everything", things(3), user=user)
    page, state = reverse("translation_job", args=[job.pk]), reverse("translation_job_state", args=[job.pk])
    html = client.get(page).content.decode()
    assert "Waiting: 0 of 3 (0 %)" in html and "Cancel what is left" in html
    assert client.get(state).json() == {"sentence": "Waiting: 0 of 3 (0 %)", "percent": 0, "over": False}
    run_everything()
    html = client.get(page).content.decode()
    assert "Done: 3 of 3 (100 %)" in html and "The title is too long." in html
    assert "Cancel what is left" not in html
    assert client.get(state).json()["over"] is True
    failed = client.get(page, {"state": "failed"}).content.decode()
    assert "thing 1" in failed and "thing 2" not in failed


@pytest.mark.django_db
def test_a_job_is_cancelled_by_its_button(client, handler):
    user = member(client, "Translators: ko")
    job = start("send", "Everything", things(3), user=user)
    address = reverse("translation_job_cancel", args=[job.pk])
    assert client.get(address).status_code == 405
    html = client.post(address, follow=True).content.decode()
    assert "3 things were left" in html
    run_everything()
    assert did == []
    assert "over already" in client.post(address, follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"), [("Translators: ko", 404), ("Coordinator desk", 404), ("Editors", 200)]
)
def test_a_job_is_seen_by_who_started_it_and_by_who_sends(client, handler, role, status):
    job = start("send", "Everything", things(1), user=UserFactory())
    member(client, role)
    for name in ("translation_job", "translation_job_state"):
        assert client.get(reverse(name, args=[job.pk])).status_code == status
    cancelled = client.post(reverse("translation_job_cancel", args=[job.pk])).status_code
    assert cancelled == (302 if status == 200 else 404)
    job.refresh_from_db()
    assert (job.state == "cancelled") is (status == 200)


@pytest.mark.django_db
def test_the_list_holds_ones_own_jobs_and_for_who_sends_all(client, handler):
    start("send", "Of another", things(1), user=UserFactory())
    user = member(client, "Translators: ko")
    start("send", "My own", things(1), user=user)
    html = client.get(reverse("translation_jobs")).content.decode()
    assert "My own" in html and "Of another" not in html
    member(client, "Editors")
    html = client.get(reverse("translation_jobs")).content.decode()
    assert "My own" in html and "Of another" in html


@pytest.mark.django_db
def test_who_has_no_language_has_no_list_of_jobs(client):
    member(client, "Coordinator desk")
    assert client.get(reverse("translation_jobs")).status_code in (302, 403)


@pytest.mark.django_db
def test_pages_of_jobs_cost_the_same_however_many_there_are(client, handler, django_assert_max_num_queries):
    user = member(client, "Editors")
    korean = locale("ko")
    job = start(
        "send",
        "Many",
        [{"name": "x", "translation_key": uuid4(), "locale": korean}] * 40,
        user=user,
    )
    client.get(reverse("translation_job", args=[job.pk]))
    with django_assert_max_num_queries(25):
        client.get(reverse("translation_job", args=[job.pk]))
    for number in range(20):
        start("send", f"Job {number}", things(1), user=user)
    with django_assert_max_num_queries(25):
        client.get(reverse("translation_jobs"))
    assert TranslationJob.objects.count() == 21
