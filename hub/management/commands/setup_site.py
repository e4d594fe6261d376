"""`manage.py setup_site`: everything between a fresh checkout and the first page. A second run finds nothing to do."""

import contextlib
import fcntl
import hashlib
import importlib.util
import io
import os
import subprocess
import sys
import time

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from events.finding.loading import load_soon
from home.models.background import JobProgress
from hub.first_page import make_first_page
from hub.management.commands.serve import refuse_taken_port
from hub.messages import compile_changed
from hub.supervisor import end_with_parent
from resources.withdrawal import replay

DEMO_KEY = "demo"
OWNERS = "Owners"


class Command(BaseCommand):
    help = "Bring the database, catalogs, static files, owner account and demo up to date."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--before-serving",
            action="store_true",
            help="`serve` comes next: stop at once when its port is taken.",
        )

    def handle(self, *, before_serving=False, **options):
        self.began = time.monotonic()
        if before_serving:
            refuse_taken_port()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with self.alone():
                self.set_up()
        except KeyboardInterrupt:
            self.say("stopped; the next start goes on from here")
            sys.exit(130)

    @contextlib.contextmanager
    def alone(self):
        """One set-up at a time for a data directory; the next waits, then finds little to do."""
        with (settings.DATA_DIR / "setup.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.say("another set-up is at work here; waiting for it …")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def set_up(self):
        if count := compile_changed():
            self.say(f"{count} catalogs compiled")
        with self.static_files():
            self.migrate()
        if count := replay():
            self.say(f"{count} accounts that the database brought back are withdrawn again")
        self.make_owner()
        if load_soon():
            self.say("the cities of the world will load in the background")
        if settings.HUB_DEMO:
            self.load_demo()
        elif make_first_page():
            self.say("a first page is made")
        self.say("the site is set up")

    def say(self, sentence):
        self.stdout.write(f"[{time.monotonic() - self.began:5.1f} s] {sentence}")
        self.stdout.flush()

    def migrate(self):
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if not plan:
            return
        self.say(f"preparing the database: {len(plan)} steps …")
        steps = _Steps(lambda done: self.say(f"  {done} of {len(plan)}"))
        with _packages_first():
            call_command("migrate", interactive=False, stdout=steps)
        self.say("the database is prepared")

    @contextlib.contextmanager
    def static_files(self):
        """Collects them in a process of its own, while the database is prepared."""
        stamp, wanted = settings.DATA_DIR / "static.stamp", _static_fingerprint()
        if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == wanted:
            yield
            return
        stamp.unlink(missing_ok=True)
        command = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity=0"]
        with subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches only this process, which ends the other
            preexec_fn=end_with_parent(),
        ) as process:
            try:
                yield
            except BaseException:
                process.terminate()
                raise
        if process.returncode:
            raise CommandError("The static files could not be collected; the reason stands above.")
        stamp.write_text(wanted)
        self.say("static files are collected")

    @transaction.atomic
    def make_owner(self):
        email, password = os.environ.get("HUB_OWNER_EMAIL"), os.environ.get("HUB_OWNER_PASSWORD")
        if not email or not password:
            if email or password:
                self.say("no owner's account: set both HUB_OWNER_EMAIL and HUB_OWNER_PASSWORD")
            return
        users = get_user_model()
        if users.objects.filter(email__iexact=email).exists():
            return
        try:
            validate_password(password, users(email=email))
        except ValidationError as error:
            if settings.HUB_REQUIRE_SECOND_FACTOR:
                raise CommandError(f"HUB_OWNER_PASSWORD is too weak: {' '.join(error.messages)}") from error
            self.say(f"the owner's password is weak: {' '.join(error.messages)}")
        owner = users.objects.create_superuser(email=email, password=password)
        owner.groups.add(*Group.objects.filter(name=OWNERS))
        self.say("the owner's account is made")

    def load_demo(self):
        progress = JobProgress.objects.filter(key=DEMO_KEY).first()
        if progress and progress.state == JobProgress.State.DONE:
            return
        if _has_module("hub.demo.load"):
            from hub.demo.load import first_page

            if progress is None:
                self.say("loading the first page of the demo …")
            first_page(self.stdout.write)
        if not _has_module("hub.demo.tasks"):
            return
        from hub.demo.tasks import load_rest

        JobProgress.objects.get_or_create(key=DEMO_KEY, defaults={"label": "Demo"})
        unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
        if not DBTaskResult.objects.filter(task_path=load_rest.module_path, status__in=unfinished).exists():
            load_rest.enqueue()
            self.say("the rest of the demo will load in the background")


def _has_module(name):
    return importlib.util.find_spec(name) is not None


class _Steps(io.TextIOBase):
    """Takes what `migrate` prints, and tells now and then how many migrations are done."""

    EVERY = 50

    def __init__(self, tell):
        self.tell, self.done = tell, 0

    def write(self, text):
        if text.lstrip().startswith("Applying"):
            self.done += 1
            if self.done % self.EVERY == 0:
                self.tell(self.done)
        return len(text)


@contextlib.contextmanager
def _packages_first():
    """Of migrations that do not depend on each other, run the packages' before ours.

    Each one makes Django build anew all related models known so far, and ours are many: this order saves a third of
    the time of a first start.
    """
    natural = MigrationGraph.leaf_nodes
    packages = {app.label for app in apps.get_app_configs() if "site-packages" in app.path}

    def leaf_nodes(graph, app=None):
        def weight(node):
            plan = graph.forwards_plan(node)
            return sum(label not in packages for label, _name in plan), len(plan), node

        return sorted(natural(graph, app), key=weight)

    MigrationGraph.leaf_nodes = leaf_nodes
    try:
        yield
    finally:
        MigrationGraph.leaf_nodes = natural


def _static_fingerprint():
    """Changes when a static file of ours or the pinned packages (Wagtail's admin) do."""
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    folders = {*settings.STATICFILES_DIRS, *settings.BASE_DIR.glob("*/static")} - {settings.STATIC_ROOT}
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for path in [settings.BASE_DIR / "requirements.txt", *files]:
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
