"""The mails of invitations: written in the transaction that invites, sent from the outbox."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home import outbox
from home.languages import in_words, name_for_reader
from home.models import Invitation, OutboxMail


def about(invitation):
    return f"home.invitation:{invitation.pk}"


def mails_of(invitations):
    """{pk of an invitation: its newest mail}, for what staff see of it. One query."""
    pks = {about(each): each.pk for each in invitations}
    newest = OutboxMail.objects.filter(about__in=pks).defer("content").order_by("created_at", "pk")
    return {pks[mail.about]: mail for mail in newest}


def send_invitation(invitation):
    """With its link as it is now; a mail with an older one that still waits is not sent any more."""
    from home.accounts.invitations import link

    outbox.cancel(about(invitation))
    languages = list(invitation.languages.order_by("pk"))
    address = link(invitation)
    outbox.queue(
        "invitation",
        invitation.email,
        _first(languages),
        lambda: _invitation(invitation, languages, address),
        about=about(invitation),
    )


def _invitation(invitation, languages, address):
    reviews = invitation.role == Invitation.Role.REVIEWER
    words = (
        _("You are invited to review translations into these languages for the site “{site}”: {languages}.")
        if reviews
        else _("You are invited to translate for the site “{site}” into these languages: {languages}.")
    )
    asked_by = invitation.invited_by.name if invitation.invited_by else ""
    return outbox.Letter(
        subject=_("{site}: an invitation to translate").format(site=settings.SITE_NAME),
        greeting=_greeting(invitation.name),
        paragraphs=(
            words.format(site=settings.SITE_NAME, languages=_named(languages)),
            *([_("{name} asks you for it.").format(name=asked_by)] if asked_by else []),
        ),
        action=(_("Begin: choose a password"), address),
        after=(
            _("The link can be used once, until {day}.").format(
                day=date_format(invitation.expires_at, "DATE_FORMAT")
            ),
        ),
        reason=_("If you do not want to take part, do nothing: your address is not kept."),
    )


def tell_of_groups(account, role, languages):
    """Somebody who has an account already may translate from now on."""
    languages = sorted(languages, key=lambda locale: locale.pk)
    outbox.queue(
        "more-languages",
        account.email,
        _first(languages),
        lambda: _more_languages(account, role, languages),
        about=f"home.user:{account.pk}",
    )


def _more_languages(account, role, languages):
    reviews = role == Invitation.Role.REVIEWER
    words = (
        _("From now on you may review translations into these languages: {languages}.")
        if reviews
        else _("From now on you may translate into these languages: {languages}.")
    )
    return outbox.Letter(
        subject=_("{site}: more languages for you").format(site=settings.SITE_NAME),
        greeting=_greeting(account.name),
        paragraphs=(words.format(languages=_named(languages)),),
        action=(
            _("Open your desk"),
            settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("translation_desk"),
        ),
    )


def _greeting(name):
    return _("Hello {name},").format(name=name) if name else _("Hello,")


def _named(languages):
    return in_words(name_for_reader(each.language_code) for each in languages)


def _first(languages):
    """A mail is in the first of the languages that it is about."""
    return languages[0].language_code if languages else settings.LANGUAGE_CODE
