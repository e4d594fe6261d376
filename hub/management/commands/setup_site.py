"""`manage.py setup_site`: everything between a fresh checkout and the first page. A second run finds nothing to do."""

import hashlib
import importlib.util
import os
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from home.models.background import JobProgress
from hub.first_page import make_first_page
from hub.messages import compile_changed

DEMO_KEY = "demo"


class Command(BaseCommand):
    help = "Bring the database, catalogs, static files, owner account and demo up to date."
    requires_system_checks = []

    def handle(self, **options):
        self.began = time.monotonic()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if count := compile_changed():
            self.say(f"{count} catalogs compiled")
        self.migrate()
        self.collect_static()
        self.make_owner()
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
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
            self.say("the database is prepared")

    def collect_static(self):
        stamp, wanted = settings.DATA_DIR / "static.stamp", _static_fingerprint()
        if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == wanted:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)
        self.say("static files are collected")

    def make_owner(self):
        email, password = os.environ.get("HUB_OWNER_EMAIL"), os.environ.get("HUB_OWNER_PASSWORD")
        if not email or not password:
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
        users.objects.create_superuser(email=email, password=password)
        self.say("the owner's account is made")

    def load_demo(self):
        progress = JobProgress.objects.filter(key=DEMO_KEY).first()
        if progress and progress.state == JobProgress.State.DONE:
            return
        if progress is None and _has_module("hub.demo.load"):
            from hub.demo.load import first_page

            self.say("loading the first page of the demo …")
            first_page()
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


def _static_fingerprint():
    """Changes when a static file of ours or the pinned packages (Wagtail's admin) do."""
    digest = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    folders = [*settings.STATICFILES_DIRS, *settings.BASE_DIR.glob("*/static")]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for path in [settings.BASE_DIR / "requirements.txt", *files]:
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
