"""The queue of tasks: django-tasks-db's, but what is to be indexed can be collected and indexed together.

Wagtail queues two tasks each time something is saved (its search entry, its references), and each of them reads and writes
for one thing alone. Within `collected()` they are noted instead; whoever opened the block hands what it names to
`home.background.indexing`. This module is imported before there are models.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django_tasks_db.backend import DatabaseBackend

TASKS = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}
_collecting = ContextVar("collecting", default=None)


@contextmanager
def collected():
    """`with collected() as things:` {(app label, model name, pk)} of what is saved in the block and must be indexed."""
    things = set()
    token = _collecting.set(things)
    try:
        yield things
    finally:
        _collecting.reset(token)


def open_block():
    """What the innermost open block has collected, or None."""
    return _collecting.get()


class HubBackend(DatabaseBackend):
    def enqueue(self, task, args, kwargs):
        """None where a block has noted it: whoever asks for an index never looks at the result."""
        things = open_block()
        if things is not None and task.module_path in TASKS:
            things.add(tuple(map(str, args)))
            return None
        return super().enqueue(task, args, kwargs)
