"""What staff read about a mail: what it is, what it is about, what went wrong. Never to whom, never what it says."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.outbox import keeping
from home.registries import mail_kinds, watched


def register():
    """The kinds of mails that the foundation writes, and what operators look after."""
    watched.register("mails", keeping.flowing)
    mail_kinds.register("notice", gettext_lazy("Notice to staff (reviews, comments)"))
    mail_kinds.register("password-reset", gettext_lazy("Link for a new password"))
    mail_kinds.register("invitation", gettext_lazy("Invitation to translate"))
    mail_kinds.register("more-languages", gettext_lazy("More languages for a translator"))
    mail_kinds.register("release-refused", gettext_lazy("A release was refused"))


def kind(code):
    """A kind that nobody has named is called by its code."""
    return str(mail_kinds.get(code)) if code in mail_kinds else capfirst(code.replace("-", " "))


def about(reference):
    """ "events.signup:12" → "Sign-up 12"."""
    label, _colon, pk = reference.partition(":")
    try:
        name = apps.get_model(label)._meta.verbose_name
    except (LookupError, ValueError):
        return reference
    return f"{capfirst(name)} {pk}".strip()


def error(name):
    """A sentence for the name of an error, with its number where the other side gave one."""
    if not name:
        return ""
    kind_of_error, _space, number = name.partition(" ")
    words = {
        "SMTPRecipientsRefused": _("The address is not taken by its mail server."),
        "SMTPDataError": _("The mail is not taken by the other mail server."),
        "SMTPSenderRefused": _("Our mail server does not let us send."),
        "SMTPAuthenticationError": _("Our mail server refuses our password."),
        "NotTaken": _("The mail server took nothing."),
        "ImproperlyConfigured": _("The mail can't be read any more: its key is missing."),
        "KeyError": _("Its words are forgotten already."),
        "ValueError": _("The address can't be written to."),
    }.get(kind_of_error, _("The mail server did not answer as it should."))
    return f"{words} ({number or kind_of_error})"
