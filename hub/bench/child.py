"""`python -m hub.bench.child fill|ours|stock PAGES LANGUAGES`: one step of the measurement, in a process of its own.

Prints JSON: {"cpu": seconds, "queries": number, "made": translations, "longest": seconds of the longest write transaction}
"""

import json
import sys
import time


class Writing:
    """How long this process held the right to write, at most. SQLite has one writer at a time."""

    def __init__(self, connection):
        self.longest, self.began = 0, None
        begin, commit, rollback = (
            connection._start_transaction_under_autocommit,
            connection._commit,
            connection._rollback,
        )

        def beginning():
            begin()
            self.began = time.monotonic()

        def ending(end):
            def ended():
                end()
                if self.began is not None:
                    self.longest = max(self.longest, time.monotonic() - self.began)
                    self.began = None

            return ended

        connection._start_transaction_under_autocommit = beginning
        connection._commit, connection._rollback = ending(commit), ending(rollback)


def measured(act):
    from django.db import connection
    from wagtail_localize.models import Translation

    queries = 0

    def counting(execute, sql, params, many, context):
        nonlocal queries
        queries += 1
        return execute(sql, params, many, context)

    connection.ensure_connection()
    writing = Writing(connection)
    before, begun = Translation.objects.count(), time.process_time()
    with connection.execute_wrapper(counting):
        act()
    cpu = time.process_time() - begun
    made = Translation.objects.count() - before
    return {"cpu": cpu, "queries": queries, "made": made, "longest": writing.longest}


def main(step, pages, languages):
    import django

    django.setup()
    if step == "fill":
        from django.core.management import call_command

        from hub.bench import scratch

        call_command("migrate", verbosity=0)
        scratch.fill(int(pages), int(languages))
        call_command("hub_worker", batch=True)  # what this has queued is not what is measured
        return
    from hub.bench import variants

    print(json.dumps(measured(getattr(variants, step))))


if __name__ == "__main__":
    main(*sys.argv[1:])
