"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.updates import sending
    from home.background.scheduler import PeriodicJob
    from home.registries import periodic

    periodic.register("updates-on-their-way", PeriodicJob(every=300, run=sending.find_lost))
