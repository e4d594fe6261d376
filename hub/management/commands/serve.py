"""`manage.py serve`: the web server, the worker and the scheduler as one, each restarted when it dies."""

import contextlib
import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from home.models.background import JobProgress

logger = logging.getLogger("hub.serve")

FIRST_PAUSE, LONGEST_PAUSE = 1, 30
SETTLED = 60  # seconds that a child must have lived for its next death to count as the first


def end_with_parent():
    """On Linux: let the child be told when the supervisor itself is killed, so that nothing is left behind."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    set_death_signal = 1

    def in_child():
        prctl(set_death_signal, signal.SIGTERM)

    return in_child


class Child:
    def __init__(self, name, command, environment):
        self.name, self.command, self.environment = name, command, environment
        self.process = None
        self.pause = FIRST_PAUSE
        self.started_at = self.start_at = 0.0

    def start(self):
        # A session of its own: Ctrl-C reaches only the supervisor, which stops everything in order.
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent(),
        )
        self.started_at = time.monotonic()

    def watch(self, now):
        """Start the child when it is dead and its pause is over."""
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.signal_group(signal.SIGKILL)
            if now - self.started_at > SETTLED:
                self.pause = FIRST_PAUSE
            logger.warning("%s ended with %s; starting again in %d s.", self.name, code, self.pause)
            self.start_at = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            self.process = None
        if now >= self.start_at:
            self.start()

    def signal_group(self, number):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


class Supervisor:
    """Keeps commands running until it is told to stop, then leaves nothing behind."""

    def __init__(self, commands, environment=None, grace=10, poll=0.2):
        environment = {**os.environ, **(environment or {})}
        self.children = [Child(name, command, environment) for name, command in commands.items()]
        self.grace, self.poll = grace, poll
        self.stopping = threading.Event()

    def stop(self, *signal_arguments):
        self.stopping.set()

    def run(self):
        try:
            while not self.stopping.is_set():
                for child in self.children:
                    child.watch(time.monotonic())
                self.stopping.wait(self.poll)
        finally:
            self._end()

    def _end(self):
        running = [child for child in self.children if child.process is not None]
        for child in running:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + self.grace
        for child in running:
            try:
                child.process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.warning("%s did not stop; killing it.", child.name)
            child.signal_group(signal.SIGKILL)  # also what it may have started
            child.process.wait()


def commands(bind, grace):
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    gunicorn = [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", bind, "--workers", "2"]
    gunicorn += ["--worker-class", "gthread", "--threads", "4", "--preload", "--no-control-socket"]
    # No access log, and no warnings: gunicorn's hold visitors' addresses.
    gunicorn += ["--graceful-timeout", str(max(1, grace - 2)), "--log-level", "error"]
    if os.path.isdir("/dev/shm"):
        gunicorn += ["--worker-tmp-dir", "/dev/shm"]
    return {"web": gunicorn, "worker": [*manage, "hub_worker"], "scheduler": [*manage, "scheduler"]}


def where_to_listen():
    host, port = os.environ.get("HUB_BIND") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise CommandError(f"PORT is {port!r}: set it to a number from 1 to 65535.")
    return host, int(port)


def refuse_taken_port():
    host, port = where_to_listen()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host}:{port} ({error.strerror}). Set PORT to another number."
            ) from error


class Announcer(threading.Thread):
    """Says where the site is once it answers, then how far the demo has come."""

    def __init__(self, host, port, say, stopping):
        super().__init__(daemon=True)
        self.host, self.port, self.say, self.stopping = host, port, say, stopping

    def run(self):
        local = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(self.host, self.host)
        while not self._answers(local.strip("[]")):
            if self.stopping.wait(0.2):
                return
        shown = "localhost" if local in ("127.0.0.1", "[::1]") else local
        self.say(f"The site is at http://{shown}:{self.port}/ and its log-in at /admin/ (Ctrl-C stops).")
        if settings.HUB_DEMO:
            try:
                self._tell_of_the_demo()
            except DatabaseError:  # a busy database is no reason to stop serving
                self.say("/readyz says when the demo is complete.")
            finally:
                connection.close()

    def _answers(self, host):
        try:
            socket.create_connection((host, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _tell_of_the_demo(self):
        accounts = settings.DATA_DIR / "demo-accounts.txt"
        if accounts.exists():
            self.say(f"The demo's accounts and passwords are in {accounts}.")
        told, waited = -1, False
        while True:
            progress = JobProgress.objects.filter(key="demo").first()
            if progress and progress.state == JobProgress.State.DONE:
                if waited:
                    self.say("The demo is complete.")
                return
            if progress and progress.total and 5 * progress.done // progress.total > told:
                told = 5 * progress.done // progress.total
                self.say(f"The demo is loading: {progress.done} of {progress.total}.")
            waited = True
            if self.stopping.wait(1):
                return


class Command(BaseCommand):
    help = "Serve the site: web server, background worker and scheduler. HUB_BIND and PORT say where."
    requires_system_checks = []

    def handle(self, **options):
        host, port = where_to_listen()
        refuse_taken_port()
        grace = 10
        supervisor = Supervisor(
            commands(f"{host}:{port}", grace),
            {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
            grace,
        )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, supervisor.stop)
        self.say("Starting the web server, the worker and the scheduler …")
        Announcer(host, port, self.say, supervisor.stopping).start()
        supervisor.run()
        self.say("Stopped.")

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
