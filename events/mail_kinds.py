"""What staff call the mails of this room (home/outbox/) whose packages have no words of their own for them."""

from django.utils.translation import gettext_lazy as _

from home.registries import mail_kinds

KINDS = {
    "sign-up-confirm": _("Sign-up: confirm your address"),
    "sign-up-reminder": _("Sign-up: reminder to confirm"),
    "sign-up-join": _("Sign-up confirmed: joins"),
    "sign-up-coordinate": _("Sign-up confirmed: would coordinate"),
    "sign-up-tell": _("Sign-up confirmed: tells of an event"),
    "sign-up-news": _("Sign-up confirmed: asks for news"),
    "sign-up-declined": _("Sign-up: answer of the desk"),
    "sign-up-email": _("New address: confirm it"),
    "sign-up-email-changed": _("New address: word to the old one"),
    "sign-up-link": _("Link to what is theirs"),
    "conversation-begun-seeker": _("Conversation began: to who joins"),
    "conversation-begun-coordinator": _("Conversation began: to the coordinator"),
    "conversation-arrived": _("Conversation began: to who had joined before"),
    "conversation-message": _("A message waits"),
    "conversation-released": _("Contact details were shown"),
    "conversation-stopped": _("Conversation was stopped"),
    "conversation-reminder": _("Reminder of a message"),
    "conversation-returned": _("Nobody answered: back at the desk"),
    "conversation-left": _("The other side has left"),
    "conversation-passed-on": _("Conversation has another coordinator"),
    "conversation-link": _("New link to a conversation"),
    "conversation-answer": _("Answer of the staff waits"),
    "event-answer": _("Proposed event: answer of the desk"),
    "event-change": _("An event has changed"),
    "host-again": _("Asked to coordinate in the next edition as well"),
    "report-due": _("Reminder of the report"),
    "report-answer": _("Report: answer of the desk"),
    "update-day": _("Update about the Day"),
    "update-news": _("News"),
    "update-test": _("Update, to try it out"),
}


def register():
    """After the packages have registered theirs."""
    for code, words in KINDS.items():
        if code not in mail_kinds:
            mail_kinds.register(code, words)
