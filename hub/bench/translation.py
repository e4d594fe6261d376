"""Sending a whole site for translation, beside wagtail-localize as it comes: CPU, queries, and how long others wait.

Both begin with the same scratch site (`scratch`), each in a process and on a SQLite file of its own, in a folder that is
thrown away. The worker's CPU and queries are counted in; the scheduler and a second writer are not.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from django.conf import settings

VARIANTS = ("stock", "ours")


def compare(pages, languages):
    """{variant: {"cpu", "queries", "made", "longest", "waited"}}"""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        first = Path(folder) / "first"
        first.mkdir()
        _child("fill", first, pages, languages)
        found = {}
        for variant in VARIANTS:
            own = shutil.copytree(first, Path(folder) / variant)
            with SecondWriter(own / "db.sqlite3") as writer:
                found[variant] = json.loads(_child(variant, own, pages, languages))
            found[variant]["waited"] = writer.longest
    return found


def _child(step, folder, pages, languages):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hub.bench.settings", "HUB_DATA_DIR": str(folder)}
    environment |= {"HUB_BENCH": step, "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    command = [sys.executable, "-m", "hub.bench.child", step, str(pages), str(languages)]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


class SecondWriter:
    """Somebody who saves twenty times a second; `longest` is how many seconds they waited at most."""

    def __init__(self, database):
        self.database, self.longest = database, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc_info):
        self._over.set()
        self._thread.join()

    def _write(self):
        connection = sqlite3.connect(self.database, timeout=24 * 60 * 60, isolation_level=None)
        while not self._over.wait(0.05):
            began = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
            self.longest = max(self.longest, time.monotonic() - began)
        connection.close()


def lines(found, pages, languages):
    """The table, line by line."""
    stock, ours = (found[variant] for variant in VARIANTS)
    yield f"{f'{pages} pages into {languages} languages':44}{'stock':>10}{'ours':>10}{'ours ÷ stock':>14}"
    for name, label, digits in (
        ("made", "translations made", 0),
        ("cpu", "CPU seconds, the worker's included", 1),
        ("queries", "queries", 0),
        ("longest", "longest write transaction, seconds", 2),
        ("waited", "a second writer waited at most, seconds", 2),
    ):
        ratio = f"{ours[name] / stock[name]:14.2f}" if stock[name] else ""
        yield f"{label:44}{stock[name]:>10.{digits}f}{ours[name]:>10.{digits}f}{ratio}"
