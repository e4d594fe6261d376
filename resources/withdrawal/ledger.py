"""The ledger of withdrawals: one line of JSON each, appended before anything is erased, outside of database and uploads.

A restored backup brings back rows, never this file, so what was withdrawn once is withdrawn again (`replaying.py`). It holds
numbers, translation keys and keyed hashes; no word, name or address of anything.
"""

import fcntl
import json
import os
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def path():
    return Path(settings.HUB_LEDGER_FILE)


def append(entry):
    """Write an entry; it is on the disk when this returns. Raises OSError where it can't be: then nothing may be erased."""
    place = path()
    new = not place.exists()
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if _torn(place):
            file.write(b"\n")
        file.write(json.dumps(entry, sort_keys=True).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if new:
        _keep_folder(place.parent)


def entries():
    """All entries in their order. A line that a crash cut short was followed by no deed: it is passed over."""
    try:
        lines = path().read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and "number" in entry:
            found.append(entry)
    return found


def withdrawals():
    """{number: entry} of all that were begun; `done` says whether it was finished."""
    found = {}
    for entry in entries():
        if "keys" in entry:
            found[entry["number"]] = {**entry, "done": False}
        elif entry["number"] in found:
            found[entry["number"]]["done"] = True
    return found


@contextmanager
def alone():
    """One withdrawal at a time for a ledger: the scheduler doesn't finish what is still being done."""
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().with_suffix(".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _torn(place):
    with place.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _keep_folder(folder):
    """A new file is in its folder only once the folder is written, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
