"""What this package adds to the registries. Called when the site starts."""

from django.utils.translation import gettext_lazy as _


def register():
    from events.updates import sending
    from home.background.scheduler import PeriodicJob
    from home.registries import mail_kinds, periodic

    periodic.register("updates-on-their-way", PeriodicJob(every=300, run=sending.find_lost))
    mail_kinds.register("update-news", _("Update: news"))
    mail_kinds.register("update-day", _("Update of a Day"))
    mail_kinds.register("update-test", _("Test of an update"))
