"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.conversations import arriving, forgetting, waiting
    from home.background.scheduler import PeriodicJob
    from home.registries import periodic, person_erasers

    periodic.register("unanswered-conversations", PeriodicJob(every=900, run=waiting.look_after))
    periodic.register("introduce-overlooked", PeriodicJob(every=900, run=arriving.find_overlooked))
    periodic.register("forget-conversations", PeriodicJob(every=86400, run=forgetting.forget_what_is_over))
    person_erasers.register("conversations", forgetting.erase_people)
