"""The supervisor: a dead child comes back, and nothing is left behind."""

import os
import sys
import threading
import time

from hub.management.commands.serve import commands
from hub.supervisor import Supervisor

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()}\\n")
time.sleep(600)
"""
DIES_ONCE = """
import os, sys, time
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()}\\n")
if len(open(sys.argv[1]).readlines()) > 1:
    time.sleep(600)
"""


def _pids(path):
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def _wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.1)
    return condition()


def _exists(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_dead_child_is_started_again_and_all_stop(tmp_path):
    stubborn, frail = tmp_path / "stubborn", tmp_path / "frail"
    supervisor = Supervisor(
        {
            "stubborn": [sys.executable, "-c", STUBBORN, str(stubborn)],
            "frail": [sys.executable, "-c", DIES_ONCE, str(frail)],
        },
        grace=1,
        poll=0.05,
    )
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    try:
        assert _wait_for(lambda: len(_pids(frail)) == 2 and len(_pids(stubborn)) == 1)
    finally:
        supervisor.stop()
        thread.join()
    assert not any(_exists(pid) for pid in _pids(stubborn) + _pids(frail))
    assert len(_pids(stubborn)) == 1


def test_serve_runs_web_worker_and_scheduler():
    children = commands("127.0.0.1:8000", 10)
    assert list(children) == ["web", "worker", "scheduler"]
    assert "127.0.0.1:8000" in children["web"]
    assert "--access-logfile" not in children["web"]
