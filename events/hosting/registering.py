"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.hosting import erasing, handing_over, sessions
    from home.background.scheduler import PeriodicJob
    from home.registries import periodic, person_erasers

    person_erasers.register("hosting", erasing.erase_people)
    periodic.register("forget-host-sessions", PeriodicJob(every=3600, run=sessions.forget_old_sessions))
    periodic.register("forget-hand-overs", PeriodicJob(every=3600, run=handing_over.forget_unanswered))
    periodic.register("forget-host-letters", PeriodicJob(every=86400, run=erasing.forget_what_is_over))
