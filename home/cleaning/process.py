"""Starts the child that cleans one file, and believes nothing but its answer."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from home.cleaning.formats.result import REMOVED, Cleaned, Refused

SECONDS = 300
_ROOT = Path(__file__).resolve().parent.parent.parent
_PASSED_ON = ("PATH", "LANG", "HUB_FFMPEG", "IMAGEIO_FFMPEG_EXE", "PYTHONDONTWRITEBYTECODE")
_AT_ONCE = BoundedSemaphore(
    2
)  # in one process: more uploads wait rather than share the memory of the machine


def _environment(folder):
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed | {"PYTHONPATH": str(_ROOT), "TMPDIR": str(folder), "HOME": str(folder)}


def _end(child):
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        child.kill()
    child.communicate()


def clean(source, folder, ending, kinds):
    """Clean the file at `source`, named with `ending`, into `folder`. `kinds`: those that are taken, see kinds.ENDINGS.

    → Cleaned; raises Refused.
    """
    with _AT_ONCE:
        child = subprocess.Popen(
            [sys.executable, "-m", "home.cleaning.child", str(source), str(folder), ending, ",".join(kinds)],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            out, _nothing = child.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            _end(child)
            raise Refused("heavy") from None
        except BaseException:
            _end(child)
            raise
    if child.returncode in (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGXFSZ, -signal.SIGABRT):
        raise Refused("heavy")
    return _believed(out, Path(folder))


def _believed(out, folder):
    """The answer as a Cleaned; a child that died or answers nonsense has met a broken file."""
    try:
        said = json.loads(out.decode().splitlines()[-1])
    except (ValueError, IndexError):
        raise Refused("damaged") from None
    if "refused" in said:
        raise Refused(said["refused"], **said["params"])
    path = Path(said["path"]).resolve()
    if path.parent != folder.resolve() or not path.is_file():
        raise Refused("damaged")
    removed = frozenset(said["removed"]) & frozenset(REMOVED)
    return Cleaned(path, said["ending"], removed, said["facts"])
