"""Inviting people to translate: asked by mail, they choose a password and land on their desk.

The link is signed, works once and for a fortnight; opening it changes nothing, so that mail programs may look at it.
"""

from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home import outbox
from home.accounts.invitations.mails import about, mails_of, send_invitation, tell_of_groups  # noqa: F401
from home.encryption import lookup_hash
from home.models import Invitation, User
from home.models.invitations import VALID_FOR, expiry

SALT = "home.accounts.invitation"


def groups_of(role, languages):
    """The groups of a role ("Translators", "Reviewers") in these languages."""
    return Group.objects.filter(name__in=[f"{role}: {locale.language_code}" for locale in languages])


@transaction.atomic
def invite(email, name, role, languages, by):
    """Ask somebody. Returns the `Invitation`, or None where an account has that address: it gets the groups at once."""
    email = User.objects.normalize_email(email)
    account = User.objects.filter(email=email).first()
    if account is not None:
        _give(account, role, languages)
        return None
    for before in Invitation.objects.filter(email_hash=lookup_hash(email), accepted_at=None, revoked_at=None):
        revoke(before)
    invitation = Invitation.objects.create(
        email=email, email_hash=lookup_hash(email), name=name.strip(), role=role, invited_by=by
    )
    invitation.languages.set(languages)
    send_invitation(invitation)
    return invitation


def _give(account, role, languages):
    if not account.is_active:
        raise ValidationError(
            {"email": _("The account with this address is switched off. Switch it on first.")}
        )
    new = groups_of(role, languages).exclude(user=account)
    ids = list(new.values_list("pk", flat=True))
    account.groups.add(*ids)
    if ids:
        tell_of_groups(account, role, languages)


@transaction.atomic
def send_again(invitation):
    """With a new link; the old one is void."""
    invitation.nonce, invitation.expires_at = token_urlsafe(), expiry()
    invitation.save(update_fields=["nonce", "expires_at"])
    send_invitation(invitation)


@transaction.atomic
def revoke(invitation):
    """A mail that still waits is not sent any more."""
    outbox.cancel(about(invitation))
    invitation.revoked_at, invitation.email, invitation.name = timezone.now(), "", ""
    invitation.save(update_fields=["revoked_at", "email", "name"])


def link(invitation):
    """The whole address that a mail holds. There is no datum of the person in it."""
    token = signing.dumps([invitation.pk, invitation.nonce], salt=SALT)
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("account_invitation", args=[token])


def find(token, lock=False):
    """The invitation that a link belongs to while it is good, or None."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Invitation.objects.select_for_update() if lock else Invitation.objects
    invitation = rows.filter(pk=pk, nonce=nonce).first()
    return invitation if invitation and invitation.is_pending and not invitation.has_expired else None


@transaction.atomic
def accept(token, name, password):
    """(account, whether it was made by this); (None, False) where the link is good no more.

    An account that was made by hand meanwhile keeps its password: a link opens nobody's account.
    """
    invitation = find(token, lock=True)
    if invitation is None:
        return None, False
    account = User.objects.filter(email=invitation.email).first()
    made = account is None
    if made:
        account = User.objects.create_user(invitation.email, password, name=name)
    account.groups.add(*groups_of(invitation.role, invitation.languages.all()))
    outbox.cancel(about(invitation))
    invitation.accepted_at, invitation.email, invitation.name = timezone.now(), "", ""
    invitation.save(update_fields=["accepted_at", "email", "name"])
    return account, made


def forget_unanswered():
    """Names and addresses of those who never answered, a fortnight after their link became too old."""
    for invitation in Invitation.objects.filter(
        accepted_at=None, revoked_at=None, expires_at__lt=timezone.now() - VALID_FOR
    ):
        revoke(invitation)
