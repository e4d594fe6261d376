"""A file whose row was never committed is taken away again."""

import logging
import os
from contextlib import suppress

from django.db import transaction

logger = logging.getLogger("hub.files")


def remove(storage, name):
    """Delete a stored file, and its folder where that was its own."""
    storage.delete(name)
    with suppress(NotImplementedError, OSError):  # no folder, or not empty
        os.rmdir(os.path.dirname(storage.path(name)))


class _Kept:
    """Waits among a transaction's on-commit callbacks. Called: the row is there. Dropped uncalled: it was rolled back.

    Django has no callback for a rollback; it drops what waits for the commit. Leaving by `__del__` is what notices that
    at once; where a process dies before, the sweeper finds the file.
    """

    def __init__(self, storage, name):
        self.storage, self.name = storage, name
        self.committed = False

    def __call__(self):
        self.committed = True

    def __del__(self):
        if self.committed:
            return
        try:
            remove(self.storage, self.name)
        except Exception as error:  # nobody is there to catch it
            logger.warning("A file of a failed upload could not be deleted (%s).", type(error).__name__)


def keep_if_committed(storage, name):
    """Delete the file `name` again unless the transaction around the caller is committed."""
    kept = _Kept(storage, name)
    transaction.on_commit(kept, robust=True)
    waiting = transaction.get_connection().run_on_commit
    if waiting and waiting[-1][1] is kept:
        # First of all, since Django drops what waits behind a callback that fails.
        waiting.insert(0, waiting.pop())


def delete_on_commit(storage, name, model=None, field=""):
    """Delete a file that a row no longer names, once that is certain; not where another row of `model` names it too."""

    def delete():
        if model is not None and model._base_manager.filter(**{field: name}).exists():
            return
        try:
            remove(storage, name)
        except OSError as error:
            logger.warning("A replaced file could not be deleted (%s).", type(error).__name__)

    transaction.on_commit(delete, robust=True)
