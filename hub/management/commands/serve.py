"""`manage.py serve`: the web server, the worker and the scheduler as one, each restarted when it dies."""

import os
import signal
import socket
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from home.models.background import JobProgress
from hub.supervisor import Supervisor
from resources.withdrawal import replay


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
        self.withdraw_again()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, supervisor.stop)
        self.say("Starting the web server, the worker and the scheduler …")
        Announcer(host, port, self.say, supervisor.stopping).start()
        supervisor.run()
        self.say("Stopped.")

    def withdraw_again(self):
        """Before anybody is served: a restored backup may hold what was withdrawn since it was made."""
        try:
            if count := replay():
                self.say(f"{count} accounts that the database brought back are withdrawn again.")
        except DatabaseError:  # not there yet, or not migrated: the scheduler comes back to it
            self.say("The database does not answer yet; withdrawals are looked after by the scheduler.")
        finally:
            connection.close()

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
