"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.hosting import sessions
    from home.background.scheduler import PeriodicJob
    from home.registries import periodic

    periodic.register("forget-host-sessions", PeriodicJob(every=3600, run=sessions.forget_old_sessions))
