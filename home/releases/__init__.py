"""Releases: pages, their translations and snippets that go live at one moment, all of them or nothing."""


def connect():
    """Called once, when the app is ready."""
    from home.background.scheduler import PeriodicJob
    from home.registries import calendar_days, erasers, periodic
    from home.releases import contents, planned, publishing

    erasers.register("releases", contents.erase)
    periodic.register("publish-releases", PeriodicJob(every=30, run=publishing.publish_due))
    calendar_days.register("releases", planned.days)
