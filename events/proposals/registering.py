"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.proposals import ending, pictures, telling
    from home.background.scheduler import PeriodicJob
    from home.registries import periodic, person_erasers

    periodic.register("forget-unused-pictures", PeriodicJob(every=86400, run=pictures.forget_unused))
    periodic.register("forget-proposed-events", PeriodicJob(every=86400, run=ending.forget_old))
    periodic.register("tell-of-changed-events", PeriodicJob(every=3600, run=telling.tell_again))
    person_erasers.register("proposed events", ending.forget_people)
