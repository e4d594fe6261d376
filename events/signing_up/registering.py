"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.signing_up import expiring
    from home.background.scheduler import PeriodicJob
    from home.registries import periodic

    periodic.register("sign-ups-expire", PeriodicJob(every=600, run=expiring.run))
