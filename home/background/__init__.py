"""Background work: durable tasks, a worker with a heartbeat, a reaper, progress records and periodic jobs."""


def register_periodic():
    """Register the periodic jobs that every installation needs. For AppConfig.ready."""
    from home.accounts import invitations
    from home.background import housekeeping, publishing, reaper
    from home.background.scheduler import PeriodicJob
    from home.filekeeping import exposure, sweep, uses
    from home.outbox import keeping, sending
    from home.pictures import making
    from home.previews import making as previews
    from home.public_forms import receipts
    from home.registries import periodic
    from home.translation.jobs import running

    periodic.register("publish-scheduled", PeriodicJob(every=30, run=publishing.publish_due))
    periodic.register("send-mails", PeriodicJob(every=30, run=sending.send_due))
    periodic.register("reap-tasks", PeriodicJob(every=30, run=reaper.reap))
    periodic.register("translation-jobs", PeriodicJob(every=60, run=running.find_lost))
    periodic.register("make-pictures", PeriodicJob(every=300, run=making.complete))
    periodic.register("make-previews", PeriodicJob(every=900, run=previews.complete))
    periodic.register("sweep-files", PeriodicJob(every=86400, run=sweep.sweep_now_and_then))
    periodic.register("note-files", PeriodicJob(every=86400, run=uses.note_all))
    periodic.register("withdraw-files", PeriodicJob(every=300, run=exposure.reconcile))
    periodic.register("clear-task-results", PeriodicJob(every=86400, run=housekeeping.clear_task_results))
    periodic.register("forget-invitations", PeriodicJob(every=86400, run=invitations.forget_unanswered))
    periodic.register("forget-mails", PeriodicJob(every=86400, run=keeping.forget_old))
    periodic.register("forget-receipts", PeriodicJob(every=86400, run=receipts.forget_old))
    periodic.register("clear-sessions", PeriodicJob(every=86400, run=housekeeping.clear_sessions))


register = register_periodic
