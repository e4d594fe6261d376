"""What follows from publishing is done for many things at once, where many are published, instead of for each."""

from contextlib import contextmanager
from contextvars import ContextVar

_waiting = ContextVar("waiting", default=None)


@contextmanager
def together():
    """What `at_the_end` is asked for in the block is done at its end, in the same transaction; not where the block fails."""
    waiting = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for function, things in waiting.items():
        function(things)


def at_the_end(function, thing=None):
    """Call `function([thing])` now; within `together()` once at its end, with every thing that it was to be called for."""
    waiting = _waiting.get()
    if waiting is None:
        function([thing])
    else:
        waiting.setdefault(function, []).append(thing)
