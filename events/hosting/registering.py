"""What this package adds to the registries. Called when the site starts."""

from django.utils.translation import gettext_lazy as _

MAILS = {
    "host-link": _("A coordinator's personal link"),
    "host-welcome": _("The role and the link of a new coordinator"),
    "host-withdrawn": _("Thanks to a coordinator who gave the role back"),
    "host-hand-over": _("A question: would you take over?"),
    "host-followed": _("To a coordinator: somebody follows"),
    "host-not-followed": _("To a coordinator: the person asked says no"),
    "host-name-declined": _("To whom readers do not see by name: the desk has looked"),
    "host-letter": _("A coordinator's letter waits"),
    "host-letter-answer": _("To a coordinator: the desk has read the letter"),
}


def register():
    from events.hosting import erasing, handing_over, sessions
    from home.background.scheduler import PeriodicJob
    from home.registries import mail_kinds, periodic, person_erasers

    person_erasers.register("hosting", erasing.erase_people)
    periodic.register("forget-host-sessions", PeriodicJob(every=3600, run=sessions.forget_old_sessions))
    periodic.register("forget-hand-overs", PeriodicJob(every=3600, run=handing_over.forget_unanswered))
    periodic.register("forget-host-letters", PeriodicJob(every=86400, run=erasing.forget_what_is_over))
    for kind, words in MAILS.items():
        mail_kinds.register(kind, words)
