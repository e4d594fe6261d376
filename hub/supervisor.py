"""Keeps processes running: a child that dies is started again, and none is left behind."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time

from django.conf import settings

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
