"""Starts the child that reads one file, and believes nothing but its answer."""

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


def _run(module, arguments, folder):
    """What a child says that runs `module` in `folder`. Raises Refused where it used too much."""
    with _AT_ONCE:
        child = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
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
    return out


def answer_of(module, arguments, folder):
    """The JSON that a child answers with; one that died or answers nonsense has met a broken file. Raises Refused."""
    out = _run(module, arguments, folder)
    try:
        return json.loads(out.decode().splitlines()[-1])
    except (ValueError, IndexError):
        raise Refused("damaged") from None


def clean(source, folder, ending, kinds):
    """Clean the file at `source`, named with `ending`, into `folder`. `kinds`: those that are taken, see kinds.ENDINGS.

    → Cleaned; raises Refused.
    """
    said = answer_of("home.cleaning.child", [source, folder, ending, ",".join(kinds)], folder)
    return _believed(said, Path(folder))


def _believed(said, folder):
    """The answer as a Cleaned."""
    if "refused" in said:
        raise Refused(said["refused"], **said["params"])
    path = Path(said["path"]).resolve()
    if path.parent != folder.resolve() or not path.is_file():
        raise Refused("damaged")
    removed = frozenset(said["removed"]) & frozenset(REMOVED)
    return Cleaned(path, said["ending"], removed, said["facts"])
