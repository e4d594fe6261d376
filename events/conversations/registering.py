"""What this package adds to the registries. Called when the site starts."""

from django.utils.translation import gettext_lazy as _

MAILS = {
    "begun-seeker": _("Introduction, to who asked"),
    "begun-coordinator": _("Introduction, to the coordinator"),
    "message": _("A message waits"),
    "released": _("The other side shows how to reach them"),
    "stopped": _("A conversation has ended"),
    "reminder": _("Reminder that somebody waits"),
    "returned": _("The desk looks for somebody else"),
    "left": _("The coordinator left, the desk looks for somebody"),
    "passed-on": _("Introduction to another coordinator"),
    "answer": _("Answer of staff to a coordinator"),
}


def register():
    from events.conversations import forgetting, waiting
    from home.background.scheduler import PeriodicJob
    from home.registries import mail_kinds, periodic, person_erasers

    periodic.register("unanswered-conversations", PeriodicJob(every=900, run=waiting.look_after))
    periodic.register("forget-conversations", PeriodicJob(every=86400, run=forgetting.forget_what_is_over))
    person_erasers.register("conversations", forgetting.erase_people)
    for kind, words in MAILS.items():
        mail_kinds.register(f"conversation-{kind}", words)
