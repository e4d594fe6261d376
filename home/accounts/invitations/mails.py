"""The mails of invitations: queued with what they tell of, sent by a worker, tried again while the mail server is away."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from home.background.tasks import durable_task
from home.languages import bcp47, direction, in_words, name_for_reader
from home.models import Invitation, User


class NotSent(Exception):
    """The mail server refused or was away. Says nothing else: its own words may hold the address."""


# With twice the pause each time: the last attempt comes after a day and a half.
@durable_task(retries=10, backoff=60)
def send_invitation(pk):
    from home.accounts.invitations import link

    invitation = Invitation.objects.filter(pk=pk, accepted_at=None, revoked_at=None, sent_at=None).first()
    if invitation is None:
        return
    languages = list(invitation.languages.order_by("pk"))
    words = {
        "name": invitation.name,
        "reviewer": invitation.role == Invitation.Role.REVIEWER,
        "by": invitation.invited_by.name if invitation.invited_by else "",
        "link": link(invitation),
        "expires_at": invitation.expires_at,
    }
    _send("invitation", invitation.email, languages, words)
    Invitation.objects.filter(pk=pk, nonce=invitation.nonce).update(sent_at=timezone.now())


@durable_task(retries=10, backoff=60)
def tell_of_groups(account_id, role, locale_ids):
    """Somebody who has an account already may translate from now on."""
    from wagtail.models import Locale

    account = User.objects.filter(pk=account_id, is_active=True).first()
    languages = list(Locale.objects.filter(pk__in=locale_ids).order_by("pk"))
    if account is None or not languages:
        return
    words = {
        "name": account.name,
        "reviewer": role == Invitation.Role.REVIEWER,
        "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("translation_desk"),
    }
    _send("added", account.email, languages, words)


def _send(kind, email, languages, words):
    """In the first of the languages that it is about, as text and as HTML."""
    code = languages[0].language_code
    with override(code):
        words = {
            **words,
            "languages": in_words(name_for_reader(each.language_code) for each in languages),
            "site_name": settings.SITE_NAME,
            "lang": bcp47(code),
            "dir": direction(code),
        }
        subject = " ".join(render_to_string(f"account/mail/{kind}_subject.txt", words).split())
        mail = EmailMultiAlternatives(
            subject,
            render_to_string(f"account/mail/{kind}.txt", words).strip() + "\n",
            to=[email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string(f"account/mail/{kind}.html", words), "text/html")
    failed = None
    try:
        mail.send()
    except Exception as error:  # whatever a mail server may say
        failed = type(error).__name__
    if failed:
        raise NotSent(failed)
